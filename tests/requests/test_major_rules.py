"""D.4: which incidents are proposed as major ones, and which steps a major incident may take."""

import pytest

from spoc.requests.rules.major import MOVES, STATES, Seen, Terms, criteria, is_lawful

TERMS = Terms()


@pytest.mark.parametrize(
    ("seen", "met"),
    [
        (Seen(), []),
        (Seen(criticality=1, degree="total"), ["total_loss"]),
        (Seen(criticality=2, degree="total"), []),
        (Seen(criticality=1, degree="degraded"), []),
        (Seen(users_affected=99, community_size=1000), []),
        (Seen(users_affected=100, community_size=1000), ["people"]),
        (Seen(users_affected=19, community_size=100), []),
        (Seen(users_affected=20, community_size=100), ["share"]),
        (Seen(users_affected=1, community_size=2), []),
        (Seen(users_affected=20, community_size=0), []),
        (Seen(alike_count=7), []),
        (Seen(alike_count=8), ["alike"]),
        (Seen(is_security=True), ["security"]),
        (Seen(is_safety=True), ["safety"]),
        (Seen(is_legal=True), ["legal"]),
        (Seen(is_security=True, is_safety=True, is_legal=True), ["security", "safety", "legal"]),
        (Seen(criticality=1, priority=1, used_mark=75), ["time_used"]),
        (Seen(criticality=1, priority=1, used_mark=50), []),
        (Seen(criticality=1, priority=2, used_mark=100), []),
        (Seen(criticality=2, priority=1, used_mark=100), []),
        (
            Seen(criticality=1, degree="total", users_affected=300, is_security=True),
            ["total_loss", "people", "security"],
        ),
    ],
)
def test_an_incident_meets_the_criteria_it_should(seen, met):
    assert criteria(seen, TERMS) == met


def test_other_terms_draw_the_line_elsewhere():
    seen = Seen(users_affected=10, community_size=100, alike_count=3)
    assert criteria(seen, Terms(people=10, share=10, alike=3)) == ["people", "share", "alike"]


@pytest.mark.parametrize(
    ("verb", "states"),
    [
        ("propose", {"", "declined", "downgraded"}),
        ("declare", {"", "declined", "downgraded", "proposed", "restored", "reviewed"}),
        ("decline", {"proposed"}),
        ("update", {"active"}),
        ("restore", {"active"}),
        ("downgrade", {"active"}),
        ("review", {"restored"}),
        ("close", {"reviewed"}),
    ],
)
def test_a_step_is_taken_from_where_it_may_be(verb, states):
    assert {state for state in ("", *STATES) if is_lawful(verb, state)} == states
    assert set(MOVES) >= {verb}
