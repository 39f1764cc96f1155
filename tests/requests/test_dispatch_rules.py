"""The table of dispatch as rules on plain values."""

import pytest

from spoc.requests.rules.dispatch import (
    Asked,
    Candidate,
    Choice,
    Conditions,
    Rule,
    chosen,
    covering,
    covers,
    dispatched,
    fits,
    moved,
)

INCIDENT = Asked(
    service=1,
    type="incident",
    category=2,
    community=3,
    items=frozenset([7, 8]),
    text="PACS shows no images (X-ray).",
    priority=2,
    service_team=5,
    is_open={4: False},
)
STAFFED = frozenset([5, 6])


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (Conditions(), True),
        (Conditions(service=1), True),
        (Conditions(service=9), False),
        (Conditions(type="incident"), True),
        (Conditions(type="information"), False),
        (Conditions(category=2, community=3), True),
        (Conditions(category=2, community=9), False),
        (Conditions(item=8), True),
        (Conditions(item=9), False),
        (Conditions(words=("pacs",)), True),
        (Conditions(words=("imag",)), True),
        (Conditions(words=("mages",)), False),
        (Conditions(words=("toner", "x-ray")), True),
        (Conditions(words=(".*",)), False),
        (Conditions(priorities=frozenset([1, 2])), True),
        (Conditions(priorities=frozenset([1])), False),
        (Conditions(calendar=4, hours="closed"), True),
        (Conditions(calendar=4, hours="open"), False),
        (Conditions(calendar=99, hours="closed"), False),
    ],
)
def test_a_rule_fits_what_has_all_it_asks_for(conditions, expected):
    assert fits(conditions, INCIDENT) is expected


@pytest.mark.parametrize(
    ("rules", "team", "why"),
    [
        ([], None, "no_rule"),
        ([Rule(1, 1, "others", 6, Conditions(service=9))], None, "no_rule"),
        ([Rule(1, 1, "first", 6), Rule(2, 2, "second", 5)], 6, "rule"),
        ([Rule(1, 1, "no", 5, Conditions(item=9)), Rule(2, 2, "yes", 6)], 6, "rule"),
        ([Rule(1, 1, "its own team")], 5, "rule"),
        ([Rule(1, 1, "nobody there", 44), Rule(2, 2, "others", 6)], None, "empty_team"),
    ],
)
def test_the_first_rule_that_fits_decides(rules, team, why):
    outcome = dispatched(rules, INCIDENT, STAFFED)
    assert (outcome.team, outcome.why) == (team, why)


def test_a_service_without_a_team_has_nobody():
    outcome = dispatched([Rule(1, 1, "its own team")], Asked(service=1), STAFFED)
    assert (outcome.team, outcome.why) == (None, "no_team")


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (Conditions(), Conditions(service=1), True),
        (Conditions(service=1), Conditions(), False),
        (Conditions(service=1), Conditions(service=1, item=3), True),
        (Conditions(service=1), Conditions(service=2, item=3), False),
        (Conditions(words=("print",)), Conditions(words=("Printer",)), True),
        (Conditions(words=("print",)), Conditions(words=("toner", "printer")), False),
        (Conditions(words=("print",)), Conditions(), False),
        (Conditions(priorities=frozenset([1, 2])), Conditions(priorities=frozenset([1])), True),
        (Conditions(priorities=frozenset([1])), Conditions(priorities=frozenset([1, 2])), False),
        (Conditions(priorities=frozenset([1])), Conditions(), False),
        (Conditions(calendar=4, hours="open"), Conditions(calendar=4, hours="open"), True),
        (Conditions(calendar=4, hours="open"), Conditions(calendar=4, hours="closed"), False),
        (Conditions(calendar=4, hours="open"), Conditions(), False),
    ],
)
def test_a_rule_is_covered_by_one_that_takes_all_of_its_requests(earlier, later, expected):
    assert covers(earlier, later) is expected


def test_the_rule_that_covers_is_named():
    first, second = Rule(1, 1, "all"), Rule(2, 2, "never", 5, Conditions(service=1))
    assert covering([first, second]) == {2: first}
    assert covering([second, first]) == {}


@pytest.mark.parametrize(
    ("strategy", "candidates", "last", "expected"),
    [
        ("team", [Candidate(1)], None, Choice(None, "team")),
        ("least_load", [], None, Choice(None, "nobody_free")),
        ("round_robin", [], 3, Choice(None, "nobody_free")),
        ("least_load", [Candidate(1, 4), Candidate(2, 2)], None, Choice(2, "least_load", 2)),
        ("least_load", [Candidate(2, 2), Candidate(1, 2)], None, Choice(1, "least_load", 2)),
        ("round_robin", [Candidate(2), Candidate(1)], None, Choice(1, "round_robin")),
        ("round_robin", [Candidate(1), Candidate(2), Candidate(9)], 2, Choice(9, "round_robin")),
        ("round_robin", [Candidate(1), Candidate(2)], 9, Choice(1, "round_robin")),
        ("experience", [Candidate(1, 0, 3), Candidate(2, 9, 4)], None, Choice(2, "experience", 4)),
        ("experience", [Candidate(1, 5, 4), Candidate(2, 1, 4)], None, Choice(2, "experience", 4)),
        ("experience", [Candidate(1, 5), Candidate(2, 1)], None, Choice(2, "least_load", 1)),
    ],
)
def test_a_person_is_chosen_by_the_strategy(strategy, candidates, last, expected):
    assert chosen(strategy, candidates, last) == expected


@pytest.mark.parametrize(
    ("key", "place", "expected"),
    [
        (3, 1, [3, 1, 2]),
        (1, 2, [2, 1, 3]),
        (1, 99, [2, 3, 1]),
        (2, 0, [2, 1, 3]),
        (2, 2, [1, 2, 3]),
    ],
)
def test_a_rule_is_put_at_a_place(key, place, expected):
    assert moved([1, 2, 3], key, place) == expected
