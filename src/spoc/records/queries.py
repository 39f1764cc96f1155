"""Reading links, attachments and watchers of a record."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from spoc.kit import nouns
from spoc.kit.nouns import noun_of
from spoc.people.models import Person
from spoc.records.models import Attachment, Link, Watch
from spoc.records.rules import INVERSES


@dataclass(frozen=True, slots=True)
class LinkedRecord:
    """The other end of a link as this person may read it."""

    link_id: int
    relation: str
    noun: str
    pk: int
    title: str
    address: str


def links_of(subject: Model, person: Person) -> list[LinkedRecord]:
    """Return the records linked to this one that the person may see, from this one's end."""
    return read_by(person, links_on(subject), subject)


def links_on(subject: Model) -> QuerySet[Link]:
    """Return the links of a record from whichever end, the oldest first; of very many the first."""
    key, pk = noun_of(subject).key, subject.pk
    here = Q(from_noun=key, from_id=pk) | Q(to_noun=key, to_id=pk)
    return Link.objects.filter(here).order_by("id")[:200]


def read_by(person: Person, links: Iterable[Link], subject: Model) -> list[LinkedRecord]:
    """Return the other ends of these links of a record that the person may see."""
    key, pk = noun_of(subject).key, subject.pk
    ends = [_other_end(link, key, pk) for link in links]
    seen = _visible(ends, person)
    return [
        LinkedRecord(link.pk, relation, noun, other, *seen[noun, other])
        for link, relation, noun, other in ends
        if (noun, other) in seen
    ]


def other_end(subject: Model, link_id: int, person: Person) -> Model | None:
    """Return the record at the other end of a link of this one, if the person may see it."""
    key, pk = noun_of(subject).key, subject.pk
    here = Q(from_noun=key, from_id=pk) | Q(to_noun=key, to_id=pk)
    link = Link.objects.filter(here, pk=link_id).first()
    if link is None:
        return None
    _link, _relation, noun, other = _other_end(link, key, pk)
    return nouns.find(person, noun, other)


def _other_end(link: Link, key: str, pk: int) -> tuple[Link, str, str, int]:
    if (link.from_noun, link.from_id) == (key, pk):
        return link, link.relation, link.to_noun, link.to_id
    return link, INVERSES[link.relation], link.from_noun, link.from_id


def _visible(
    ends: list[tuple[Link, str, str, int]], person: Person
) -> dict[tuple[str, int], tuple[str, str]]:
    """Return title and address of every other end the person may see, a query a noun."""
    wanted: dict[str, set[int]] = {}
    for _link, _relation, key, pk in ends:
        wanted.setdefault(key, set()).add(pk)
    seen = {}
    for key, pks in wanted.items():
        if nouns.is_noun(key):
            noun = nouns.noun(key)
            for row in noun.visible_to(person).filter(pk__in=pks):
                seen[key, row.pk] = (noun.title(row), noun.address(row))
    return seen


def attachments_of(subject: Model) -> QuerySet[Attachment]:
    """Return the files on a record, oldest first."""
    noun = noun_of(subject).key
    return Attachment.objects.filter(noun=noun, subject_id=subject.pk).order_by("id")


def watchers_of(subject: Model) -> QuerySet[Watch]:
    """Return who watches a record."""
    noun = noun_of(subject).key
    watches = Watch.objects.filter(noun=noun, subject_id=subject.pk)
    return watches.select_related("person").order_by("id")


def watched(noun: str, person: Person) -> QuerySet[Watch]:
    """Return what the person watches among records of one noun."""
    return Watch.objects.filter(noun=noun, person=person)


def missing_files(is_kept: Callable[[str], bool]) -> int:
    """Return how many attached files are not kept where they should be."""
    digests = Attachment.objects.order_by().values_list("digest", flat=True).distinct()
    return sum(not is_kept(digest) for digest in digests.iterator())
