"""The steps of a service through the portfolio, and of an offering through its life."""

import pytest

from spoc.catalogue.rules import offering, portfolio
from spoc.catalogue.rules.portfolio import Grounds, missing, state_for

ASSESSED = {"demand": "40 wards", "resources": "Two weeks", "benefit": "No paper"}
READY = {
    "has_owner": True,
    "has_support_path": True,
    "has_promise": True,
    "has_calendar": True,
    "has_article": True,
    "has_offering": True,
}


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        ("proposed", ["design"]),
        ("design", ["begin"]),
        ("live", ["phase_out"]),
        ("retiring", ["retire"]),
        ("retired", []),
    ],
)
def test_a_service_moves_one_way(state, verbs):
    assert [move.verb for move in portfolio.moves_from(state)] == verbs
    assert [verb for verb in ("design", "begin") if portfolio.is_lawful(verb, state)] == [
        verb for verb in verbs if verb in ("design", "begin")
    ]


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        ("draft", ["publish"]),
        ("published", ["publish", "suspend", "retire"]),
        ("suspended", ["resume", "retire"]),
        ("retired", []),
    ],
)
def test_an_offering_is_published_suspended_resumed_and_retired(state, verbs):
    assert [move.verb for move in offering.moves_from(state)] == verbs


@pytest.mark.parametrize(
    ("verb", "grounds", "lacking"),
    [
        ("propose", {}, ["owner", "purpose"]),
        ("propose", {"has_owner": True, "purpose": "Less paper"}, []),
        ("design", {}, ["demand", "resources", "benefit"]),
        ("design", {"assessment": {**ASSESSED, "demand": " "}}, ["demand"]),
        ("design", {"assessment": ASSESSED}, []),
        ("begin", READY, []),
        ("begin", {**READY, "has_owner": False}, ["owner"]),
        ("begin", {**READY, "has_support_path": False}, ["support_path"]),
        ("begin", {**READY, "has_promise": False, "has_calendar": False}, ["promise", "calendar"]),
        ("begin", {**READY, "has_promise": False, "has_calendar": False, "reason": "Test"}, []),
        ("begin", {**READY, "has_article": False, "reason": "Test"}, ["article"]),
        ("begin", {**READY, "has_offering": False}, ["offering"]),
        ("begin", {**READY, "has_offering": False, "is_internal": True}, []),
        ("phase_out", {}, ["plan", "successor"]),
        ("phase_out", {"plan": "By June", "has_successor": True}, []),
        ("phase_out", {"plan": "By June", "reason": "Nobody needs it"}, []),
        ("retire", {"subscriptions": 1}, ["subscriptions"]),
        ("retire", {}, []),
    ],
)
def test_each_step_wants_its_grounds(verb, grounds, lacking):
    assert missing(verb, Grounds(**grounds)) == lacking


@pytest.mark.parametrize(
    ("is_live", "before", "after"),
    [
        (True, "live", "live"),
        (True, "retiring", "retiring"),
        (True, "retired", "live"),
        (True, "design", "live"),
        (False, "live", "retired"),
        (False, "retiring", "retired"),
        (False, "proposed", "proposed"),
    ],
)
def test_being_live_and_the_state_say_the_same(is_live, before, after):
    assert state_for(is_live, before) == after


@pytest.mark.parametrize(
    ("terms", "is_described", "is_served", "lacking"),
    [
        ({"lead_days": 0, "definition": 3}, True, True, []),
        ({"lead_days": 2, "team": 1}, True, False, ["service"]),
        ({"team": 1}, True, True, ["lead_days"]),
        ({"lead_days": 2}, True, True, ["team"]),
        ({"lead_days": 2, "team": 1}, False, True, ["description"]),
    ],
)
def test_an_offering_is_published_when_it_says_enough(terms, is_described, is_served, lacking):
    found = offering.unready(terms, is_described=is_described, is_served=is_served)
    assert found == lacking
