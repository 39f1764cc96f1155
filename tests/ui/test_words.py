"""Moments, sizes and names as they are written for a reader."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from spoc.ui import words

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 19, 9, 41, tzinfo=UTC)  # a Thursday, 10:41 in Stockholm


@pytest.mark.parametrize(
    ("moment", "language", "written"),
    [
        (datetime(2026, 11, 19, 7, 12, tzinfo=UTC), "en", "today 08:12"),
        (datetime(2026, 11, 18, 23, 30, tzinfo=UTC), "en", "today 00:30"),
        (datetime(2026, 11, 18, 7, 12, tzinfo=UTC), "en", "yesterday 08:12"),
        (datetime(2026, 11, 20, 7, 12, tzinfo=UTC), "en", "tomorrow 08:12"),
        (datetime(2026, 11, 17, 7, 12, tzinfo=UTC), "en", "Tuesday 08:12"),
        (datetime(2026, 11, 13, 7, 12, tzinfo=UTC), "sv", "fredag 08:12"),
        (datetime(2026, 11, 12, 7, 12, tzinfo=UTC), "en", "12 Nov"),
        (datetime(2026, 12, 24, 7, 12, tzinfo=UTC), "en", "24 Dec"),
        (datetime(2026, 11, 9, 7, 12, tzinfo=UTC), "sv", "9 nov"),
        (datetime(2025, 11, 9, 7, 12, tzinfo=UTC), "en-gb", "9 Nov 2025"),
    ],
)
def test_a_moment_is_said_as_people_do(moment: datetime, language: str, written: str) -> None:
    assert words.when(moment, now=NOW, zone=STOCKHOLM, language=language) == written


@pytest.mark.parametrize(
    ("begins", "ends", "language", "written"),
    [
        ("2026-11-19T17:00Z", "2026-11-19T19:30Z", "en", "today 18:00–20:30"),
        ("2026-11-20T17:00Z", "2026-11-20T19:30Z", "sv", "i morgon 18:00–20:30"),
        ("2026-11-25T17:00Z", "2026-11-25T19:30Z", "en", "25 Nov, 18:00–20:30"),
        ("2026-11-25T17:00Z", "2026-11-25T19:30Z", "sv", "25 nov, 18:00–20:30"),
        ("2026-11-17T17:00Z", "2026-11-17T19:30Z", "en", "Tuesday 18:00–20:30"),
        # midnight is that of the reader
        ("2026-11-25T22:30Z", "2026-11-25T23:30Z", "en", "25 Nov, 23:30 – 26 Nov, 00:30"),
        ("2026-11-19T22:00Z", "2026-11-20T03:00Z", "en", "today 23:00 – tomorrow 04:00"),
        ("2026-12-31T21:00Z", "2027-01-01T02:00Z", "en", "31 Dec, 22:00 – 1 Jan 2027, 03:00"),
    ],
)
def test_a_span_says_from_when_until_when(begins, ends, language, written) -> None:
    ends_at = (datetime.fromisoformat(each) for each in (begins, ends))
    with translation.override(language):
        assert words.span(*ends_at, now=NOW, zone=STOCKHOLM, language=language) == written


@pytest.mark.parametrize(
    ("passed", "written"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=10, minutes=40), "10 h"),
        (timedelta(hours=11), "yesterday"),
        (timedelta(days=2), "Tue"),
        (timedelta(days=6), "Fri"),
        (timedelta(days=7), "12 Nov"),
        (timedelta(days=400), "15 Oct 2025"),
    ],
)
def test_how_long_ago_takes_little_room(passed: timedelta, written: str) -> None:
    assert words.ago(NOW - passed, now=NOW, zone=STOCKHOLM, language="en") == written


def test_shortly_after_midnight_an_hour_is_still_an_hour() -> None:
    night = datetime(2026, 11, 19, 0, 30, tzinfo=STOCKHOLM)
    earlier = night - timedelta(hours=2)
    assert words.ago(earlier, now=night, zone=STOCKHOLM, language="en") == "2 h"


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "Thursday 19 November 2026, 10:41"), ("sv", "torsdag 19 november 2026, 10:41")],
)
def test_a_moment_in_full_has_its_year(language: str, written: str) -> None:
    assert words.moment_in_full(NOW, zone=STOCKHOLM, language=language) == written


def test_a_day_needs_no_hour() -> None:
    assert words.day(date(2026, 11, 9), now=NOW, zone=STOCKHOLM, language="en") == "9 Nov"


@pytest.mark.parametrize(
    ("size", "language", "written"),
    [
        (0, "en", "0 B"),
        (999, "en", "999 B"),
        (212_480, "en", "212 kB"),
        (1_440_000, "en", "1.4 MB"),
        (1_440_000, "sv", "1,4 MB"),
        (25_000_000, "en", "25 MB"),
        (3_200_000_000_000, "en", "3,200 GB"),
    ],
)
def test_a_size_is_written_with_its_unit(size: int, language: str, written: str) -> None:
    assert words.size(size, language=language) == written


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Karin Holm", "KH"),
        ("Anna Karin Holm", "AH"),
        ("Östen", "Ö"),
        ("", "?"),
        ("åke  ärla", "ÅÄ"),
    ],
)
def test_initials_are_of_the_first_and_the_last_name(name: str, letters: str) -> None:
    assert words.initials(name) == letters


def test_a_name_always_has_the_same_of_twelve_hues() -> None:
    assert words.hue("Karin Holm") == words.hue("Karin Holm") == 6
    assert {words.hue(f"Person {number}") for number in range(500)} == set(range(12))
