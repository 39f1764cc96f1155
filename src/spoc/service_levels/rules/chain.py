"""The promise chain: whose every minute was, from the first to the last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

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


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time that one holder had it."""

    begins: datetime
    ends: datetime
    holder: Holder

    @property
    def length(self) -> timedelta:
        """How long it truly lasted."""
        return self.ends - self.begins


def chain(
    turns: Iterable[Turn], calendar: Calendar, begins: datetime, ends: datetime
) -> tuple[Segment, ...]:
    """Return who had it when, from begin to end, without gap or overlap.

    Turns may come in any order; of two at one instant the later told wins. Before the first turn
    the first holder has it. What lies outside the calendar's hours is nobody's. The lengths of
    the segments add up to the elapsed time exactly.
    """
    held = list(_held(sorted(turns, key=lambda turn: turn.at), begins, ends))
    return tuple(_joined(part for segment in held for part in _by_hours(segment, calendar)))


def totals(segments: Iterable[Segment]) -> dict[Holder, timedelta]:
    """Return how long each holder had it, in the order they first did."""
    found: dict[Holder, timedelta] = {}
    for segment in segments:
        found[segment.holder] = found.get(segment.holder, timedelta(0)) + segment.length
    return found


def blamed(
    segments: Iterable[Segment], broken_at: datetime, pausing: frozenset[str] = frozenset()
) -> tuple[Holder, timedelta] | None:
    """Return who used most of the promise by the instant it was broken, and how much.

    Time that paused the promise (by kind of holder) and time outside hours used none of it; of
    two that used the same, the later one is named.
    """
    free = pausing | {OUTSIDE}
    used: dict[Holder, timedelta] = {}
    for segment in segments:
        if segment.begins < broken_at and segment.holder.kind not in free:
            length = min(segment.ends, broken_at) - segment.begins
            used[segment.holder] = used.pop(segment.holder, timedelta(0)) + length
    most = max(used.values(), default=None)
    named = [holder for holder, length in used.items() if length == most]
    return (named[-1], used[named[-1]]) if named else None


def _held(turns: list[Turn], begins: datetime, ends: datetime) -> Iterator[Segment]:
    """Yield who had it when, hours apart."""
    holder = turns[0].holder if turns else NOBODY
    since = begins
    for turn in turns:
        at = min(max(turn.at, begins), ends)
        if at > since:
            yield Segment(since, at, holder)
        since, holder = at, turn.holder
    if since < ends:
        yield Segment(since, ends, holder)


def _by_hours(segment: Segment, calendar: Calendar) -> Iterator[Segment]:
    """Yield a segment cut where the calendar opens and closes."""
    since = segment.begins
    for opens, closes in calendar.spans_from(segment.begins):
        if opens >= segment.ends:
            break
        if opens > since:
            yield Segment(since, opens, NOBODY)
        since = min(closes, segment.ends)
        yield Segment(opens, since, segment.holder)
    if since < segment.ends:
        yield Segment(since, segment.ends, NOBODY)


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Yield the segments with neighbours of one holder made one."""
    last: Segment | None = None
    for segment in segments:
        if last is not None and last.holder == segment.holder:
            last = Segment(last.begins, segment.ends, last.holder)
        else:
            if last is not None:
                yield last
            last = segment
    if last is not None:
        yield last
