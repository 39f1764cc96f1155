"""A year of a calendar, day by day: what is open, closed, or otherwise than usual."""

from calendar import Calendar as Months
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from spoc.service_levels.rules.business_time import Calendar, Window
from spoc.service_levels.rules.hours import minutes_open


@dataclass(frozen=True, slots=True)
class Day:
    """A date: its windows, how it stands to the week, and its name where it has one.

    `sort` is open or rest as the week says; closed, short, long or moved where the date differs.
    """

    day: date
    sort: str
    windows: tuple[Window, ...] = ()
    name: str = ""

    @property
    def differs(self) -> bool:
        """Whether it is otherwise than the week says."""
        return self.sort not in ("open", "rest")


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks from Monday on; None where a week has days of another month."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months, what differs in them, and how much is open in all."""

    number: int
    months: tuple[Month, ...]

    @property
    def days(self) -> list[Day]:
        """Every day of the year, in order."""
        weeks = [week for month in self.months for week in month.weeks]
        return [day for week in weeks for day in week if day is not None]

    @property
    def different(self) -> list[Day]:
        """The days that are otherwise than the week says."""
        return [day for day in self.days if day.differs]

    @property
    def open_days(self) -> int:
        """How many days are open at all."""
        return sum(bool(day.windows) for day in self.days)

    @property
    def open_hours(self) -> int:
        """How many whole hours are open, by the clock on the wall."""
        return sum(minutes_open(day.windows) for day in self.days) // 60


def year_of(calendar: Calendar, number: int, names: Mapping[str, str]) -> Year:
    """Return a year of a calendar; `names` are those of its dates, by ISO date."""
    return Year(number, tuple(_month(calendar, number, month, names) for month in range(1, 13)))


def _month(calendar: Calendar, year: int, month: int, names: Mapping[str, str]) -> Month:
    weeks = Months().monthdatescalendar(year, month)
    rows = tuple(
        tuple(_day(calendar, each, names) if each.month == month else None for each in week)
        for week in weeks
    )
    return Month(date(year, month, 1), rows)


def _day(calendar: Calendar, day: date, names: Mapping[str, str]) -> Day:
    windows = calendar.windows_on(day)
    usual = tuple(sorted(calendar.week.get(day.isoweekday(), ())))
    name = names.get(day.isoformat(), "")
    return Day(day, _sort(windows, usual), windows, name)


def _sort(windows: tuple[Window, ...], usual: tuple[Window, ...]) -> str:
    if windows == usual:
        return "open" if windows else "rest"
    length, most = minutes_open(windows), minutes_open(usual)
    if not length:
        return "closed"
    return "short" if length < most else "long" if length > most else "moved"
