"""Who may see and change channels and letters."""

from collections.abc import Iterable

from django.db.models import QuerySet

from spoc.channels.models import Channel, Interaction, Letter
from spoc.kit.nouns import is_noun, noun
from spoc.people.access import may_administer, reach
from spoc.people.models import Person


def visible_to(person: Person) -> QuerySet[Channel]:
    """Return the channels: an administrator's to see."""
    return Channel.objects.all() if may_shape(person) else Channel.objects.none()


def may_shape(person: Person) -> bool:
    """Whether they may add and change channels."""
    return person.kind == Person.Kind.SYSTEM or may_administer(person)


def letters_visible_to(person: Person) -> QuerySet[Letter]:
    """Return the letters in and out: their words are case content, so roles at the desk decide."""
    far = reach(person, "contact", "R")
    if far.everywhere:
        return Letter.objects.all()
    if far.communities:
        return Letter.objects.filter(community__in=far.communities)
    return Letter.objects.none()


def readable_among(person: Person, letters: Iterable[Letter]) -> set[int]:
    """Return the keys of the letters whose words the person may read.

    What a letter is about decides; one about signing in holds a way in, and is its reader's alone.
    """
    rows = [letter for letter in letters if letter.noun != "person"]
    seen = {("", None)} | {
        (key, pk)
        for key in {letter.noun for letter in rows if is_noun(letter.noun)}
        for pk in noun(key)
        .visible_to(person)
        .filter(pk__in=[letter.subject_id for letter in rows if letter.noun == key])
        .values_list("pk", flat=True)
    }
    return {letter.pk for letter in rows if (letter.noun, letter.subject_id) in seen}


def may_handle_letter(person: Person, letter: Letter) -> bool:
    """Whether they may send a letter again, or let one that was put aside be read."""
    far = reach(person, "contact", "U")
    within = far.everywhere or letter.community_id in far.communities
    return person.kind == Person.Kind.SYSTEM or within


def interactions_visible_to(person: Person) -> QuerySet[Interaction]:
    """Return the contacts this person may read: their own, and those in their reach."""
    far = reach(person, "contact", "R")
    if far.everywhere:
        return Interaction.objects.all()
    own = Interaction.objects.filter(person=person)
    return own | Interaction.objects.filter(organisation__in=far.organisations)
