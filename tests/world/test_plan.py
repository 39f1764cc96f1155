"""When requests come, and what becomes of how many."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from spoc.world.history.fates import FATES, PAIRS
from spoc.world.history.hours import HERE
from spoc.world.history.plan import TWIN, live_count, plan

UNTIL = datetime(2026, 11, 20, 14, tzinfo=UTC)


def test_the_same_moment_gives_the_same_plan():
    assert plan(300, UNTIL) == plan(300, UNTIL)


@pytest.mark.parametrize("count", [1, 2, 30, 200, 2_000])
def test_a_plan_has_as_many_requests_as_asked_for_in_the_order_they_come(count: int):
    planned = plan(count, UNTIL)
    assert [each.place for each in planned] == list(range(count))
    assert [each.at for each in planned] == sorted(each.at for each in planned)
    assert planned[-1].at < UNTIL


def test_weekdays_and_mornings_bring_more_than_weekends_and_nights():
    moments = [each.at.astimezone(HERE) for each in plan(2_000, UNTIL)[: -live_count(2_000)]]
    days = Counter(moment.weekday() for moment in moments)
    hours = Counter(moment.hour for moment in moments)
    assert days[0] > days[4] > 2 * days[6]
    assert hours[9] > hours[16] > 5 * hours[3]


def test_every_fate_that_is_planned_can_be_lived():
    fates = {each.fate for each in plan(2_000, UNTIL)}
    assert fates == {*FATES, *PAIRS, TWIN}


def test_whoever_meets_another_is_followed_by_it():
    planned = plan(2_000, UNTIL)
    met = [each for each in planned if each.fate in PAIRS]
    assert met
    assert all(planned[each.place + 1].fate == TWIN for each in met)
