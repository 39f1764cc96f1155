"""How a clock stands: pauses, changed targets, work taken up again, and its warnings."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from spoc.service_levels.rules import (
    Calendar,
    Course,
    due,
    is_broken,
    is_met,
    marks_by,
    next_mark,
    reached_at,
    used,
)

OFFICE = Calendar.parse(
    {"tz": "Europe/Stockholm", "week": {str(day): [["08:00", "17:00"]] for day in range(1, 6)}}
)
HOUR = timedelta(hours=1)


def march(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of March 2026 by the clock in Stockholm, before summer time."""
    return datetime(2026, 3, day, hour - 1, minute, tzinfo=UTC)


OPENED = Course(OFFICE, march(10, 9), 8 * HOUR)


def test_a_paused_clock_is_due_nobody_knows_when():
    paused = replace(OPENED, paused_since=march(10, 11))
    assert due(paused) is None
    assert used(paused, march(20, 12)) == 2 * HOUR
    assert not is_broken(paused, march(20, 12))


def test_after_a_pause_the_rest_of_the_target_is_left():
    went_on = replace(OPENED, pauses=((march(10, 11), march(11, 14)),))
    assert due(went_on) == march(12, 11)


def test_a_warning_before_the_pause_stays_where_it_was():
    paused = replace(OPENED, paused_since=march(10, 14))
    assert reached_at(paused, 50) == march(10, 13)
    assert reached_at(paused, 75) is None


@pytest.mark.parametrize(
    ("target", "due_hour", "broken"), [(4, 13, False), (1.5, 10.5, False), (1, 10, True)]
)
def test_a_raised_priority_counts_from_the_same_start(target, due_hour, broken):
    raised = replace(OPENED, target=target * HOUR)
    assert due(raised) == march(10, 1) + (due_hour - 1) * HOUR
    assert is_broken(raised, march(10, 10, 30)) is broken


def test_work_taken_up_again_has_what_was_left():
    reopened = replace(OPENED, pauses=((march(10, 14), march(12, 10)),))
    assert used(reopened, march(12, 10)) == 5 * HOUR
    assert due(reopened) == march(12, 13)


def test_taken_up_again_with_nothing_left_it_is_broken():
    all_used = replace(OPENED, pauses=((march(11, 8), march(12, 10)),))
    assert is_broken(all_used, march(12, 10))


@pytest.mark.parametrize(("minute", "met"), [(0, True), (1, False)])
def test_on_the_instant_is_in_time(minute, met):
    assert is_met(replace(OPENED, stopped_at=march(10, 17, minute))) is met


def test_a_running_clock_is_not_met():
    assert not is_met(OPENED)


WARNED = Course(OFFICE, march(10, 15, 30), 8 * HOUR)


@pytest.mark.parametrize(
    ("fired", "mark", "moment"),
    [
        (0, 50, march(11, 10, 30)),
        (50, 75, march(11, 12, 30)),
        (75, 90, march(11, 13, 42)),
        (90, 100, march(11, 14, 30)),
    ],
)
def test_warnings_come_one_after_the_other(fired, mark, moment):
    assert next_mark(WARNED, fired) == (mark, moment)


def test_after_the_last_warning_there_is_none():
    assert next_mark(WARNED, 100) is None


def test_while_paused_no_further_warning_is_known():
    assert next_mark(replace(WARNED, paused_since=march(11, 9)), 0) is None


def test_all_that_fell_due_while_nobody_looked_is_caught_up_once():
    assert marks_by(WARNED, 50, march(11, 14)) == [75, 90]
    assert marks_by(WARNED, 90, march(11, 14)) == []
    assert marks_by(WARNED, 90, march(11, 14, 30)) == [], "used up exactly now is still in time"
    assert marks_by(WARNED, 90, march(11, 14, 31)) == [100]
