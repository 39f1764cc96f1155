"""The promise chain: whose every minute was, from the first to the last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from spoc.service_levels.rules.business_time import Calendar

OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the request: its desk or team (with a tier), the requester, a supplier, a change.

    `name` tells two of a kind apart; time outside hours is nobody's.
    """

    kind: str
    name: str = ""
    tier: int | None = None


NOBODY = Holder(OUTSIDE)


@dataclass(frozen=True, slots=True)
class Turn:
    """From an instant on, somebody has it."""

    at: datetime
    holder: Holder


# since when, until when, and who
Held: TypeAlias = tuple[datetime, datetime, Holder]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time that one holder had it, and how much of it lay within hours."""

    begins: datetime
    ends: datetime
    holder: Holder
    used: timedelta

    @property
    def length(self) -> timedelta:
        """How long it truly lasted."""
        return self.ends - self.begins


def chain(
    turns: Iterable[Turn], calendar: Calendar, begins: datetime, ends: datetime
) -> tuple[Segment, ...]:
    """Return who had it when, from begin to end, without gap or overlap.

    Turns may come in any order; of two at one instant the later told wins. Before the first turn
    the first holder has it. The lengths of the segments add up to the elapsed time exactly, what
    was used of them to the hours of the calendar in it. What lies years apart costs no more.
    """
    held = _held(sorted(turns, key=lambda turn: turn.at), begins, ends)
    return tuple(
        Segment(since, until, holder, calendar.open_between(since, until))
        for since, until, holder in _joined(held)
    )


def totals(segments: Iterable[Segment]) -> dict[Holder, timedelta]:
    """Return how long each holder had it within hours, in the order they first did.

    The time outside hours is nobody's, and comes last. All adds up to the elapsed time exactly.
    """
    found: dict[Holder, timedelta] = {}
    outside = timedelta(0)
    for segment in segments:
        if segment.used:
            found[segment.holder] = found.get(segment.holder, timedelta(0)) + segment.used
        outside += segment.length - segment.used
    if outside:
        found[NOBODY] = found.pop(NOBODY, timedelta(0)) + outside
    return found


def blamed(
    segments: Iterable[Segment],
    calendar: Calendar,
    broken_at: datetime,
    pausing: frozenset[str] = frozenset(),
) -> tuple[Holder, timedelta] | None:
    """Return who used most of the promise by the instant it was broken, and how much.

    Time that paused the promise (by kind of holder) and time outside hours used none of it; of
    two that used the same, the later one is named.
    """
    free = pausing | {OUTSIDE}
    used: dict[Holder, timedelta] = {}
    for segment in segments:
        if segment.begins < broken_at and segment.holder.kind not in free:
            length = calendar.open_between(segment.begins, min(segment.ends, broken_at))
            if length:
                used[segment.holder] = used.pop(segment.holder, timedelta(0)) + length
    most = max(used.values(), default=None)
    named = [holder for holder, length in used.items() if length == most]
    return (named[-1], used[named[-1]]) if named else None


def _held(turns: list[Turn], begins: datetime, ends: datetime) -> Iterator[Held]:
    """Yield who had it when."""
    holder = turns[0].holder if turns else NOBODY
    since = begins
    for turn in turns:
        at = min(max(turn.at, begins), ends)
        if at > since:
            yield since, at, holder
        since, holder = at, turn.holder
    if since < ends:
        yield since, ends, holder


def _joined(held: Iterable[Held]) -> Iterator[Held]:
    """Yield the same with neighbours of one holder made one."""
    for holder, parts in groupby(held, key=itemgetter(2)):
        first, *rest = parts
        yield first[0], (rest[-1] if rest else first)[1], holder
