"""Whoever looks at the queues, and what is asked for them, put into SQL once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from django.db.models import QuerySet

from spoc.kit.gathered import Gathering
from spoc.people.models import Person
from spoc.people.rules import Granted

Asked = Mapping[str, QuerySet[Any, Any]]
MOST_KNOWN = 500


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


def onlooker(person: Person) -> Onlooker:
    """Return a person as whoever looks on."""
    return Onlooker(
        pk=person.pk,
        kind=person.kind,
        is_active=person.is_active,
        granted=person.granted,
        team_ids=person.team_ids,
        organisation_id=person.organisation_id,
        community_id=person.community_id,
        person=person,
    )


def asked_by(
    person: Person, asks: Callable[..., Asked], *numbers: str, values: tuple[str, ...] = ()
) -> Gathering:
    """Return the lists that are asked for this person and some numbers, read in one statement."""
    return _gathering(onlooker(person), asks, numbers, values)


@lru_cache(maxsize=MOST_KNOWN)
def _gathering(
    who: Onlooker, asks: Callable[..., Asked], numbers: tuple[str, ...], values: tuple[str, ...]
) -> Gathering:
    return Gathering(partial(asks, who.person), *numbers, values=values)
