"""Moments as people say them, in two languages."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from spoc.kit.moments import moment_said

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FRIDAY = datetime(2026, 11, 20, 14, 30, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("tomorrow 9", "21 09:00"),
        ("i morgon kl. 9", "21 09:00"),
        ("imorgon bitti", "21 08:00"),
        ("in 2 hours", "20 16:30"),
        ("Om 2 timmar", "20 16:30"),
        ("half an hour", "20 15:00"),
        ("om en halvtimme", "20 15:00"),
        ("in a week", "27 14:30"),
        ("om en vecka", "27 14:30"),
        ("the day after tomorrow", "22 08:00"),
        ("i övermorgon 7", "22 07:00"),
        ("monday", "23 08:00"),
        ("på måndag 10.30", "23 10:30"),
        ("friday", "27 08:00"),
        ("nästa vecka", "23 08:00"),
        ("next monday at 9", "23 09:00"),
        ("16", "20 16:00"),
        ("9", "21 09:00"),
        ("4 pm", "20 16:00"),
        ("12 am", "21 00:00"),
        ("ikväll", "20 18:00"),
        ("2026-11-25 09:15", "25 09:15"),
        ("2026-11-25T09:15", "25 09:15"),
        ("2026-11-25", "25 08:00"),
    ],
)
def test_it_is_understood(words, moment):
    found = moment_said(words, FRIDAY)
    assert found is not None
    assert f"{found:%d %H:%M}" == moment
    assert found.tzinfo is STOCKHOLM


@pytest.mark.parametrize(
    "words", ["", "soon", "snart", "25:00", "13 pm", "in 0 hours", "2026-13-01", "9 9", "the", "²"]
)
def test_what_is_not_understood_is_no_moment(words):
    assert moment_said(words, FRIDAY) is None


def test_hours_are_counted_by_the_clock_that_runs_days_by_the_one_on_the_wall():
    before_summer = datetime(2026, 3, 28, 14, 0, tzinfo=STOCKHOLM)
    assert f"{moment_said('in 24 hours', before_summer):%d %H:%M}" == "29 15:00"
    assert f"{moment_said('in 1 day', before_summer):%d %H:%M}" == "29 14:00"
