"""When shifts are: by the wall, over the changes of the clock, by rules with exceptions."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from spoc.rota.rules import NoPattern, Pattern, instant

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NIGHTS = "FREQ=DAILY"
DAY = timedelta(days=1)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return wall(text).replace(tzinfo=UTC)


def spans(pattern: Pattern, since: str, days: int = 7) -> list[str]:
    """Return when it is, as the wall there shows it."""
    opens = instant(wall(since), pattern.zone)
    return [
        f"{a.astimezone(pattern.zone):%m-%d %H:%M}/{b.astimezone(pattern.zone):%m-%d %H:%M}"
        for a, b in pattern.spans(opens, opens + days * DAY)
    ]


@pytest.mark.parametrize(
    ("night", "hours"), [("2026-03-28", 7), ("2026-10-24", 9), ("2026-06-01", 8)]
)
def test_a_night_is_shorter_in_march_and_longer_in_october(night, hours):
    pattern = Pattern(wall("2026-01-01 22:00"), wall("2026-01-02 06:00"), STOCKHOLM, NIGHTS)
    noon = instant(wall(f"{night} 12:00"), STOCKHOLM)
    [(begins, ends)] = pattern.spans(noon, noon + timedelta(hours=20))
    assert ends - begins == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("2026-03-29 02:30", "2026-03-29 01:00"),  # skipped: the jump itself
        ("2026-03-29 03:00", "2026-03-29 01:00"),
        ("2026-10-25 02:30", "2026-10-25 00:30"),  # twice: the first
        ("2026-10-25 03:00", "2026-10-25 02:00"),
        ("2026-06-01 08:00", "2026-06-01 06:00"),
    ],
)
def test_the_wall_is_read_as_promises_read_it(shown, expected):
    assert instant(wall(shown), STOCKHOLM) == utc(expected)


def test_a_shift_that_the_jump_swallows_is_not_that_day():
    pattern = Pattern(wall("2026-03-28 02:00"), wall("2026-03-28 03:00"), STOCKHOLM, NIGHTS)
    assert spans(pattern, "2026-03-28 00:00", 3) == [
        "03-28 02:00/03-28 03:00",
        "03-30 02:00/03-30 03:00",
    ]


def test_two_weeks_take_turns_without_a_gap():
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"
    one = Pattern(wall("2020-01-06 08:00"), wall("2020-01-13 08:00"), STOCKHOLM, rule)
    other = Pattern(wall("2020-01-13 08:00"), wall("2020-01-20 08:00"), STOCKHOLM, rule)
    opens, closes = utc("2026-01-01"), utc("2027-01-01")
    both = sorted([*one.spans(opens, closes), *other.spans(opens, closes)])
    assert len(both) == 53
    assert all(a[1] == b[0] for a, b in pairwise(both))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH",
        "FREQ=WEEKLY;BYDAY=SA,SU;WKST=SU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24",
    ],
)
def test_what_is_skipped_over_changes_nothing(rule):
    pattern = Pattern(wall("2015-01-05 08:00"), wall("2015-01-05 17:00"), STOCKHOLM, rule)
    whole = list(pattern.spans(utc("2015-01-01"), utc("2027-01-01")))
    since = utc("2026-05-06")
    late = list(pattern.spans(since, utc("2027-01-01")))
    assert late == [span for span in whole if span[1] > since] != []


def test_exceptions_and_the_last_day_are_kept():
    left_out = frozenset([wall("2026-11-24 08:00")])
    pattern = Pattern(
        wall("2026-11-23 08:00"),
        wall("2026-11-23 17:00"),
        STOCKHOLM,
        NIGHTS,
        left_out,
        date(2026, 11, 25),
    )
    assert spans(pattern, "2026-11-22 00:00", 30) == [
        "11-23 08:00/11-23 17:00",
        "11-25 08:00/11-25 17:00",
    ]
    assert pattern.last_at == utc("2026-11-25 16:00")


def test_it_settles_on_its_first_time_and_its_last_day():
    saturday = Pattern(
        wall("2026-11-21 08:00"),
        wall("2026-11-21 17:00"),
        STOCKHOLM,
        "FREQ=WEEKLY;BYDAY=MO;COUNT=3",
    )
    settled = saturday.settled()
    assert (settled.begins, settled.ends) == (wall("2026-11-23 08:00"), wall("2026-11-23 17:00"))
    assert (settled.rule, settled.last_on) == ("FREQ=WEEKLY;BYDAY=MO", date(2026, 12, 7))
    opens, closes = utc("2026-01-01"), utc("2028-01-01")
    assert list(settled.spans(opens, closes)) == list(saturday.spans(opens, closes))


@pytest.mark.parametrize(
    ("ends", "rule", "why"),
    [
        ("2026-11-23 08:00", "", "order"),
        ("2026-12-30 08:00", "", "length"),
        ("2026-11-23 17:00", "FREQ=HOURLY", "rule"),
        ("2026-11-23 17:00", "FREQ=DAILY;BYHOUR=1,2,3", "rule"),
        ("2026-11-23 17:00", "FREQ=WEEKLY;INTERVAL=0", "rule"),
        ("2026-11-23 17:00", "FREQ=WEEKLY;BYDAY=XX", "rule"),
        ("2026-11-23 17:00", "FREQ=WEEKLY;UNTIL=20270101", "rule"),
        ("2026-11-23 17:00", "every Monday", "rule"),
    ],
)
def test_what_cannot_be_is_refused_and_says_why(ends, rule, why):
    with pytest.raises(NoPattern) as refused:
        Pattern(wall("2026-11-23 08:00"), wall(ends), STOCKHOLM, rule)
    assert refused.value.why == why


def test_a_rule_that_never_comes_is_refused():
    rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    pattern = Pattern(wall("2026-11-23 08:00"), wall("2026-11-23 17:00"), STOCKHOLM, rule)
    with pytest.raises(NoPattern) as refused:
        pattern.settled()
    assert refused.value.why == "never"
