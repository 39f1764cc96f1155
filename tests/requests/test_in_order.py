"""What comes after a request in an order, and what is asked alike for all who may see the same."""

import pytest
from django.db import connection

from spoc.kit.keyset import beyond
from spoc.requests.models import SupportRequest
from spoc.requests.queries.queue_page import plain_page

ORDERS = {
    "rising": SupportRequest.TRIAGE,
    "falling": tuple(f"-{name}" for name in SupportRequest.TRIAGE),
    "mixed": ("-priority", "created_at", "-id"),
}


@pytest.fixture
def four(register_request):
    """Four requests of one requester."""
    words = ("Alpha", "Beta", "Gamma", "Delta")
    return [register_request("Karin Holm", f"{word} is broken") for word in words]


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_what_comes_after_a_request_is_the_rest_of_the_list(order, four):
    rows = list(SupportRequest.objects.order_by(*order))
    names = [name.removeprefix("-") for name in order]
    for place, row in enumerate(rows):
        here = [getattr(row, name) for name in names]
        after = SupportRequest.objects.filter(beyond(order, here)).order_by(*order)
        assert list(after) == rows[place + 1 :]


def test_who_may_see_the_same_asks_in_the_same_words_and_gets_their_own(people, four):
    elin, twin = people["Elin Sand"], people["Karin Holm"]
    SupportRequest.objects.filter(pk=four[0].pk).update(assignee=elin)
    # whoever holds the same grants in the same teams
    twin.granted, twin.team_ids = elin.granted, elin.team_ids
    twin.organisation_id, twin.community_id = elin.organisation_id, elin.community_id
    found = {
        person: [row.number for row in plain_page(person, "mine", None, after=None, least=0).rows]
        for person in (elin, twin)
    }
    assert four[0].pk in found[elin]
    assert found[twin] == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [words for (words,) in cursor.fetchall() if "hours" in words and "assignee" in words]
    assert len([words for words in kept if "LIMIT 51" in words]) == 1
