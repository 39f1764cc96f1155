"""Who approves an order: the rule, and whether it is sound."""

from decimal import Decimal

import pytest

from spoc.catalogue.rules.approvals import (
    ApprovalRule,
    Wanted,
    fault_in,
    kept,
    parse_approvals,
)

MANAGER, OWNER = Wanted("manager"), Wanted("service_owner", above=Decimal(5000))


@pytest.mark.parametrize(
    ("total", "who"),
    [
        (None, ["manager"]),
        (Decimal(0), ["manager"]),
        (Decimal(5000), ["manager"]),
        (Decimal("5000.01"), ["manager", "service_owner"]),
    ],
)
def test_some_approve_only_what_costs_more(total, who):
    rule = ApprovalRule(approvers=(MANAGER, OWNER))
    assert [each.who for each in rule.for_sum(total)] == who


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, ""),
        ({"approvers": [{"who": "manager"}]}, ""),
        ({"approvers": [{"who": "manager"}], "rule": "first"}, "rule"),
        ({"approvers": [{"who": "mother"}]}, "approvers"),
        ({"approvers": [{"who": "person"}]}, "approvers"),
        ({"approvers": [{"who": "manager", "person": 3}]}, "approvers"),
        ({"approvers": [{"who": "person", "person": 3}]}, ""),
        ({"approvers": [{"who": "manager"}, {"who": "manager"}]}, "approvers"),
        ({"approvers": [{"who": "manager", "above": "-1"}]}, "approvers"),
        ({"approvers": [{"who": "manager", "above": "much"}]}, "approvers"),
        ({"approvers": [{"who": "manager", "above": "NaN"}]}, "approvers"),
        ({"approvers": [{"who": "person", "person": n} for n in range(1, 14)]}, "approvers"),
        ({"approvers": [{"who": "manager"}], "rule": "quorum"}, "quorum"),
        ({"approvers": [{"who": "manager"}], "rule": "quorum", "quorum": 1}, ""),
        ({"approvers": [{"who": "manager"}], "days": 0}, "days"),
        ({"approvers": [{"who": "manager"}], "days": 61}, "days"),
    ],
)
def test_a_rule_is_sound_or_says_what_is_not(said, code):
    assert fault_in(parse_approvals(said)) == code


def test_a_rule_is_kept_as_it_is_read():
    rule = ApprovalRule("quorum", 2, 5, (MANAGER, OWNER, Wanted("person", 4)))
    assert parse_approvals(kept(rule)) == rule


def test_a_rule_that_names_nobody_is_nothing():
    assert kept(ApprovalRule("all", 3, 5)) == {}
    assert parse_approvals({}).for_sum(Decimal(10)) == ()


def test_how_many_is_kept_only_where_it_counts():
    assert kept(ApprovalRule("all", 3, 5, (MANAGER,)))["quorum"] == 0
