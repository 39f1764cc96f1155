"""Who stands in for whom: deputies somebody named, and those an app above knows of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from spoc.work.models import Deputy

Found = Callable[[int, datetime], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where deputies are known: who stands in for a person, and for whom a person stands in."""

    standing_in: Found
    stood_in_for: Found


_sources: list[Source] = []


def register_deputies(source: Source) -> None:
    """Add what an app above knows of deputies, such as those of whoever is away."""
    if source not in _sources:
        _sources.append(source)


def deputies_of(person: int, moment: datetime) -> frozenset[int]:
    """Return who stands in for a person at a moment."""
    named = Deputy.objects.at(moment).filter(person=person).values_list("deputy", flat=True)
    return frozenset(
        [*named, *(pk for each in _sources for pk in each.standing_in(person, moment))]
    )


def deputised_by(person: int, moment: datetime) -> frozenset[int]:
    """Return for whom a person stands in at a moment."""
    named = Deputy.objects.at(moment).filter(deputy=person).values_list("person", flat=True)
    known = (pk for each in _sources for pk in each.stood_in_for(person, moment))
    return frozenset([*named, *known])
