"""The lines of a day: each part of a shift drawn and in words, and where nobody is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spoc.kit.spans import Span
from spoc.people.models import Person
from spoc.rota import rules
from spoc.rota.models import Absence
from spoc.rota.words import KIND, RANK
from spoc.ui.words import clock, written

# one unit a minute of a day that has as many as most days have
WIDTH = 1440


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a day as it is drawn: from where, how wide, in which lane."""

    x: int
    width: int
    lane: int


@dataclass(frozen=True, slots=True)
class Line:
    """A part of a day as it is read: from when to when, who, and instead of whom."""

    begins: datetime
    when: str
    bar: Bar
    shift: int | None = None
    person: Person | None = None
    instead_of: Person | None = None
    what: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether somebody should be there, and nobody has a shift."""
        return self.shift is None

    @property
    def is_vacant(self) -> bool:
        """Whether it is the shift of somebody who is away, and nobody stands in."""
        return self.shift is not None and self.person is None


@dataclass(frozen=True, slots=True)
class Noted:
    """An absence, and when it is in words."""

    absence: Absence
    when: str


@dataclass(slots=True)
class Day:
    """One day: its lines in order, and how many lanes their bars take."""

    title: str
    is_today: bool
    lines: list[Line] = field(default_factory=list)

    @property
    def lanes(self) -> int:
        """How many lanes the bars take."""
        return max((line.bar.lane + 1 for line in self.lines), default=1)


def lines_of(
    duties: Sequence[rules.Duty],
    missing: Sequence[Span],
    people: dict[int, Person],
    day: Span,
    place: tzinfo,
) -> list[Line]:
    """Return what a day has, in order: duties and gaps, each in a lane that is free then."""
    free: list[datetime] = []
    parts: list[tuple[Span, rules.Duty | None]] = [
        *(((duty.begins, duty.ends), duty) for duty in duties),
        *((span, None) for span in missing),
    ]
    lines = []
    for span, duty in sorted(parts, key=lambda each: each[0][0]):
        part = max(span[0], day[0]), min(span[1], day[1])
        if part[0] < part[1]:
            bar = _bar(part, day, _lane(free, *part))
            lines.append(_line(part, _when(part, day, place), bar, duty, people))
    return sorted(lines, key=lambda line: (line.begins, line.bar.lane))


def day_in_words(day: date) -> str:
    """Say a day: Monday 23 Nov."""
    return written(day, "EEEE d MMM", get_language() or "en")


def span_in_words(begins: datetime, ends: datetime, place: tzinfo) -> str:
    """Say from when to when: the day and its hours, whole days alone, or two moments."""
    first, last = begins.astimezone(place), ends.astimezone(place)
    if first.time() == last.time() == time(0):
        days = first.date(), last.date() - timedelta(days=1)
        return " – ".join(dict.fromkeys(map(day_in_words, days)))
    if first.date() == last.date():
        hours = f"{clock(first)}–{clock(last)}"
        return _("%(day)s, %(hours)s") % {"day": day_in_words(first.date()), "hours": hours}
    return " – ".join(f"{day_in_words(each.date())} {clock(each)}" for each in (first, last))


def noted(absences: Iterable[Absence], place: tzinfo) -> list[Noted]:
    """Return absences with the words for when they are."""
    return [Noted(each, span_in_words(each.begins_at, each.ends_at, place)) for each in absences]


def _line(
    part: Span, when: str, bar: Bar, duty: rules.Duty | None, people: dict[int, Person]
) -> Line:
    if duty is None:
        return Line(part[0], when, bar)
    return Line(
        part[0],
        when,
        bar,
        duty.shift,
        people.get(duty.person or 0),
        people.get(duty.instead_of or 0),
        what_of(duty.kind, duty.rank),
    )


def what_of(kind: str, rank: int) -> str:
    """Say which kind of duty it is, and that it is the backup where it is.

    >>> what_of("on_call", 1)
    'On call'
    """
    if rank == 1:
        return str(KIND[kind])
    return _("%(kind)s, %(rank)s") % {"kind": KIND[kind], "rank": RANK[str(rank)]}


def _when(part: Span, day: Span, place: tzinfo) -> str:
    """Say from when to when by the wall; what lasts the whole day is said so."""
    if part == day:
        return _("All day")
    begins = clock(part[0].astimezone(place))
    ends = "24:00" if part[1] == day[1] else clock(part[1].astimezone(place))
    return f"{begins}–{ends}"


def _lane(free: list[datetime], begins: datetime, ends: datetime) -> int:
    """Take the first lane that is free again by then, or a new one."""
    for number, until in enumerate(free):
        if until <= begins:
            free[number] = ends
            return number
    free.append(ends)
    return len(free) - 1


def _bar(part: Span, day: Span, lane: int) -> Bar:
    whole = day[1] - day[0]
    x = round((part[0] - day[0]) / whole * WIDTH)
    return Bar(x, max(1, round((part[1] - day[0]) / whole * WIDTH) - x), lane)
