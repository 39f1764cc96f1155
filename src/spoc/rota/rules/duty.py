"""Who is on duty: the shifts that are, and who stands in for whoever is away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from spoc.rota.rules.pattern import Pattern
from spoc.rota.rules.words import KINDS


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift as the rules see it: whose, when, at the desk or on call, first or backup."""

    shift: int
    person: int
    pattern: Pattern
    kind: str = "desk"
    rank: int = 1


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody is away between two instants; a deputy may do their work."""

    person: int
    begins: datetime
    ends: datetime
    deputy: int | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A part of a shift done by one person, or by nobody; `instead_of` is whose shift it is."""

    shift: int
    person: int | None
    begins: datetime
    ends: datetime
    kind: str
    rank: int
    instead_of: int | None = None


def stand_in(
    person: int, moment: datetime, aways: Iterable[Away], _seen: frozenset[int] = frozenset()
) -> int | None:
    """Return who does a person's work at an instant: they, or a deputy who is there.

    A deputy who is away has a deputy too. A chain that comes back to somebody who is away, or
    ends, leaves nobody.
    """
    known = list(aways)
    current = [a for a in known if a.person == person and a.begins <= moment < a.ends]
    if not current:
        return person
    seen = _seen | {person}
    for deputy in dict.fromkeys(a.deputy for a in current):
        if deputy is not None and deputy not in seen:
            found = stand_in(deputy, moment, known, seen)
            if found is not None:
                return found
    return None


def is_circular(person: int, aways: Iterable[Away]) -> bool:
    """Tell whether, at some instant of these absences, a chain of deputies comes back to them."""
    known = list(aways)
    return any(_comes_back(person, each.begins, known) for each in known)


def on_duty(turns: Iterable[Turn], aways: Iterable[Away], moment: datetime) -> list[int]:
    """Return who is on duty at an instant, each once: at the desk first, then on call, by rank."""
    known = list(aways)
    current = [turn for turn in turns if any(turn.pattern.spans(moment, moment + _INSTANT))]
    people = (stand_in(turn.person, moment, known) for turn in sorted(current, key=_order))
    return list(dict.fromkeys(person for person in people if person is not None))


def going(turns: Iterable[Turn], aways: Iterable[Away], moment: datetime) -> list[Duty]:
    """Return who does each shift that is on at an instant, in order, from then until somebody else.

    Where whoever has it is away and nobody stands in, it is done by nobody until somebody is back.
    """
    known = list(aways)
    return [
        _parts(turn, moment, ends, known)[0]
        for turn in sorted(turns, key=_order)
        for _begins, ends in turn.pattern.spans(moment, moment + _INSTANT)
    ]


def duties(
    turns: Iterable[Turn], aways: Iterable[Away], opens: datetime, closes: datetime
) -> list[Duty]:
    """Return who does which part of which shift between two instants, in order of beginning."""
    known = list(aways)
    found = [
        duty
        for turn in turns
        for begins, ends in turn.pattern.spans(opens, closes)
        for duty in _parts(turn, max(begins, opens), min(ends, closes), known)
    ]
    return sorted(found, key=lambda duty: (duty.begins, KINDS.index(duty.kind), duty.rank))


_INSTANT = datetime.resolution


def _order(turn: Turn) -> tuple[int, int, int]:
    return KINDS.index(turn.kind), turn.rank, turn.shift


def _parts(turn: Turn, begins: datetime, ends: datetime, aways: list[Away]) -> list[Duty]:
    """Cut a shift where somebody goes or comes back, and say who does each part."""
    bounds = {bound for away in aways for bound in (away.begins, away.ends)}
    cuts = [begins, *sorted(bound for bound in bounds if begins < bound < ends), ends]
    parts: list[Duty] = []
    for since, until in pairwise(cuts):
        holder = stand_in(turn.person, since, aways)
        if parts and parts[-1].person == holder:
            since = parts.pop().begins
        other = turn.person if holder != turn.person else None
        parts.append(Duty(turn.shift, holder, since, until, turn.kind, turn.rank, other))
    return parts


def _comes_back(person: int, moment: datetime, aways: list[Away]) -> bool:
    """Tell whether whoever follows the deputies at an instant meets the person again."""
    left, seen = [person], set()
    while left:
        here = left.pop()
        for away in aways:
            if away.person != here or away.deputy is None or not away.begins <= moment < away.ends:
                continue
            if away.deputy == person:
                return True
            if away.deputy not in seen:
                seen.add(away.deputy)
                left.append(away.deputy)
    return False
