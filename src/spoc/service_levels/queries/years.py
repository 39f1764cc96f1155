"""A year of a calendar as it is drawn: months in small, and in words what differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spoc.service_levels.models import Calendar
from spoc.service_levels.rules.hours import say_window
from spoc.service_levels.rules.year import Day, Month, year_of
from spoc.ui.words import locale_of

# how a day is marked: hours that are longer or lie otherwise are marked like shorter ones
MARKS = {"open": "open", "rest": "rest", "closed": "closed"}
OTHER = "short"


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in a small month; one that is as every week says nothing."""

    number: int
    mark: str
    said: str


@dataclass(frozen=True, slots=True)
class SmallMonth:
    """A month in small."""

    name: str
    weekdays: list[tuple[str, str]]
    weeks: list[list[Cell | None]]


@dataclass(frozen=True, slots=True)
class DrawnYear:
    """A year in twelve small months, with what differs said in words."""

    number: int
    months: list[SmallMonth]
    different: list[Cell]
    open_days: int
    open_hours: int


def drawn_year(calendar: Calendar, number: int) -> DrawnYear:
    """Return a year of a calendar in the reader's language."""
    year = year_of(calendar.hours, number, calendar.day_names)
    return DrawnYear(
        number=number,
        months=[_month(month) for month in year.months],
        different=[_cell(day) for day in year.different],
        open_days=year.open_days,
        open_hours=year.open_hours,
    )


def say_date(day: date) -> str:
    """Say a date with its weekday: Thursday 24 December 2026."""
    return format_date(day, "EEEE d MMMM y", locale=locale_of(get_language() or "en"))


def _month(month: Month) -> SmallMonth:
    names: Mapping[int, object] = WEEKDAYS_ABBR
    return SmallMonth(
        name=str(MONTHS[month.first.month]),
        weekdays=[(str(WEEKDAYS[day]), str(names[day])) for day in range(7)],
        weeks=[[_cell(day) if day else None for day in week] for week in month.weeks],
    )


def _cell(day: Day) -> Cell:
    return Cell(day.day.day, MARKS.get(day.sort, OTHER), _said(day) if day.differs else "")


def _said(day: Day) -> str:
    """Say in a sentence how a day differs."""
    hours = ", ".join(say_window(window) for window in day.windows)
    parts = {"day": say_date(day.day), "name": day.name, "hours": hours}
    if day.name and hours:
        return _("%(day)s, %(name)s: open %(hours)s") % parts
    if day.name:
        return _("%(day)s, %(name)s: closed") % parts
    return (_("%(day)s: open %(hours)s") if hours else _("%(day)s: closed")) % parts
