"""How far roles reach, by the scope they were granted with."""

import pytest

from spoc.people.rules import Granted, Reach, normal_address, reach

TEAMS = (7, 8)
HOME = 3

CASES = [
    ("nobody special reads their own", "request", "R", [], Reach(own=True)),
    ("nobody special works on none", "request", "U", [], Reach()),
    (
        "an agent reads all",
        "request",
        "R",
        [Granted("CSR")],
        Reach(everywhere=True, own=True),
    ),
    (
        "an agent for one organisation reads that",
        "request",
        "R",
        [Granted("CSR", "organisation", 9)],
        Reach(own=True, organisations=frozenset({9})),
    ),
    (
        "an agent for two communities reads both",
        "request",
        "X",
        [Granted("CSR", "community", 1), Granted("CSR", "community", 2)],
        Reach(own=True, communities=frozenset({1, 2})),
    ),
    (
        "a coordinator for one service works there",
        "request",
        "X",
        [Granted("IC", "service", 5)],
        Reach(own=True, services=frozenset({5})),
    ),
    (
        "a resolver works in the queues of their teams",
        "request",
        "X",
        [Granted("IR")],
        Reach(own=True, teams=frozenset(TEAMS)),
    ),
    (
        "a resolver for one team works in that alone",
        "request",
        "X",
        [Granted("IR", "team", 8)],
        Reach(own=True, teams=frozenset({8})),
    ),
    (
        "a resolver for a team they are not in works nowhere",
        "request",
        "X",
        [Granted("IR", "team", 99)],
        Reach(own=True),
    ),
    (
        "a customer contact reads their own organisation",
        "request",
        "R",
        [Granted("CU")],
        Reach(own=True, organisations=frozenset({HOME})),
    ),
    (
        "a customer contact of another organisation reads that one",
        "request",
        "R",
        [Granted("CU", "organisation", 9)],
        Reach(own=True, organisations=frozenset({9})),
    ),
    (
        "a service owner reads what is about their services",
        "request",
        "R",
        [Granted("SO")],
        Reach(own=True, own_services=True),
    ),
    (
        "linked and addressed records reach nothing by themselves",
        "request",
        "R",
        [Granted("CH"), Granted("SU"), Granted("PL")],
        Reach(own=True),
    ),
    (
        "an auditor reads all but what is restricted",
        "request",
        "R",
        [Granted("AU")],
        Reach(everywhere=True, own=True),
    ),
    (
        "an auditor with the flag reads that too",
        "request",
        "R",
        [Granted("AU", sees_restricted=True)],
        Reach(everywhere=True, own=True, sees_restricted=True),
    ),
    (
        "the flag serves an auditor alone",
        "request",
        "R",
        [Granted("CSR", sees_restricted=True)],
        Reach(everywhere=True, own=True),
    ),
    (
        "an auditor changes nothing",
        "request",
        "U",
        [Granted("AU", sees_restricted=True)],
        Reach(),
    ),
    ("an administrator reads no case", "request", "R", [Granted("AD")], Reach(own=True)),
    ("an administrator shapes settings", "settings", "X", [Granted("AD")], Reach(everywhere=True)),
    (
        "roles add up",
        "request",
        "R",
        [Granted("CU"), Granted("IR")],
        Reach(own=True, organisations=frozenset({HOME}), teams=frozenset(TEAMS)),
    ),
]


@pytest.mark.parametrize(
    ("area", "verb", "grants", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_reach_is_the_sum_of_what_was_granted(area, verb, grants, expected):
    assert reach(area, verb, grants, teams=TEAMS, organisation=HOME) == expected


def test_a_customer_contact_without_an_organisation_reaches_none():
    assert not reach("request", "R", [Granted("CU")]).beyond_own


@pytest.mark.parametrize(
    ("kind", "written", "normal"),
    [
        ("mail", "Karin.HOLM@Norrvikhospital.EXAMPLE ", "karin.holm@norrvikhospital.example"),
        ("phone", "010-555 41 02", "0105554102"),
        ("phone", "+46 10 555 41 02", "0105554102"),
        ("phone", "0046105554102", "0105554102"),
        ("phone", "+46 (0)10 555 41 02", "0105554102"),
        ("phone", "+45 33 12 34 56", "+4533123456"),
        ("phone", "ask the ward", ""),
    ],
)
def test_addresses_are_compared_in_one_form(kind, written, normal):
    assert normal_address(kind, written) == normal
