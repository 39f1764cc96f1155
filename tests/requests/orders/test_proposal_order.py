"""A new service that something offered meets already becomes an order of it."""

import pytest
from tests.floor.proposals import DESK
from tests.requests.orders.conftest import BY_MANAGER, FORM

from spoc.requests import activities as do
from spoc.requests.activities import proposals

WORDS = "We need a projector for the lecture room."


@pytest.fixture
def wanted(people, register_request, found):
    """A new service of Karin Holm, with what was found for it."""

    def made():
        request = register_request(words=WORDS)
        do.classify(request, by=people[DESK], classification=found("new_service"))
        matches = proposals.match_services(request, by=people[DESK])
        [match] = [each for each in matches if each.offering]
        return request, match

    return made


def test_it_is_ordered_on_the_terms_it_is_offered_on(people, offer, wanted, managed):
    projector = offer("Projector", price="500.00")
    request, match = wanted()
    assert match.offering == projector
    proposals.accept_match(request, by=people["Karin Holm"], match=match)
    order = request.fulfilment
    assert (order.offering_version, order.requested_for) == (
        projector.published,
        people["Karin Holm"],
    )
    assert (request.type, order.stage, request.service) == (
        "fulfilment",
        "fulfilling",
        projector.service,
    )


def test_it_is_put_before_who_approves_it(people, offer, wanted, managed):
    offer("Projector", approvals=BY_MANAGER)
    request, match = wanted()
    proposals.accept_match(request, by=people[DESK], match=match)
    assert (request.fulfilment.stage, request.pending_reason) == ("approving", "approval")


def test_what_its_form_asks_the_desk_sees_to(people, offer, wanted, managed):
    offer("Projector", form=FORM)
    request, match = wanted()
    proposals.accept_match(request, by=people[DESK], match=match)
    order = request.fulfilment
    assert (order.stage, order.wanted) == ("", "Projector")
    assert request.status == "classified"
