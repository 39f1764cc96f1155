"""The sampling rule, the table of moves, and what may be said of few answers."""

from datetime import timedelta

import pytest

from spoc.feedback.rules import MOVES, Chance, State, is_lawful, moves_from, reason_not_to_ask
from spoc.feedback.rules.figures import Figures, total, wilson
from spoc.feedback.rules.survey import is_drawn

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("chance", "reason"),
    [
        (Chance(1), ""),
        (Chance(1, since_last=7 * DAY), ""),
        (Chance(1, since_last=7 * DAY - timedelta(seconds=1)), "recently"),
        (Chance(1, is_major=True, since_last=DAY), ""),
        (Chance(1, community_asks=False), "community"),
        (Chance(1, community_asks=False, is_major=True), "community"),
        (Chance(1, is_human=False), "machine"),
        (Chance(1, is_reachable=False, is_major=True), "unreachable"),
        (Chance(1, wants_letters=False), "unwanted"),
    ],
)
def test_who_is_asked_is_decided_by_the_sampling_rule(chance, reason):
    assert reason_not_to_ask(chance, share=100, days_between=7) == reason


def test_of_a_major_incident_everybody_is_asked_whatever_the_share():
    assert reason_not_to_ask(Chance(1), share=0, days_between=7) == "not_drawn"
    assert reason_not_to_ask(Chance(1, is_major=True), share=0, days_between=7) == ""


@pytest.mark.parametrize("share", [0, 10, 37, 100])
def test_the_share_of_the_requests_is_drawn_and_always_the_same(share):
    drawn = [number for number in range(48_000, 48_100) if is_drawn(number, share)]
    assert len(drawn) == share


LAWFUL = {
    "received": ["acknowledge"],
    "acknowledged": ["investigate", "respond"],
    "investigating": ["respond"],
    "responded": ["accept", "escalate", "lapse"],
    "escalated": ["settle"],
    "closed": [],
}


@pytest.mark.parametrize("state", LAWFUL)
def test_a_complaint_moves_as_specified(state):
    assert [each.verb for each in moves_from(state)] == LAWFUL[state]
    assert [each.verb for each in MOVES if is_lawful(each.verb, state)] == LAWFUL[state]


def test_every_state_has_its_moves():
    assert set(LAWFUL) == {str(state) for state in State}


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [(42, 50, 71.5, 91.7), (0, 10, 0.0, 27.8), (10, 10, 72.2, 100.0), (1, 2, 9.5, 90.5)],
)
def test_a_share_says_how_sure_it_is(hits, count, low, high):
    assert [round(100 * bound, 1) for bound in wilson(hits, count)] == [low, high]


def test_few_answers_tell_no_share():
    assert not Figures(answered=4, satisfied=4, total=20).is_telling
    assert Figures(answered=5, satisfied=4, total=22).is_telling
    assert Figures().average is None
    assert Figures().rate is None


def test_figures_add_up():
    both = total([Figures(sent=10, returned=4, answered=5, satisfied=4, total=22), Figures(sent=2)])
    assert (both.sent, both.average, both.share) == (12, 4.4, 0.8)
    assert total([]) == Figures()
