"""The promise chain: every minute has one holder, and a broken promise names who used it up."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from spoc.service_levels.rules import Calendar, Holder, Turn, blamed, chain, consumed, totals

OFFICE = Calendar.parse(
    {"tz": "Europe/Stockholm", "week": {str(day): [["08:00", "17:00"]] for day in range(1, 6)}}
)
DESK, TEAM = Holder("team", "Service desk", 1), Holder("team", "Applications", 2)
REQUESTER, SUPPLIER = Holder("requester"), Holder("supplier", "Rontec")
OUTSIDE = Holder("outside")
HOUR = timedelta(hours=1)


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of March 2026 by the clock in Stockholm, before summer time."""
    return datetime(2026, 3, day, hour - 1, minute, tzinfo=UTC)


def test_each_has_it_in_turn_and_the_night_is_nobodys():
    turns = [Turn(on(10, 9), DESK), Turn(on(10, 15), TEAM), Turn(on(11, 10), REQUESTER)]
    found = chain(turns, OFFICE, on(10, 9), on(11, 11))
    assert [(each.holder, each.length, each.used) for each in found] == [
        (DESK, 6 * HOUR, 6 * HOUR),
        (TEAM, 19 * HOUR, 4 * HOUR),
        (REQUESTER, HOUR, HOUR),
    ]
    assert list(totals(found).items()) == [
        (DESK, 6 * HOUR),
        (TEAM, 4 * HOUR),
        (REQUESTER, HOUR),
        (OUTSIDE, 15 * HOUR),
    ]


def test_what_has_no_holder_and_what_lies_outside_hours_are_both_nobodys():
    assert totals(chain([], OFFICE, on(10, 15), on(10, 18))) == {OUTSIDE: 3 * HOUR}


def test_who_had_it_by_night_alone_is_not_named():
    turns = [Turn(on(10, 9), DESK), Turn(on(10, 18), TEAM), Turn(on(10, 20), DESK)]
    found = chain(turns, OFFICE, on(10, 9), on(11, 9))
    assert list(totals(found)) == [DESK, OUTSIDE]
    # the team had it within hours never: it is not the later of two that used nothing more
    assert blamed(found, OFFICE, on(10, 19)) == (DESK, 8 * HOUR)
    assert blamed(chain(turns, OFFICE, on(10, 18), on(11, 7)), OFFICE, on(11, 7)) is None


def test_the_order_they_are_told_in_does_not_matter():
    turns = [Turn(on(10, 15), TEAM), Turn(on(10, 9), DESK)]
    assert chain(turns, OFFICE, on(10, 9), on(10, 16)) == chain(
        turns[::-1], OFFICE, on(10, 9), on(10, 16)
    )


def test_of_two_at_one_instant_the_later_told_has_it():
    turns = [Turn(on(10, 9), DESK), Turn(on(10, 10), TEAM), Turn(on(10, 10), SUPPLIER)]
    assert totals(chain(turns, OFFICE, on(10, 9), on(10, 12))) == {
        DESK: HOUR,
        SUPPLIER: 2 * HOUR,
    }


def test_who_used_most_is_named_with_how_long():
    turns = [
        Turn(on(10, 9), DESK),
        Turn(on(10, 10), REQUESTER),
        Turn(on(10, 14), SUPPLIER),
    ]
    found = chain(turns, OFFICE, on(10, 9), on(11, 12))
    broken_at = on(11, 8, 10)
    assert blamed(found, OFFICE, broken_at, frozenset({"requester"})) == (
        SUPPLIER,
        timedelta(hours=3, minutes=10),
    )
    assert blamed(found, OFFICE, broken_at) == (REQUESTER, 4 * HOUR)


def test_of_two_that_used_the_same_the_later_is_named():
    turns = [Turn(on(10, 9), DESK), Turn(on(10, 10), TEAM)]
    found = chain(turns, OFFICE, on(10, 9), on(10, 11))
    assert blamed(found, OFFICE, on(10, 11)) == (TEAM, HOUR)


def test_nobody_is_blamed_for_time_nobody_had():
    turns = [Turn(on(10, 9), REQUESTER)]
    found = chain(turns, OFFICE, on(10, 9), on(10, 11))
    assert blamed(found, OFFICE, on(10, 11), frozenset({"requester"})) is None


HOLDERS = st.sampled_from([DESK, TEAM, REQUESTER, SUPPLIER, Holder("change")])
MINUTES = st.integers(0, 30 * 24 * 60).map(lambda minutes: on(10, 9) + timedelta(minutes=minutes))


@settings(deadline=None)
@given(st.lists(st.builds(Turn, MINUTES, HOLDERS)), st.tuples(MINUTES, MINUTES))
def test_the_segments_add_up_to_the_elapsed_time_exactly(turns, ends):
    begins, until = sorted(ends)
    found = chain(turns, OFFICE, begins, until)
    assert sum((each.length for each in found), timedelta(0)) == until - begins
    edges = [begins, *(each.ends for each in found)]
    assert [each.begins for each in found] == edges[:-1], "without gap or overlap"
    assert all(one.holder != two.holder for one, two in pairwise(found))


@settings(deadline=None)
@given(st.lists(st.builds(Turn, MINUTES, HOLDERS), min_size=1), st.tuples(MINUTES, MINUTES))
def test_what_somebody_had_is_the_business_time(turns, ends):
    begins, until = sorted(ends)
    found = totals(chain(turns, OFFICE, begins, until))
    outside = found.pop(OUTSIDE, timedelta(0))
    assert sum(found.values(), timedelta(0)) == consumed(OFFICE, begins, until)
    assert outside == until - begins - consumed(OFFICE, begins, until)
