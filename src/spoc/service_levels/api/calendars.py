"""Calendars: when promises run, what a change would do, and the public holidays there are."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.service_levels import access, activities
from spoc.service_levels.activities.calendar import demand_sense
from spoc.service_levels.models import Calendar
from spoc.service_levels.queries.calendars import effect_of
from spoc.service_levels.rules.hours import Hours, Windows
from spoc.service_levels.rules.public_days import countries, public_days
from spoc.site.machines import Day, OneOf, Walk, Whole, answers, find, page_of
from spoc.site.tokens import caller

router = Router()
ONE = "/calendars/{int:calendar}"
PLAIN = ("name", "zone", "country", "region", "is_active")
Weekday = Annotated[str, OneOf(tuple("1234567"))]
Wall = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
Window = Annotated[list[Wall], Field(min_length=2, max_length=2)]
Open = Annotated[list[Window], Field(max_length=24)]


class OtherDayIn(Schema):
    """A date that differs from its weekday: when it is open, nothing for closed, and its name."""

    day: Day
    hours: Open = []
    name: str = Field("", max_length=60)


class CalendarIn(Schema):
    """When promises run: by the clock on the wall of the zone, on weekdays from 1, Monday."""

    name: str = Field(min_length=1, max_length=120)
    zone: str = Field(max_length=60, description="Such as `Europe/Stockholm`.")
    week: dict[Weekday, Open] = Field(description='Such as `{"1": [["08:00", "17:00"]]}`.')
    days: list[OtherDayIn] = Field([], max_length=1000)
    country: str = Field("", max_length=2, description="Whose public holidays it keeps.")
    region: str = Field("", max_length=10)
    is_active: bool = True

    def hours(self) -> Hours:
        """Return the calendar as it is written down."""
        days = {each.day.isoformat(): each for each in self.days}
        if len(days) < len(self.days):
            words = _("A date stands here twice.")
            raise NotPossible(words, fields={"days": words})
        return Hours(
            **{name: getattr(self, name) for name in PLAIN},
            week={day: windows for day, windows in self.week.items() if windows},
            exceptions={day: each.hours for day, each in days.items()},
            day_names={day: each.name for day, each in days.items() if each.name},
        )


class CalendarChangeIn(CalendarIn):
    """The whole calendar as it is to be; with `version` only where nobody changed it meanwhile."""

    version: Whole | None = None


class OtherDayOut(Schema):
    """A date that differs from its weekday."""

    day: str
    hours: list[list[str]]
    name: str


class CalendarOut(Schema):
    """A calendar: windows by ISO weekday, and the dates that differ."""

    id: int
    key: str
    name: str
    zone: str
    week: Windows
    days: list[OtherDayOut]
    country: str
    region: str
    is_active: bool
    version: int


class CalendarsOut(Schema):
    """A page of calendars by name, and the mark of the next page."""

    items: list[CalendarOut]
    next: str | None


class EffectOut(Schema):
    """What a change would do: how many running clocks it would move, and break at once."""

    moved: int
    broken: int


class PublicDaysIn(Schema):
    """Of which country, by its code of two letters, of which region, in which year."""

    country: str = Field(min_length=2, max_length=2)
    region: str = Field("", max_length=10)
    year: Annotated[Whole, Field(ge=1970, le=2100)]


class PublicDayOut(Schema):
    """A public holiday, or a day on which nobody works all the same."""

    day: date
    name: str
    is_by_law: bool


@router.get("/calendars", response=answers(CalendarsOut))
def list_calendars(request: HttpRequest, walk: Walk) -> CalendarsOut:
    """List the calendars, those out of use too."""
    rows, mark = page_of(access.calendars_visible_to(caller(request)), ("name", "id"), walk)
    return CalendarsOut(items=[_out(row) for row in rows], next=mark)


@router.post("/calendars", response=answers(CalendarOut, 201))
def add_calendar(request: HttpRequest, asked: CalendarIn) -> Status[CalendarOut]:
    """Write down when promises run."""
    by = caller(request)
    return Status(201, _out(activities.add_calendar(by, by=by, hours=asked.hours())))


@router.get(ONE, response=answers(CalendarOut))
def read_calendar(request: HttpRequest, calendar: int) -> CalendarOut:
    """Read a calendar."""
    return _out(_found(request, calendar))


@router.put(ONE, response=answers(CalendarOut))
def change_calendar(request: HttpRequest, calendar: int, asked: CalendarChangeIn) -> CalendarOut:
    """Change when promises run; running clocks follow at once."""
    by, row = caller(request), _found(request, calendar)
    changed = activities.change_calendar(row, by=by, hours=asked.hours(), version=asked.version)
    return _out(changed)


@router.post(f"{ONE}/effect", response=answers(EffectOut))
def preview_calendar(request: HttpRequest, calendar: int, asked: CalendarIn) -> EffectOut:
    """Read what a change would do to running clocks; nothing is changed."""
    by, row = caller(request), _found(request, calendar)
    demand(access.may_shape(by))
    hours = asked.hours()
    demand_sense(hours)
    effect = effect_of(row, hours, by)
    return EffectOut(moved=effect.moved, broken=effect.broken)


@router.get("/public-days", response=answers(list[PublicDayOut]))
def list_public_days(
    request: HttpRequest, asked: Annotated[PublicDaysIn, Query()]
) -> list[PublicDayOut]:
    """List the public holidays of a country in a year, in the caller's language where known."""
    demand(access.may_shape(caller(request)))
    country = asked.country.upper()
    if country not in countries():
        words = _("The holidays of this country are not known: write its code, such as SE.")
        raise NotPossible(words, fields={"country": words})
    days = public_days(country, asked.region, [asked.year], get_language() or "en")
    return [PublicDayOut(day=day.day, name=day.name, is_by_law=day.is_by_law) for day in days]


def _found(request: HttpRequest, pk: int) -> Calendar:
    row: Calendar = find(access.calendars_visible_to(caller(request)), pk)
    return row


def _out(row: Calendar) -> CalendarOut:
    return CalendarOut(
        id=row.pk,
        key=row.key,
        **{name: getattr(row, name) for name in PLAIN},
        week=row.week,
        days=[
            OtherDayOut(day=day, hours=windows, name=row.day_names.get(day, ""))
            for day, windows in sorted(row.exceptions.items())
        ],
        version=row.version,
    )
