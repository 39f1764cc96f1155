"""Who may see and change channels and letters."""

from collections.abc import Iterable

from django.db.models import BigIntegerField, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.db.models.lookups import IsNull

from spoc.channels.models import Channel, Interaction, Letter, Notice, Telling
from spoc.kit.nouns import noun
from spoc.people.access import may_administer, reach
from spoc.people.models import Person

# the noun of a higher app whose contacts these are
REQUEST = "request"
# a letter about somebody may hold a way in: its words are its reader's alone
PERSON = "person"
# what a letter can be about; of anything else nobody knows who may see it
SUBJECTS = (REQUEST, "handover", PERSON)


def visible_to(person: Person) -> QuerySet[Channel]:
    """Return the channels: an administrator's to see, and its owner's."""
    return Channel.objects.all() if may_shape(person) else Channel.objects.filter(owner=person.pk)


def may_look_after(person: Person) -> bool:
    """Whether there are channels for them to look at."""
    return may_shape(person) or visible_to(person).exists()


def may_shape(person: Person) -> bool:
    """Whether they may add and change channels."""
    return person.kind == Person.Kind.SYSTEM or may_administer(person)


def may_read_letters(person: Person) -> bool:
    """Whether they may read any letters at all: their words are case content, not a setting."""
    far = reach(person, "contact", "R")
    return bool(far.everywhere or far.communities)


def letters_visible_to(person: Person) -> QuerySet[Letter]:
    """Return the letters in and out that this person may know of.

    What a letter is about decides: of what they may not see they learn of no letter either.
    """
    far = reach(person, "contact", "R")
    if not (far.everywhere or far.communities):
        return Letter.objects.none()
    near = Q(pk__isnull=False) if far.everywhere else Q(community__in=far.communities)
    about = Q(noun="")
    for key in SUBJECTS:
        about |= Q(noun=key) & _seen(person, key, "subject_id")
    told = Q(tells_of=None) | _seen(person, REQUEST, "tells_of")
    tells_of = Cast(KT("marks__concerns"), BigIntegerField())
    return Letter.objects.alias(tells_of=tells_of).filter(near, about, told)


def readable_among(person: Person, letters: Iterable[Letter]) -> set[int]:
    """Return the keys of the letters whose words the person may read."""
    keys = [letter.pk for letter in letters if letter.noun != PERSON]
    return set(letters_visible_to(person).filter(pk__in=keys).values_list("pk", flat=True))


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


def notices_visible_to(person: Person) -> QuerySet[Notice]:
    """Return the notices: everybody's own alone."""
    return Notice.objects.filter(person=person.pk)


def tellings_visible_to(person: Person) -> QuerySet[Telling]:
    """Return what was told by which way: to oneself alone."""
    return Telling.objects.filter(person=person.pk)


def may_set_ways(person: Person, other: Person) -> bool:
    """Whether they may say how somebody is told: everybody for themselves."""
    return person.pk == other.pk and person.is_active


def may_be_told(person: Person, noun_key: str, subject_id: int) -> bool:
    """Whether somebody may know of a record at this moment, so that they can be told of it."""
    if not person.is_active:
        return False
    return noun(noun_key).visible_to(person).filter(pk=subject_id).exists()


def _closed_to(person: Person) -> QuerySet[Model]:
    """Return the restricted requests the person may not read."""
    requests = noun(REQUEST)
    restricted = requests.model._default_manager.filter(is_restricted=True)
    return restricted.exclude(pk__in=requests.visible_to(person).values("pk"))


def _seen(person: Person, key: str, field: str) -> Q:
    """Return the condition that a record of this sort, whose key a field has, is theirs to see.

    Who sees most of them is asked letter by letter, and a page is full soon; else a page could
    cost as much as all letters, and what they may see is looked up first.
    """
    rows, far = noun(key).visible_to(person), reach(person, REQUEST, "R")
    if not (far.everywhere or far.communities):
        return Q(**{f"{field}__in": rows.values("pk")})
    # EXISTS would be turned into a look at every record there is
    found = Subquery(rows.filter(pk=OuterRef(field)).order_by().values("pk")[:1])
    return Q(IsNull(found, False))
