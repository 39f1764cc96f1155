"""Business time: how much of a promise is used, and when it is due.

A calendar opens and closes by the clock on the wall of one place; time is counted as it truly
passes. Every window is turned into two instants of UTC for its own date, and all arithmetic is
done between instants: a night shift has seven hours when the clocks go forward, nine when they
go back. Where the wall skips a time, that time is the instant of the jump; where the wall shows
a time twice, it is the first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from typing import Self, TypeAlias
from zoneinfo import ZoneInfo

from spoc.kit.spans import Span, joined

# minutes after midnight on the wall, half-open: (480, 1020) is 08:00 to 17:00, 1440 is 24:00
Window: TypeAlias = tuple[int, int]

DAY_MINUTES = 24 * 60
DAYS = range(1, 8)
SECOND = timedelta(seconds=1)
# how many days are counted together
BLOCK = 64
NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a promise runs: a zone, windows for each ISO weekday, and dates that differ.

    An exception replaces all windows of its date; an empty one closes it. A shift over midnight
    is two windows, one to 24:00 and one from 00:00 of the day after. Windows of a day may touch
    and may not overlap; ValueError says which do.
    """

    zone: ZoneInfo
    week: Mapping[int, tuple[Window, ...]]
    exceptions: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)
    _days: dict[int, tuple[Span, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _blocks: dict[int, tuple[timedelta, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        unknown = sorted(set(self.week) - set(DAYS))
        if unknown:
            raise ValueError(f"There is no weekday {unknown[0]}: Monday is 1 and Sunday is 7.")
        for day, windows in [*self.week.items(), *self.exceptions.items()]:
            _demand_order(str(day), windows)

    @classmethod
    def parse(cls, mapping: Mapping[str, object]) -> Self:
        """Read a calendar as it is written down: `tz`, `week` by ISO weekday, `exceptions` by date.

        >>> Calendar.parse({"tz": "Europe/Stockholm", "week": {"1": [["08:00", "24:00"]]}}).week
        {1: ((480, 1440),)}
        """
        week, exceptions = mapping.get("week") or {}, mapping.get("exceptions") or {}
        if not isinstance(week, Mapping) or not isinstance(exceptions, Mapping):
            raise ValueError("A calendar has windows by weekday and exceptions by date.")
        return cls(
            ZoneInfo(str(mapping["tz"])),
            {int(day): read_windows(pairs) for day, pairs in week.items()},
            {date.fromisoformat(day): read_windows(pairs) for day, pairs in exceptions.items()},
        )

    def windows_on(self, day: date) -> tuple[Window, ...]:
        """Return the windows of a date on the wall, in order."""
        return tuple(sorted(self.exceptions.get(day, self.week.get(day.isoweekday(), ()))))

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Return the windows of a date as instants, but for those a jump of the clock swallows."""
        walls = [(self._instant(day, a), self._instant(day, b)) for a, b in self.windows_on(day)]
        return tuple((opens, closes) for opens, closes in walls if opens < closes)

    def spans_from(self, start: datetime) -> Iterator[Span]:
        """Yield when it is open from an instant on, for as long as it ever opens."""
        for day in self._days_from(start.astimezone(self.zone).toordinal()):
            for opens, closes in self._spans(day):
                if closes > start:
                    yield max(opens, start), closes

    def open_between(self, start: datetime, end: datetime) -> timedelta:
        """Return how long it is open between two instants; what lies years apart costs no more."""
        if end <= start:
            return NOTHING
        first, last = (moment.astimezone(self.zone).toordinal() for moment in (start, end))
        whole = self._since_block(last) - self._since_block(first)
        for block in range(first - first % BLOCK, last - last % BLOCK, BLOCK):
            whole += self._block(block)[-1]
        return whole + self._of_day(last, end) - self._of_day(first, start)

    def _of_day(self, day: int, until: datetime) -> timedelta:
        """Return how long it is open on a day until an instant of it."""
        spans = self._spans(day)
        return sum((max(min(closes, until) - opens, NOTHING) for opens, closes in spans), NOTHING)

    def _since_block(self, day: int) -> timedelta:
        """Return how long it is open on the days of its block that come before a day."""
        return self._block(day - day % BLOCK)[day % BLOCK]

    def _spans(self, day: int) -> tuple[Span, ...]:
        spans = self._days.get(day)
        if spans is None:
            spans = self._days[day] = self.spans_on(date.fromordinal(day))
        return spans

    def _block(self, first: int) -> tuple[timedelta, ...]:
        """Return how long it is open before each day of a block, and on all: looked at once."""
        if first not in self._blocks:
            days = map(self._spans, range(first, first + BLOCK))
            lengths = (sum((b - a for a, b in spans), NOTHING) for spans in days)
            self._blocks[first] = tuple(accumulate(lengths, initial=NOTHING))
        return self._blocks[first]

    def _days_from(self, first: int) -> Iterable[int]:
        if any(self.week.values()):
            return range(first, date.max.toordinal())
        return sorted(day for each in self.exceptions if (day := each.toordinal()) >= first)

    def _instant(self, day: date, minutes: int) -> datetime:
        """Return the instant the wall shows so many minutes after midnight."""
        days, rest = divmod(minutes, DAY_MINUTES)
        wall = datetime.combine(day + timedelta(days), time(*divmod(rest, 60)), self.zone)
        instant = wall.astimezone(UTC)
        if instant.astimezone(self.zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
            return instant
        return self._jump(wall.replace(fold=1).astimezone(UTC), instant)

    def _jump(self, before: datetime, after: datetime) -> datetime:
        """Return the instant between two at which the clock on the wall jumps."""
        offset = before.astimezone(self.zone).utcoffset()
        while after - before > SECOND:
            middle = before + (after - before) // 2
            if middle.astimezone(self.zone).utcoffset() == offset:
                before = middle
            else:
                after = middle
        return after.replace(microsecond=0)


def due_at(
    calendar: Calendar, start: datetime, target: timedelta, pauses: Iterable[Span] = ()
) -> datetime:
    """Return the earliest instant by which the target is used up, pauses apart, in UTC.

    What ends exactly when it closes is due then, not at the next opening; what starts outside
    hours starts at the next opening. ValueError when the calendar is never open for so long.
    """
    left = target
    for opens, closes in _counted(calendar, start, pauses):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    raise ValueError("The calendar is never open for so long.")


def consumed(
    calendar: Calendar, start: datetime, end: datetime, pauses: Iterable[Span] = ()
) -> timedelta:
    """Return the business time from start to end, pauses apart; nothing when end comes first.

    Neither a long time nor a long pause costs more than a short one.
    """
    start, end = _utc(start), _utc(end)
    paused = (
        calendar.open_between(max(opens, start), min(closes, end))
        for opens, closes in joined((_utc(begins), _utc(ends)) for begins, ends in pauses)
    )
    return calendar.open_between(start, end) - sum(paused, NOTHING)


def open_at(calendar: Calendar, moment: datetime) -> bool:
    """Tell whether it is open at an instant: from the opening on, at the closing no more."""
    return next_opening(calendar, moment) == moment


def next_opening(calendar: Calendar, moment: datetime) -> datetime | None:
    """Return the first instant from this one on at which it is open, in UTC; None for never."""
    opens, _closes = next(calendar.spans_from(_utc(moment)), (None, None))
    return opens


def after_days(
    calendar: Calendar, start: datetime, days: int, *, to_closing: bool = False
) -> datetime:
    """Return the same time of day so many business days on (or back), or the closing of that day.

    A business day is one with a window. Outside hours the count starts at the next opening; a
    time at which the day is not open becomes its next opening, on that day or the first one after.
    """
    local = (next_opening(calendar, start) or _never()).astimezone(calendar.zone)
    day, step = local.date(), timedelta(1 if days > 0 else -1)
    for _count in range(abs(days)):
        day += step
        while not calendar.spans_on(day):
            day += step
    if to_closing:
        return calendar.spans_on(day)[-1][1]
    wall = datetime.combine(day, local.time(), calendar.zone)
    return next_opening(calendar, wall) or _never()


def read_windows(pairs: object) -> tuple[Window, ...]:
    """Read windows as they are written: `[["08:00", "12:00"], ["13:00", "24:00"]]`."""
    if not isinstance(pairs, list | tuple):
        raise ValueError("The windows of a day are a list of two times each.")
    return tuple((read_minutes(opens), read_minutes(closes)) for opens, closes in pairs)


def read_minutes(text: str) -> int:
    """Read a time on the wall as minutes after midnight, up to 24:00.

    >>> read_minutes("08:30"), read_minutes("24:00")
    (510, 1440)
    """
    hours, colon, minutes = str(text).strip().partition(":")
    known = colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2
    total = int(hours) * 60 + int(minutes) if known else -1
    if not known or int(minutes) > 59 or total > DAY_MINUTES:
        raise ValueError(f"{text!r} is no time of day: write it as 08:00, up to 24:00.")
    return total


def _counted(calendar: Calendar, start: datetime, pauses: Iterable[Span]) -> Iterator[Span]:
    """Yield when time counts: open, from the start on, and not paused."""
    rest = sorted((_utc(a), _utc(b)) for a, b in pauses)
    spans = calendar.spans_from(_utc(start))
    return _without(spans, rest) if rest else spans


def _without(spans: Iterator[Span], pauses: list[Span]) -> Iterator[Span]:
    """Yield what is left of the spans when the pauses, in order of their beginning, are cut out."""
    for opens, closes in spans:
        while pauses and pauses[0][1] <= opens:
            pauses.pop(0)
        for begins, ends in pauses:
            if begins >= closes or opens >= closes:
                break
            if begins > opens:
                yield opens, begins
            opens = max(opens, ends)
        if opens < closes:
            yield opens, closes


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment without its zone is no instant.")
    return moment.astimezone(UTC)


def _never() -> datetime:
    raise ValueError("The calendar is never open again.")


def _demand_order(day: str, windows: tuple[Window, ...]) -> None:
    closed = 0
    for opens, closes in sorted(windows):
        if not closed <= opens < closes <= DAY_MINUTES:
            raise ValueError(f"The windows of {day} overlap, or end before they begin.")
        closed = closes
