"""Hours and lengths as people type them, public holidays, and a year of a calendar."""

from datetime import date

import pytest

from spoc.service_levels.rules.business_time import Calendar
from spoc.service_levels.rules.hours import (
    Hours,
    Unreadable,
    closed_on,
    fingerprint,
    read_typed,
    say_typed,
    usual_day,
)
from spoc.service_levels.rules.lengths import read_minutes, say_minutes
from spoc.service_levels.rules.public_days import countries, public_days, regions
from spoc.service_levels.rules.year import year_of

OFFICE = Calendar.parse(
    {
        "tz": "Europe/Stockholm",
        "week": {str(day): [["08:00", "17:00"]] for day in range(1, 6)},
        "exceptions": {
            "2026-12-24": [],
            "2026-04-02": [["08:00", "13:00"]],
            "2026-06-15": [["07:00", "19:00"]],
            "2026-06-16": [["09:00", "18:00"]],
            "2026-06-20": [["10:00", "12:00"]],
        },
    }
)


@pytest.mark.parametrize(
    ("typed", "windows"),
    [
        ("", []),
        ("  ", []),
        ("08:00-17:00", [["08:00", "17:00"]]),
        ("8–12, 13.00 – 17.30", [["08:00", "12:00"], ["13:00", "17:30"]]),
        ("13-17; 8-12", [["08:00", "12:00"], ["13:00", "17:00"]]),
        ("22-24", [["22:00", "24:00"]]),
        ("22:00–00:00", [["22:00", "24:00"]]),
        ("8-12,12-17", [["08:00", "12:00"], ["12:00", "17:00"]]),
    ],
)
def test_hours_are_read_as_people_write_them(typed, windows):
    assert read_typed(typed) == windows


@pytest.mark.parametrize(
    ("typed", "why", "part"),
    [
        ("nine to five", "shape", "nine to five"),
        ("08:00", "shape", "08:00"),
        ("8-25", "time", "8-25"),
        ("08:70-10:00", "time", "08:70-10:00"),
        ("22-6", "overnight", "22:00–06:00"),
        ("8-8", "overnight", "08:00–08:00"),
        ("8-12, 11-17", "overlap", "11:00–17:00"),
    ],
)
def test_what_says_no_hours_says_why_and_where(typed, why, part):
    with pytest.raises(Unreadable) as fault:
        read_typed(typed)
    assert (fault.value.why, fault.value.part) == (why, part)


def test_hours_are_said_as_they_can_be_typed_again():
    windows = [["08:00", "12:00"], ["13:00", "24:00"]]
    assert read_typed(say_typed(windows)) == windows


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("30 min", 30),
        ("30m", 30),
        ("4 h", 240),
        ("4 tim", 240),
        ("1 h 30 min", 90),
        ("1,5 h", 90),
        ("2 d", 1080),
        ("2 dagar", 1080),
        ("", None),
        ("soon", None),
        ("4", None),
        ("4 weeks", None),
        ("0 h", None),
        ("4 h and more", None),
        ("9999999 d", None),
    ],
)
def test_a_length_is_read_by_the_business_day_of_its_calendar(typed, minutes):
    assert read_minutes(typed, OFFICE) == minutes


@pytest.mark.parametrize("minutes", [1, 45, 60, 90, 1080])
def test_a_length_is_said_as_it_can_be_typed_again(minutes):
    assert read_minutes(say_minutes(minutes), OFFICE) == minutes


def test_the_usual_day_is_the_one_most_weekdays_have():
    week = {"1": [["08:00", "16:00"]], "2": [["08:00", "16:00"]], "5": [["08:00", "12:00"]]}
    assert usual_day(Calendar.parse({"tz": "UTC", "week": week})) == 480


def test_eves_are_offered_beside_the_holidays_by_law_in_swedish():
    days = {each.name: each for each in public_days("SE", "", [2026], "sv")}
    assert (days["Julafton"].day, days["Julafton"].is_by_law) == (date(2026, 12, 24), False)
    assert days["Midsommarafton"].day == date(2026, 6, 19)
    assert (days["Juldagen"].day, days["Juldagen"].is_by_law) == (date(2026, 12, 25), True)


@pytest.mark.parametrize(("country", "region"), [("XX", ""), ("SE", "Nowhere"), ("", "")])
def test_of_a_country_or_region_not_known_no_days_are_known(country, region):
    assert public_days(country, region, [2026], "en") == ()


def test_a_region_keeps_days_of_its_own():
    assert ("BY", "Bayern") in regions("DE")
    assert {"SE", "DE", "US"} <= set(countries())
    names = {each.name for each in public_days("DE", "BY", [2026], "sv")}
    assert "Epiphany" in names, "in English where a country's days have no Swedish"


def test_a_year_shows_each_day_as_it_stands_to_the_week():
    year = year_of(OFFICE, 2026, {"2026-12-24": "Christmas Eve"})
    sorts = {each.day.isoformat(): each.sort for each in year.different}
    assert sorts == {
        "2026-04-02": "short",
        "2026-06-15": "long",
        "2026-06-16": "moved",
        "2026-06-20": "long",
        "2026-12-24": "closed",
    }
    assert year.different[-1].name == "Christmas Eve"
    assert (len(year.months), len(year.days)) == (12, 365)
    assert year.open_days == 261 - 1 + 1
    assert year.open_hours == 260 * 9 - 4 + 3 + 2


def test_closing_on_days_keeps_the_other_dates_and_names_them():
    hours = Hours("A", "UTC", {"1": [["08:00", "17:00"]]}, {"2026-01-05": [["08:00", "12:00"]]})
    exceptions, names = closed_on(hours, {date(2026, 1, 12): "Free"})
    assert exceptions == {"2026-01-05": [["08:00", "12:00"]], "2026-01-12": []}
    assert names == {"2026-01-12": "Free"}


def test_what_was_seen_is_told_from_any_other_hours_and_version():
    hours = Hours("A", "UTC", {"1": [["08:00", "17:00"]]})
    other = Hours("A", "UTC", {"1": [["08:00", "16:00"]]})
    assert len({fingerprint(hours, 1), fingerprint(hours, 2), fingerprint(other, 1)}) == 3
