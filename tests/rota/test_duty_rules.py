"""Who is on duty by the rules: shifts, deputies, gaps, following the sun."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc.kit.spans import joined
from spoc.rota.rules import (
    Away,
    Pattern,
    Turn,
    duties,
    gaps,
    is_circular,
    on_duty,
    stand_in,
)

DAY0 = datetime(2026, 11, 23, tzinfo=UTC)
A, B, C, D = 1, 2, 3, 4


def hour(number: float) -> datetime:
    return DAY0 + timedelta(hours=number)


def away(person: int, deputy: int | None = None, begins: float = 0, ends: float = 24) -> Away:
    return Away(person, hour(begins), hour(ends), deputy)


def turn(person: int, kind: str = "desk", rank: int = 1, begins: int = 8, ends: int = 17) -> Turn:
    walls = (hour(each).replace(tzinfo=None) for each in (begins, ends))
    return Turn(person * 10 + rank, person, Pattern(*walls, ZoneInfo("UTC")), kind, rank)


@pytest.mark.parametrize(
    ("aways", "expected"),
    [
        ([], A),
        ([away(A)], None),
        ([away(A, B)], B),
        ([away(A, B), away(B, C)], C),
        ([away(A, B), away(B)], None),
        ([away(A, B), away(B, A)], None),  # a loop ends, and leaves nobody
        ([away(A, B), away(B, C), away(C, B)], None),
        ([away(A, B), away(A, C), away(B)], C),  # of two deputies the one who is there
        ([away(A, B, 0, 12)], A),  # back at noon
        ([away(A, B, 12, 13)], B),
        ([away(A, B, 11, 12)], A),  # the end is no more part of it
        ([away(B, C)], A),
    ],
)
def test_who_stands_in_at_noon(aways, expected):
    assert stand_in(A, hour(12), aways) == expected


@pytest.mark.parametrize(
    ("aways", "expected"),
    [
        ([away(A, B)], False),
        ([away(A, B), away(B, C)], False),
        ([away(A, B), away(B, A)], True),
        ([away(A, B), away(B, C), away(C, A)], True),
        ([away(A, B, 0, 5), away(B, A, 6, 9)], False),
        ([away(A, B, 0, 7), away(B, A, 6, 9)], True),
        ([away(A, B), away(B, C), away(C, B)], False),  # a loop, but not theirs
    ],
)
def test_a_chain_that_comes_back_is_seen(aways, expected):
    assert is_circular(A, aways) is expected


def test_the_desk_comes_before_on_call_and_first_before_backup():
    turns = [turn(A, "on_call"), turn(B, "desk", 2), turn(C, "desk"), turn(D, "on_call", 2)]
    assert on_duty(turns, [], hour(12)) == [C, B, A, D]


def test_a_deputy_who_has_a_shift_too_is_named_once():
    assert on_duty([turn(A), turn(B, rank=2)], [away(A, B)], hour(12)) == [B]


@pytest.mark.parametrize(("moment", "expected"), [(7.99, []), (8, [A]), (16.99, [A]), (17, [])])
def test_a_shift_is_from_its_beginning_until_before_its_end(moment, expected):
    assert on_duty([turn(A)], [], hour(moment)) == expected


def test_a_shift_is_cut_where_somebody_goes_and_comes():
    found = duties([turn(A)], [away(A, B, 10, 12), away(A, None, 12, 13)], DAY0, hour(24))
    parts = [(duty.person, duty.instead_of, duty.begins, duty.ends) for duty in found]
    assert parts == [
        (A, None, hour(8), hour(10)),
        (B, A, hour(10), hour(12)),
        (None, A, hour(12), hour(13)),
        (A, None, hour(13), hour(17)),
    ]


def test_three_desks_follow_the_sun_through_both_changes_of_the_clock():
    # eight hours each by its own wall leave no hour of any day without a desk
    desks = [("Europe/Stockholm", 7, 17), ("America/New_York", 9, 21), ("Asia/Tokyo", 8, 17)]
    wall = datetime.fromisoformat("2026-01-01")
    turns = [
        Turn(
            n,
            n,
            Pattern(wall.replace(hour=a), wall.replace(hour=b), ZoneInfo(z), "FREQ=DAILY"),
        )
        for n, (z, a, b) in enumerate(desks)
    ]
    year = datetime(2026, 1, 3, tzinfo=UTC), datetime(2026, 12, 30, tzinfo=UTC)
    there = [(duty.begins, duty.ends) for duty in duties(turns, [], *year)]
    assert gaps([year], there) == []
    assert on_duty(turns, [], datetime(2026, 10, 25, 12, tzinfo=UTC)) == [0]
    assert on_duty(turns, [], datetime(2026, 10, 25, 20, tzinfo=UTC)) == [1]
    assert on_duty(turns, [], datetime(2026, 10, 25, 1, tzinfo=UTC)) == [2]


@pytest.mark.parametrize(
    ("covered", "expected"),
    [
        ([], [(8, 17)]),
        ([(8, 17)], []),
        ([(0, 24)], []),
        ([(9, 12), (13, 18)], [(8, 9), (12, 13)]),
        ([(9, 12), (11, 13), (13, 16)], [(8, 9), (16, 17)]),
        ([(0, 8), (17, 20)], [(8, 17)]),
    ],
)
def test_gaps_of_a_day(covered, expected):
    def spans(pairs):
        return [(hour(a), hour(b)) for a, b in pairs]

    assert gaps(spans([(8, 17)]), spans(covered)) == spans(expected)


HOURS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(
    lambda pair: (hour(pair[0]), hour(pair[0] + pair[1]))
)


@given(st.lists(HOURS, max_size=6), st.lists(HOURS, max_size=6))
def test_what_is_needed_is_either_covered_or_a_gap(needed, covered):
    found = gaps(needed, covered)
    for each in range(80):
        moment = hour(each + 0.5)

        def among(spans, moment=moment):
            return any(a <= moment < b for a, b in spans)

        assert among(found) == (among(needed) and not among(covered))
    assert joined(found) == found
