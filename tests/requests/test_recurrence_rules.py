"""What comes back, as rules on plain values: moments, closed days, and what was missed."""

from datetime import UTC, date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from spoc.requests.rules.recurrence import Due, Series, due, fault_of, moments

HOME = ZoneInfo("Europe/Stockholm")
MONDAY = datetime(2026, 3, 23, 9, tzinfo=HOME)


def series(rule, **said):
    return Series(rule, MONDAY, HOME, **said)


def shown(found, count=3):
    return [f"{each.astimezone(HOME):%m-%d %H:%M}" for each in islice(found, count)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY", ["03-23 09:00", "03-30 09:00", "04-06 09:00"]),
        ("FREQ=WEEKLY;BYDAY=MO,TH", ["03-23 09:00", "03-26 09:00", "03-30 09:00"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ["03-31 09:00", "04-30 09:00", "05-31 09:00"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["03-27 09:00", "04-24 09:00", "05-29 09:00"]),
        ("FREQ=DAILY;COUNT=2", ["03-23 09:00", "03-24 09:00"]),
        ("FREQ=DAILY;UNTIL=20260324", ["03-23 09:00", "03-24 09:00"]),
        ("FREQ=DAILY;UNTIL=20260324T070000Z", ["03-23 09:00"]),
    ],
)
def test_moments_keep_the_clock_on_the_wall(rule, expected):
    assert fault_of(series(rule)) == ""
    assert shown(moments(series(rule), MONDAY.replace(hour=8))) == expected


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("", "shape"),
        ("every week", "shape"),
        ("FREQ=DAILY;FREQ=WEEKLY", "shape"),
        ("FREQ=DAILY;BYDAY=XX", "shape"),
        ("FREQ=DAILY;UNTIL=soon", "shape"),
        ("FREQ=SECONDLY", "often"),
        ("FREQ=DAILY;BYHOUR=1,2", "part"),
        ("FREQ=DAILY;INTERVAL=0", "many"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "many"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "never"),
        ("FREQ=DAILY;BYMONTH=13", "never"),
        ("FREQ=MONTHLY;BYDAY=6MO", "never"),
        ("FREQ=DAILY;UNTIL=20200101", "never"),
    ],
)
def test_what_is_no_rule_says_why(rule, why):
    assert fault_of(series(rule)) == why


@pytest.mark.parametrize(
    ("when_closed", "expected"),
    [
        ("register", ["03-23 09:00", "03-24 09:00", "03-25 09:00", "03-26 09:00"]),
        ("skip", ["03-23 09:00", "03-26 09:00", "03-27 09:00", "03-28 09:00"]),
        ("move", ["03-23 09:00", "03-26 09:00", "03-27 09:00", "03-28 09:00"]),
    ],
)
def test_closed_days_are_left_out_or_moved_and_never_doubled(when_closed, expected):
    closed = {date(2026, 3, 24), date(2026, 3, 25)}
    daily = series("FREQ=DAILY", when_closed=when_closed, is_open=lambda day: day not in closed)
    assert shown(moments(daily, MONDAY.replace(hour=8)), 4) == expected


def test_what_falls_on_a_closed_day_comes_on_the_next_open_one():
    closed = {date(2026, 3, 30), date(2026, 3, 31)}
    weekly = series("FREQ=WEEKLY", when_closed="move", is_open=lambda day: day not in closed)
    assert shown(moments(weekly, MONDAY)) == ["04-01 09:00", "04-06 09:00", "04-13 09:00"]


def test_of_many_that_were_missed_the_last_one_is_due():
    until = datetime(2026, 4, 3, tzinfo=UTC)
    found = due(series("FREQ=DAILY"), MONDAY, until)
    assert found == Due(datetime(2026, 4, 2, 7, tzinfo=UTC), 9)
    assert due(series("FREQ=WEEKLY"), MONDAY, MONDAY.replace(day=29)) is None
