"""When a round is settled, whose turn it is, and who may decide in it: by table."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.work.rules.approval import (
    Seat,
    asked_now,
    delegate_objection,
    needed_of,
    objection,
    outcome,
    quorum_fault,
    remind_at,
)

YES, NO, OPEN, WAITS = "approved", "denied", "requested", "waiting"
ASKED = datetime(2026, 3, 2, 8, tzinfo=UTC)

SETTLED = [
    ("all", 0, [YES, OPEN], None),
    ("all", 0, [YES, YES], "approved"),
    ("all", 0, [OPEN, NO], "denied"),
    ("any", 0, [OPEN, YES, OPEN], "approved"),
    ("any", 0, [NO, NO, OPEN], None),
    ("any", 0, [NO, NO], "denied"),
    ("sequence", 0, [YES, OPEN], None),
    ("sequence", 0, [YES, YES], "approved"),
    ("sequence", 0, [NO, WAITS], "denied"),
    ("quorum", 2, [YES, OPEN, OPEN], None),
    ("quorum", 2, [YES, NO, OPEN], None),
    ("quorum", 2, [YES, OPEN, YES], "approved"),
    ("quorum", 2, [NO, NO, OPEN], "denied"),
    ("quorum", 1, [NO, NO, NO], "denied"),
    ("quorum", 3, [YES, YES], "approved"),
]


@pytest.mark.parametrize(("rule", "quorum", "states", "ends"), SETTLED)
def test_a_round_ends_at_the_earliest_moment(rule, quorum, states, ends):
    assert outcome(rule, quorum, states) == ends


@pytest.mark.parametrize(
    ("rule", "states", "turn"),
    [
        ("all", [WAITS, WAITS], [0, 1]),
        ("quorum", [YES, WAITS, OPEN], [1]),
        ("sequence", [WAITS, WAITS, WAITS], [0]),
        ("sequence", [OPEN, WAITS], []),
        ("sequence", [YES, YES, WAITS], [2]),
        ("sequence", [YES, YES], []),
    ],
)
def test_in_a_sequence_one_is_asked_after_the_other(rule, states, turn):
    assert asked_now(rule, states) == turn


def test_a_round_that_lost_approvers_needs_no_more_than_are_left():
    assert needed_of("quorum", 3, 2) == 2


@pytest.mark.parametrize(
    ("person", "why"),
    [(1, None), (2, None), (3, None), (9, "not_asked"), (4, "barred"), (5, "spent")],
)
def test_who_was_asked_their_delegate_and_their_deputies_decide(person, why):
    seat = Seat(
        approver=1,
        delegate=2,
        deputies=frozenset([3, 4, 5]),
        barred=frozenset([4]),
        spent=frozenset([5]),
    )
    assert objection(seat, person) == why


@pytest.mark.parametrize(
    ("person", "why"),
    [(1, "is_approver"), (2, "is_approver"), (4, "barred"), (5, "spent"), (7, None)],
)
def test_nobody_is_handed_a_second_voice_or_their_own_affair(person, why):
    seat = Seat(approver=1, barred=frozenset([4]), spent=frozenset([5]))
    assert delegate_objection(seat, [1, 2], person) == why


def test_who_is_asked_is_reminded_after_half_the_time():
    assert remind_at(ASKED, ASKED + timedelta(days=10)) == ASKED + timedelta(days=5)


@pytest.mark.parametrize("due", [None, ASKED, ASKED - timedelta(days=1)])
def test_what_has_no_end_ahead_reminds_nobody(due):
    assert remind_at(ASKED, due) is None


@pytest.mark.parametrize(
    ("quorum", "is_wrong"), [(0, True), (1, False), (3, False), (4, True), (-1, True)]
)
def test_no_more_voices_are_asked_than_there_are_approvers(quorum, is_wrong):
    assert quorum_fault("quorum", quorum, 3) is is_wrong
