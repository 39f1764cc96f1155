"""A new service: its lawful moves, its score and what the filter says of it (C.6, D.9)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from spoc.requests.rules.proposal import (
    ASSESSED,
    CRITERIA,
    MOVES,
    Known,
    Scale,
    State,
    is_lawful,
    is_overdue,
    lacks_to_approve,
    lacks_to_decide,
    lacks_to_pass,
    moves_from,
    reminders_by,
    score_of,
    verdict,
)

LAWFUL = {
    "accept_match": {"screening"},
    "ask_justification": {"screening", "lapsed"},
    "justify": {"justifying"},
    "lapse": {"justifying"},
    "filter_out": {"filtered"},
    "pass_filter": {"filtered"},
    "assess": {"assessing"},
    "approve": {"assessing"},
    "defer": {"assessing"},
    "decline": {"assessing"},
    "wake": {"deferred"},
    "appeal": {"declined"},
    "submit": set(),
}
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


def marks(*values):
    return dict(zip(CRITERIA, values, strict=True))


@pytest.mark.parametrize("verb", LAWFUL)
def test_each_move_is_made_from_its_states_alone(verb):
    assert {state.value for state in State if is_lawful(verb, state)} == LAWFUL[verb]


def test_every_move_is_in_the_table_above():
    assert {move.verb for move in MOVES} == LAWFUL.keys()


@pytest.mark.parametrize("state", ["converted", "approved"])
def test_from_its_end_nothing_goes_on(state):
    assert moves_from(state) == []


@pytest.mark.parametrize(
    ("given", "score"),
    [
        ((4, 3, 4, 2, 3), "67.0"),
        ((2, 1, 3, 2, 2), "39.0"),
        ((1, 1, 1, 1, 1), "20.0"),
        ((5, 5, 5, 5, 5), "100.0"),
        ((3, 3, 3, 3, 3), "60.0"),
    ],
)
def test_the_score_is_weighed(given, score):
    assert score_of(marks(*given)) == Decimal(score)


def test_other_weights_give_another_score():
    scale = Scale(fit=0, benefit=0, reach=0, urgency=100, cost_risk=0)
    assert score_of(marks(5, 5, 5, 2, 5), scale) == Decimal("40.0")


@pytest.mark.parametrize(
    ("score", "is_legal_duty", "said"),
    [
        ("67.0", False, "pass"),
        ("60.0", False, "pass"),
        ("59.9", False, "reason"),
        ("50.0", False, "reason"),
        ("49.9", False, "stop"),
        ("39.0", False, "stop"),
        ("39.0", True, "pass"),
    ],
)
def test_the_filter_lets_pass_what_scores_enough_or_the_law_demands(score, is_legal_duty, said):
    assert verdict(Decimal(score), is_legal_duty=is_legal_duty) == said


def test_another_threshold_and_margin_hold():
    scale = Scale(threshold=80, margin=5)
    said = [verdict(Decimal(each), scale) for each in ("80", "75", "74.9")]
    assert said == ["pass", "reason", "stop"]


@pytest.mark.parametrize(
    ("known", "lacking"),
    [
        ({}, ["score"]),
        ({"score": Decimal(67)}, ["sponsor"]),
        ({"score": Decimal(67), "has_sponsor": True}, []),
        ({"score": Decimal(55), "has_sponsor": True}, ["reason"]),
        ({"score": Decimal(55), "has_sponsor": True, "reason": "A pilot."}, []),
        ({"score": Decimal(39), "has_sponsor": True, "reason": "A pilot."}, ["threshold"]),
        ({"score": Decimal(39), "has_sponsor": True, "is_legal_duty": True}, []),
        ({"score": Decimal(55)}, ["reason", "sponsor"]),
    ],
)
def test_what_keeps_a_proposal_from_passing_is_named(known, lacking):
    assert lacks_to_pass(Known(**known)) == lacking


def test_nothing_is_decided_before_all_three_were_assessed():
    whole = dict.fromkeys(ASSESSED, "Told.")
    assert lacks_to_decide(Known(assessment=whole)) == []
    assert lacks_to_decide(Known(assessment={**whole, "demand": " "})) == ["demand"]
    assert lacks_to_decide(Known()) == list(ASSESSED)


@pytest.mark.parametrize(
    ("budget", "lacking"),
    [("", []), ("approved", []), ("asked", ["budget"]), ("denied", ["budget"])],
)
def test_it_is_approved_with_no_question_about_the_money_open(budget, lacking):
    known = Known(assessment=dict.fromkeys(ASSESSED, "Told."), budget=budget)
    assert lacks_to_approve(known) == lacking


@pytest.mark.parametrize(
    ("weekdays", "reminders", "overdue"),
    [(9, 0, False), (10, 1, False), (14, 1, False), (15, 2, False), (19, 2, False), (20, 2, True)],
)
def test_two_reminders_go_out_before_it_lapses(weekdays, reminders, overdue):
    weeks, days = divmod(weekdays, 5)
    moment = MONDAY + timedelta(weeks=weeks, days=days)
    assert reminders_by(MONDAY, moment, 20) == reminders
    assert is_overdue(MONDAY, moment, 20) == overdue
