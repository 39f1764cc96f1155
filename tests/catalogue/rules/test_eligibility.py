"""Who may order, and the first reason why not."""

from dataclasses import replace
from datetime import date

import pytest

from spoc.catalogue.rules.eligibility import Offer, Orderer, eligible

DAY = date(2027, 3, 1)
OFFER = Offer("published")
KARIN = Orderer(DAY, community=1, organisation=10, roles=frozenset({"US"}))
ONES = frozenset({1})


@pytest.mark.parametrize(
    ("offer", "orderer", "reason"),
    [
        ({}, {}, ""),
        ({"state": "suspended"}, {}, "suspended"),
        ({"state": "draft"}, {}, "not_offered"),
        ({"state": "retired"}, {}, "not_offered"),
        ({"is_service_live": False}, {}, "phased_out"),
        ({"available_from": date(2027, 3, 2)}, {}, "not_yet"),
        ({"available_from": DAY, "available_until": DAY}, {}, ""),
        ({"available_until": date(2027, 2, 28)}, {}, "no_longer"),
        ({}, {"is_entitled": False}, "service"),
        ({"communities": ONES}, {}, ""),
        ({"communities": ONES}, {"community": None}, "community"),
        ({"organisations": frozenset({10})}, {}, ""),
        ({"organisations": frozenset({11})}, {}, "organisation"),
        ({"roles": frozenset({"US", "CU"})}, {}, ""),
        ({"roles": frozenset({"CU"})}, {}, "role"),
        ({"is_for_managers": True}, {}, "managers"),
        ({"is_for_managers": True}, {"is_manager": True}, ""),
        ({"is_requestable_for_others": False}, {}, ""),
        ({"is_requestable_for_others": False}, {"by_another": True}, "others"),
        ({"prerequisite": 5}, {}, "prerequisite"),
        ({"prerequisite": 5}, {"holds": frozenset({5})}, ""),
        ({"licences_left": 0}, {}, "licences"),
        ({"licences_left": 1}, {}, ""),
        ({"state": "suspended", "licences_left": 0}, {}, "suspended"),
    ],
)
def test_who_may_order(offer, orderer, reason):
    found = eligible(replace(OFFER, **offer), replace(KARIN, **orderer))
    assert found == (not reason, reason)


def test_all_that_are_ordered_need_a_licence():
    assert eligible(Offer("published", licences_left=2), KARIN, 2) == (True, "")
    assert eligible(Offer("published", licences_left=2), KARIN, 3) == (False, "licences")
