"""The week of a team: lines, lanes and gaps, also on the days when the clock changes."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.rota.conftest import NOON, WORKDAYS, pattern

from spoc.people.models import Team
from spoc.rota.models import Shift
from spoc.rota.queries.lines import span_in_words
from spoc.rota.queries.week import shifts_of, week_of
from spoc.rota.rules import instant
from spoc.service_levels.models import Calendar

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def week(db):
    """Return the lines of each day of the service desk's week, from a Monday."""

    def read(monday: str, hours: dict) -> list[list[str]]:
        desk = Team.objects.get(key="service-desk")
        calendar = Calendar.objects.create(key="x", zone="Europe/Stockholm", week=hours)
        shifts = shifts_of(Shift.objects.all(), desk, "")
        days = week_of(shifts, date.fromisoformat(monday), STOCKHOLM, calendar, NOON)
        return [[said(line) for line in day.lines] for day in days]

    return read


def said(line) -> str:
    """Return a line in words: when, who, and for whom."""
    if line.is_gap:
        return f"{line.when} gap"
    who = f"{line.when} {line.person.first_name if line.person else 'nobody'}"
    return f"{who} for {line.instead_of.first_name}" if line.instead_of else who


def test_a_day_shows_who_stands_in_and_where_nobody_is(shift, away, week):
    shift("Elin Sand")
    away("Elin Sand", "Daniel Okoro")
    hours = {"2": [["07:00", "19:00"]]}
    _monday, tuesday, *_rest = week("2026-11-23", hours)
    assert tuesday == [
        *("07:00–08:00 gap", "08:00–08:01 Elin", "08:01–16:01 Daniel for Elin"),
        *("16:01–17:00 Elin", "17:00–19:00 gap"),
    ]


def test_a_shift_of_somebody_away_without_a_deputy_is_vacant_and_a_gap(shift, away, week):
    shift("Elin Sand", pattern=pattern("2026-11-24 12:00", "2026-11-24 13:00"))
    away("Elin Sand")
    tuesday = week("2026-11-23", {"2": [["12:00", "14:00"]]})[1]
    assert tuesday == ["12:00–13:00 nobody for Elin", "12:00–14:00 gap"]


@pytest.mark.parametrize("monday", ["2026-03-23", "2026-10-19"])
def test_nights_meet_at_midnight_when_the_clock_changes(shift, week, monday):
    shift("Elin Sand", pattern=pattern("2026-01-01 22:00", "2026-01-02 06:00", "FREQ=DAILY"))
    shift("Daniel Okoro", pattern=pattern("2026-01-01 06:00", "2026-01-01 22:00", "FREQ=DAILY"))
    always = {str(day): [["00:00", "24:00"]] for day in range(1, 8)}
    assert (
        week(monday, always) == [["00:00–06:00 Elin", "06:00–22:00 Daniel", "22:00–24:00 Elin"]] * 7
    )


def test_what_overlaps_has_lanes_of_its_own(shift, db):
    for name in ("Elin Sand", "Daniel Okoro"):
        shift(name, pattern=pattern("2026-01-05 08:00", "2026-01-05 17:00", WORKDAYS))
    shift("Sofia Berg", pattern=pattern("2026-01-05 17:00", "2026-01-05 20:00", WORKDAYS))
    desk = shifts_of(Shift.objects.all(), Team.objects.get(key="service-desk"), "")
    day = week_of(desk, date(2026, 11, 23), STOCKHOLM, None, NOON)[1]
    assert day.is_today and day.lanes == 2
    assert [(line.bar.x, line.bar.width, line.bar.lane) for line in day.lines] == [
        *((480, 540, 0), (480, 540, 1), (1020, 180, 0))
    ]


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        ("2026-11-23 08:00", "2026-11-23 17:00", "Monday 23 Nov, 08:00–17:00"),
        ("2026-11-23 00:00", "2026-11-24 00:00", "Monday 23 Nov"),
        ("2026-10-24 00:00", "2026-10-26 00:00", "Saturday 24 Oct – Sunday 25 Oct"),
        ("2026-11-23 22:00", "2026-11-24 06:00", "Monday 23 Nov 22:00 – Tuesday 24 Nov 06:00"),
    ],
)
def test_a_span_is_said_in_as_few_words_as_it_takes(begins, ends, words):
    span = [instant(datetime.fromisoformat(each), STOCKHOLM) for each in (begins, ends)]
    assert span_in_words(*span, STOCKHOLM) == words
