"""Whoever looks at the queues, and what is asked for them, put into SQL once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from spoc.kit.gathered import Answers, Gathering
from spoc.people.models import Person
from spoc.people.rules import Granted

Asked = Mapping[str, QuerySet[Any, Any]]
MOST_KNOWN = 500
# no person has this key: what is put into SQL for all who may see the same is theirs
ANYBODY = 0
READER = "reader"
# what of a person decides what they may see, in the order an onlooker has it
DECIDING = ("kind", "is_active", "granted", "team_ids", "organisation_id", "community_id")


@dataclass(frozen=True, slots=True)
class Onlooker:
    """A person by all that decides what they may see: whoever is granted something else is another.

    What is asked for one onlooker may look at the person for nothing but this.
    """

    pk: int
    kind: str
    is_active: bool
    granted: tuple[Granted, ...]
    team_ids: tuple[int, ...]
    organisation_id: int | None
    community_id: int | None
    person: Person = field(compare=False, repr=False)

    def at(self, reader: int) -> Person:
        """Return somebody with this key who may see the same."""
        person = Person(
            pk=reader,
            kind=self.kind,
            is_active=self.is_active,
            organisation_id=self.organisation_id,
            community_id=self.community_id,
        )
        person.granted, person.team_ids = self.granted, self.team_ids
        return person


def onlooker(person: Person) -> Onlooker:
    """Return a person as whoever looks on."""
    return Onlooker(pk=person.pk, person=person, **{n: getattr(person, n) for n in DECIDING})


def anybody_like(person: Person) -> Onlooker:
    """Return whoever may see what a person may: what is worded for them is no one person's."""
    return _anybody(*(getattr(person, name) for name in DECIDING))


@lru_cache(maxsize=MOST_KNOWN)
def _anybody(*decides: Any) -> Onlooker:
    who = Onlooker(pk=ANYBODY, person=Person(), **dict(zip(DECIDING, decides, strict=True)))
    return replace(who, person=who.at(ANYBODY))


@dataclass(frozen=True, slots=True)
class AskedBy:
    """Lists that are asked for a person, in words that serve all who may see the same."""

    gathering: Gathering
    reader: int

    def read(self, **given: object) -> dict[str, list[Any]]:
        """Return each list for these numbers and values."""
        return self.gathering.read(**{READER: self.reader}, **given)

    def asked(self, **given: object) -> Answers:
        """Return the same as it was said, of which each list is made when it is looked at."""
        return self.gathering.asked(**{READER: self.reader}, **given)


def asked_by(
    person: Person, asks: Callable[..., Asked], *numbers: str, values: tuple[str, ...] = ()
) -> AskedBy:
    """Return the lists that are asked for this person and some numbers, read in one statement."""
    return AskedBy(_gathering(anybody_like(person), asks, numbers, values), person.pk)


@lru_cache(maxsize=MOST_KNOWN)
def _gathering(
    who: Onlooker, asks: Callable[..., Asked], numbers: tuple[str, ...], values: tuple[str, ...]
) -> Gathering:
    def lists(reader: int, **given: Any) -> Asked:
        return asks(who.at(reader), **given)

    return Gathering(lists, READER, *numbers, values=values)
