"""Business time against worked examples and cases known from other desks."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from spoc.service_levels.rules import (
    Calendar,
    after_days,
    consumed,
    due_at,
    next_opening,
    open_at,
)

STOCKHOLM = "Europe/Stockholm"
CLOSED = (
    *("2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-06-19", "2026-12-24"),
    *("2026-12-25", "2026-12-31", "2027-01-01", "2027-01-06"),
)
SHORT = {"2026-04-02": [["08:00", "13:00"]], "2026-04-30": [["08:00", "12:00"]]}


def week(text: str, zone: str = "UTC", **exceptions: object) -> Calendar:
    """Read a week written in short: `12345:08:00-17:00 6:10:00-14:00,15:00-24:00`."""
    days: dict[str, list[list[str]]] = {}
    for part in text.split():
        which, _colon, windows = part.partition(":")
        days |= {day: [window.split("-") for window in windows.split(",")] for day in which}
    return Calendar.parse({"tz": zone, "week": days, "exceptions": exceptions})


CALENDARS = {
    "SE": week("12345:08:00-17:00", STOCKHOLM, **SHORT, **{day: [] for day in CLOSED}),
    "SE247": week("1234567:00:00-24:00", STOCKHOLM),
    "NY": week("12345:09:00-17:00", "America/New_York"),
    "NY247": week("1234567:00:00-24:00", "America/New_York"),
    "SY": week("12345:08:30-17:00", "Australia/Sydney"),
    "KO": week("12345:09:30-18:30", "Asia/Kolkata"),
    "NIGHT": week("1234567:00:00-06:00,22:00-24:00", STOCKHOLM),
    "SUN0230": week("7:02:30-10:00", STOCKHOLM),
    "LUNCH": week("12345:08:00-12:00,13:00-17:00", STOCKHOLM),
    "MON": week("1:09:00-17:00"),
    "SUN": week("7:09:00-17:00"),
    "MON_TUE": week("12:09:00-17:00"),
    "ALWAYS": week("1234567:00:00-24:00"),
    "UNEVEN": week("135:09:00-17:00 24:10:00-16:00 6:11:00-14:30"),
    "LATE": week("12345:10:00-18:00"),
    "LONG": week("12345:08:00-20:00"),
    "WEEKDAYS": week("12345:00:00-24:00"),
}
# case, calendar, start, minutes, due, pauses in 2026
DUE = """
E1   SE       2026-03-10T08:15Z  240   2026-03-10T12:15Z
E2   SE       2026-03-10T14:30Z  240   2026-03-11T09:30Z
E3   SE       2026-03-13T15:40Z  60    2026-03-16T07:40Z
E4   SE       2026-03-10T12:00Z  240   2026-03-10T16:00Z
E4b  SE       2026-03-10T12:00Z  241   2026-03-11T07:01Z
E5   SE       2026-03-14T10:00Z  480   2026-03-16T15:00Z
E6   SE       2026-04-02T09:30Z  480   2026-04-07T12:30Z
E7   SE       2026-04-29T14:00Z  480   2026-05-04T09:00Z
E8   SE       2026-12-23T13:00Z  1620  2026-12-30T13:00Z
E9   SE247    2026-03-28T21:00Z  480   2026-03-29T05:00Z
E10  SE247    2026-10-24T20:00Z  480   2026-10-25T04:00Z
E11  NY       2026-03-06T21:00Z  120   2026-03-09T14:00Z
E12  NY247    2026-11-01T00:00Z  720   2026-11-01T12:00Z
E13  NIGHT    2026-03-28T21:00Z  480   2026-03-29T21:00Z
E14  NIGHT    2026-10-24T20:00Z  480   2026-10-25T04:00Z
E15  SUN0230  2026-03-28T11:00Z  60    2026-03-29T02:00Z
E16  SUN0230  2026-10-24T10:00Z  60    2026-10-25T01:30Z
E17a SE247    2026-10-25T00:30Z  60    2026-10-25T01:30Z
E17b SE247    2026-10-25T01:30Z  60    2026-10-25T02:30Z
E18  SE       2026-03-10T14:30Z  240   2026-03-11T09:30Z
E19  KO       2026-03-27T11:00Z  480   2026-03-30T10:00Z
E20  KO       2026-03-30T10:00Z  480   2026-03-31T09:00Z
E21  SY       2026-04-03T05:00Z  120   2026-04-05T23:30Z
E22  LUNCH    2026-03-10T10:30Z  120   2026-03-10T13:30Z
U1   SE       2026-03-10T08:00Z  480   2026-03-12T10:00Z  03-10T10:00Z/03-11T13:00Z
U2   SE       2026-03-10T14:00Z  240   2026-03-11T09:00Z  03-10T16:30Z/03-11T06:30Z
U3   SE  2026-03-27T09:00Z 960 2026-04-01T09:30Z 03-27T11:00Z/03-27T14:00Z 03-30T07:00Z/03-31T07:30Z
U4   SE247    2026-10-24T18:00Z  480   2026-10-25T06:00Z  10-24T23:00Z/10-25T03:00Z
Q1   SE       2026-03-10T08:00Z  240   2026-03-10T12:00Z
Q2   SE       2026-03-10T08:00Z  60    2026-03-10T09:00Z
Q3   SE       2026-03-10T08:00Z  480   2026-03-12T12:00Z  03-10T13:00Z/03-12T09:00Z
R1   SUN      2007-01-01T00:00Z  60    2007-01-07T10:00Z
R2   MON      2007-01-01T00:00Z  60    2007-01-01T10:00Z
R5   MON_TUE  2007-01-01T13:15Z  0     2007-01-01T13:15Z
R6   MON_TUE  2007-01-01T19:15Z  0     2007-01-02T09:00Z
R7   MON_TUE  2007-01-06T13:15Z  0     2007-01-08T09:00Z
R8   ALWAYS   2007-01-01T00:00Z  240   2007-01-01T04:00Z
B1   UNEVEN   2006-01-04T15:58:30Z  1.5   2006-01-04T16:00Z
B2   UNEVEN   2006-01-04T14:30Z  90    2006-01-04T16:00Z
B3   UNEVEN   2006-01-04T13:00Z  180   2006-01-04T16:00Z
B4   UNEVEN   2006-01-03T00:00Z  0     2006-01-03T10:00Z
F1   LATE     2026-01-05T11:00Z  60    2026-01-05T12:00Z
F2   LATE     2026-01-05T11:00Z  240   2026-01-05T15:00Z
F3   LATE     2026-01-05T08:00Z  240   2026-01-05T14:00Z
F4   LATE     2026-01-05T20:00Z  30    2026-01-06T10:30Z
F5   LATE     2026-01-05T20:00Z  120   2026-01-06T12:00Z
F8   LATE     2026-01-09T17:00Z  120   2026-01-12T11:00Z
F9   LATE     2026-01-09T19:00Z  60    2026-01-12T11:00Z
"""
# case, calendar, start, end, minutes
CONSUMED = """
B5   UNEVEN   2006-01-05T12:00Z  2006-01-06T12:00Z  420
G5   LONG     2019-01-01T07:00Z  2019-01-01T09:00Z  60
G6   LONG     2019-01-01T06:00Z  2019-01-01T07:00Z  0
G7   LONG     2019-01-01T00:00Z  2019-01-08T00:00Z  3600
G8   LONG     2019-01-08T00:00Z  2019-01-01T00:00Z  0
Q5   SE       2026-03-13T15:00Z  2026-03-16T08:30Z  150
"""
# case, calendar, start, business days, where, due
DAYS = """
B6   UNEVEN   2006-01-06T12:00Z  2   same     2006-01-09T12:00Z
B7   UNEVEN   2006-01-03T08:00Z  2   same     2006-01-05T10:00Z
B8   UNEVEN   2006-01-03T18:00Z  2   same     2006-01-06T09:00Z
G1   LONG     2018-11-19T10:00Z  7   same     2018-11-28T10:00Z
G2   LONG     2018-11-19T10:00Z  7   closing  2018-11-28T20:00Z
G3   WEEKDAYS 2018-11-19T10:00Z  7   closing  2018-11-29T00:00Z
G4   LONG     2018-11-19T10:00Z  -7  same     2018-11-08T10:00Z
"""


def lines(table: str) -> list[str]:
    """Return the rows of a table, each a case."""
    return table.strip().splitlines()


def instant(text: str) -> datetime:
    """Read an instant of UTC."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


@pytest.mark.parametrize("case", lines(DUE), ids=lambda case: case.split()[0])
def test_a_promise_is_due_when_the_examples_say(case):
    _name, calendar, start, minutes, due, *pauses = case.split()
    spans = [tuple(instant(f"2026-{end}") for end in pause.split("/")) for pause in pauses]
    target = timedelta(minutes=float(minutes))
    found = due_at(CALENDARS[calendar], instant(start), target, spans)
    assert found == instant(due)
    assert consumed(CALENDARS[calendar], instant(start), found, spans) == target


@pytest.mark.parametrize("case", lines(CONSUMED), ids=lambda case: case.split()[0])
def test_so_much_business_time_lies_between(case):
    _name, calendar, start, end, minutes = case.split()
    used = consumed(CALENDARS[calendar], instant(start), instant(end))
    assert used == timedelta(minutes=int(minutes))


@pytest.mark.parametrize("case", lines(DAYS), ids=lambda case: case.split()[0])
def test_business_days_are_counted_by_the_day(case):
    _name, calendar, start, days, where, due = case.split()
    found = after_days(
        CALENDARS[calendar], instant(start), int(days), to_closing=where == "closing"
    )
    assert found == instant(due)


@pytest.mark.parametrize(
    ("percent", "moment"),
    [
        (50, "2026-03-11T09:30Z"),
        (75, "2026-03-11T11:30Z"),
        (90, "2026-03-11T12:42Z"),
        (100, "2026-03-11T13:30Z"),
    ],
)
def test_each_part_of_a_target_has_its_instant(percent, moment):
    target = timedelta(hours=8) * percent / 100
    assert due_at(CALENDARS["SE"], instant("2026-03-10T14:30Z"), target) == instant(moment)


@pytest.mark.parametrize(
    ("moment", "is_open", "opens"),
    [
        ("2026-03-10T06:59Z", False, "2026-03-10T07:00Z"),
        ("2026-03-10T07:00Z", True, "2026-03-10T07:00Z"),
        ("2026-03-10T15:59Z", True, "2026-03-10T15:59Z"),
        ("2026-03-10T16:00Z", False, "2026-03-11T07:00Z"),
        ("2026-04-02T11:30Z", False, "2026-04-07T06:00Z"),
    ],
)
def test_it_is_open_from_the_opening_on_and_at_the_closing_no_more(moment, is_open, opens):
    assert open_at(CALENDARS["SE"], instant(moment)) is is_open
    assert next_opening(CALENDARS["SE"], instant(moment)) == instant(opens)


def test_a_day_that_goes_forward_has_23_hours_and_one_that_goes_back_25():
    always = CALENDARS["SE247"]
    for day, hours in (((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 6, 1), 24)):
        midnight = datetime(*day, tzinfo=ZoneInfo(STOCKHOLM))
        next_day = midnight + timedelta(days=1)
        assert consumed(always, midnight, next_day) == timedelta(hours=hours)


def test_a_window_that_a_jump_swallows_is_not_there():
    gap = week("7:02:00-03:00", STOCKHOLM)
    assert gap.spans_on(date(2026, 3, 29)) == ()
    assert len(gap.spans_on(date(2026, 3, 22))) == 1


def test_what_is_never_open_is_never_due():
    never = week("")
    start = instant("2026-03-10T07:00Z")
    assert next_opening(never, start) is None
    assert consumed(never, start, start + timedelta(days=9)) == timedelta(0)
    with pytest.raises(ValueError, match="never open"):
        due_at(never, start, timedelta(minutes=1))


def test_a_single_open_date_is_all_there_is():
    once = week("", **{"2026-03-12": [["09:00", "10:00"]]})
    start = instant("2026-03-10T07:00Z")
    assert due_at(once, start, timedelta(hours=1)) == instant("2026-03-12T10:00Z")
    with pytest.raises(ValueError, match="never open"):
        due_at(once, start, timedelta(minutes=61))


@pytest.mark.parametrize(
    "written",
    [
        {"week": {"8": [["08:00", "17:00"]]}},
        {"week": {"1": [["08:00", "12:00"], ["11:00", "17:00"]]}},
        {"week": {"1": [["17:00", "08:00"]]}},
        {"week": {"1": [["08:00", "24:01"]]}},
        {"week": {"1": [["8", "17:00"]]}},
        {"week": {"1": "08:00"}},
        {"week": [], "exceptions": {"2026-02-30": []}},
        {"week": 5},
    ],
)
def test_a_calendar_that_cannot_be_is_refused(written):
    with pytest.raises(ValueError, match=r"."):
        Calendar.parse({"tz": "UTC", **written})


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        open_at(CALENDARS["SE"], instant("2026-03-10T07:00"))
