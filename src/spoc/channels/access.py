"""Who may see and change channels and letters."""

from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet

from spoc.channels.models import Channel, Interaction, Letter
from spoc.kit.nouns import is_noun, noun
from spoc.people.access import may_administer, reach
from spoc.people.models import Person

# the noun of a higher app whose contacts these are
REQUEST = "request"


def visible_to(person: Person) -> QuerySet[Channel]:
    """Return the channels: an administrator's to see."""
    return Channel.objects.all() if may_shape(person) else Channel.objects.none()


def may_shape(person: Person) -> bool:
    """Whether they may add and change channels."""
    return person.kind == Person.Kind.SYSTEM or may_administer(person)


def may_read_letters(person: Person) -> bool:
    """Whether they may read any letters at all: their words are case content, not a setting."""
    far = reach(person, "contact", "R")
    return bool(far.everywhere or far.communities)


def letters_visible_to(person: Person) -> QuerySet[Letter]:
    """Return the letters in and out that this person may know of."""
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
    """Return the contacts this person may read: their own, and those in their reach.

    What was said about a request that is closed to all but named readers is theirs alone.
    """
    far = reach(person, "contact", "R")
    near = Q(pk__isnull=False) if far.everywhere else Q(organisation__in=far.organisations)
    closed = _closed_to(person)
    about = Interaction.objects.filter(
        Q(contacts__support_request__in=closed)
        | Q(letter__noun=REQUEST, letter__subject_id__in=closed.values("pk"))
    )
    return Interaction.objects.filter(Q(person=person) | (near & ~Q(pk__in=about.values("pk"))))


def _closed_to(person: Person) -> QuerySet[Model]:
    """Return the restricted requests the person may not read."""
    requests = noun(REQUEST)
    restricted = requests.model._default_manager.filter(is_restricted=True)
    return restricted.exclude(pk__in=requests.visible_to(person).values("pk"))
