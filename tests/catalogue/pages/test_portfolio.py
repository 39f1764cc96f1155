"""The portfolio and the register as the desk reads them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spoc.catalogue import activities as do
from spoc.catalogue.activities import Holding
from spoc.catalogue.models import Offering, Service, Subscription
from spoc.people.queries import system

SAID = {
    "name": "Digital signing",
    "swedish": "Digital signering",
    "purpose": "Sign without paper",
    "owner": "Inga Wallin",
}
WEIGHED = {"demand": "Forty", "resources": "Two weeks", "benefit": "Less paper", "plan": "June"}


def words(answer):
    return answer.content.decode()


def test_a_service_is_proposed_weighed_and_designed(client_of):
    inga = client_of("Inga Wallin")
    refused = inga.post("/portfolio/new", SAID | {"purpose": "", "owner": "Nobody Known"})
    assert refused.status_code == 422
    assert "Digital signering" in words(refused)
    inga.post("/portfolio/new", SAID)
    made = Service.objects.get(name="Digital signing")
    page = f"/portfolio/{made.pk}"
    assert "Behovet är inte bedömt" in words(inga.post(f"{page}/steps/design", {}))
    inga.post(f"{page}/assessment", WEIGHED)
    inga.post(f"{page}/steps/design", {})
    made.refresh_from_db()
    assert made.state == "design"
    assert "Ingen grupp ger support på den." in words(inga.get(page))
    refused = inga.post(f"{page}/steps/begin", {"reason": "A trial"})
    assert refused.status_code == 422
    assert 'value="A trial"' in words(refused)


def test_a_service_is_phased_out_on_a_page(client_of, laptop):
    lena, page = client_of("Lena Falk"), f"/portfolio/{laptop.service_id}"
    assert lena.post(f"{page}/ending", {"plan": ""}).status_code == 422
    lena.post(f"{page}/ending", {"plan": "By June", "reason": "Nobody needs it"})
    laptop.service.refresh_from_db()
    assert laptop.service.state == "retiring"
    lena.post(f"{page}/steps/retire", {})
    laptop.service.refresh_from_db()
    assert laptop.service.state == "retired"
    assert laptop.service.name in words(lena.get("/portfolio?show=retired"))
    assert lena.post(f"{page}/steps/bury", {}).status_code == 404


def test_the_desk_reads_the_portfolio_and_moves_nothing(client_of, people):
    inga = people["Inga Wallin"]
    made = do.propose_service(do.Proposal("Signing", "x", inga), by=inga)
    elin, page = client_of("Elin Sand"), f"/portfolio/{made.pk}"
    assert "Signing" in words(elin.get("/portfolio?show=pipeline"))
    assert "Signing" not in words(elin.get("/portfolio"))
    assert elin.get(page).status_code == 200
    assert elin.post(f"{page}/steps/design", {}).status_code == 403
    assert elin.get(f"{page}/assessment").status_code == 403
    assert elin.get("/portfolio/new").status_code == 403
    for place in ("/portfolio", page):
        assert client_of("Karin Holm").get(place).status_code == 403


def test_a_long_portfolio_asks_no_more_than_a_short_one(client_of, offer):
    lena = client_of("Lena Falk")
    lena.get("/portfolio")
    with CaptureQueriesContext(connection) as few:
        lena.get("/portfolio")
    for number in range(3):
        offer(f"Thing {number}")
    with CaptureQueriesContext(connection) as many:
        lena.get("/portfolio")
    assert len(many) <= len(few) <= 25


@pytest.fixture
def held(laptop, people):
    """What Karin Holm has."""
    holding = Holding(people["Karin Holm"], 2)
    return do.begin_subscription(laptop, by=system(), holding=holding)


def test_the_register_says_who_has_what(client_of, held, people):
    elin = client_of("Elin Sand")
    assert "Karin Holm" in words(elin.get("/subscriptions"))
    assert "Karin Holm" in words(elin.get(f"/subscriptions?offering={held.offering_id}"))
    assert "Karin Holm" in words(elin.get("/subscriptions?words=karin"))
    nobody = people["Rune Dahl"].pk
    assert "Karin Holm" not in words(elin.get(f"/subscriptions?holder={nobody}"))


def test_what_is_held_is_changed_and_ended(client_of, held):
    elin, page = client_of("Elin Sand"), f"/subscriptions/{held.pk}"
    assert elin.post(page, {"quantity": "0"}).status_code == 422
    elin.post(page, {"quantity": "3"})
    held.refresh_from_db()
    assert held.quantity == 3
    assert elin.post(f"{page}/ending", {"reason": ""}).status_code == 422
    elin.post(f"{page}/ending", {"reason": "She left"})
    assert "She left" in words(elin.get(page))
    assert "Karin Holm" not in words(elin.get("/subscriptions"))
    assert "Karin Holm" in words(elin.get("/subscriptions?show=all"))


def test_what_no_order_delivered_is_written_down(client_of, laptop):
    elin = client_of("Elin Sand")
    given = {"offering": laptop.pk, "holder": "Nobody Known", "quantity": "1"}
    assert elin.post("/subscriptions/new", given).status_code == 422
    elin.post("/subscriptions/new", given | {"holder": "Karin Holm"})
    assert Subscription.objects.get(offering=laptop).holder.name == "Karin Holm"


def test_the_register_is_taken_along_as_a_file(client_of, held):
    Offering.objects.filter(pk=held.offering_id).update(name="=1+1", names={})
    answer = client_of("Elin Sand").get("/subscriptions/export")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Offering,Service,Who,Organisation,How many,Since,Until,Request"
    assert lines[1].startswith("'=1+1,Workplace,Karin Holm,Norrvik Hospital,2,")


def test_the_register_is_not_everybodys(client_of, held):
    maja, karin = client_of("Maja Lindqvist"), client_of("Karin Holm")
    assert maja.get(f"/subscriptions/{held.pk}").status_code == 200
    assert maja.post(f"/subscriptions/{held.pk}/ending", {"reason": "x"}).status_code == 403
    assert maja.get("/subscriptions/new").status_code == 403
    for place in ("/subscriptions", "/subscriptions/export", f"/subscriptions/{held.pk}"):
        assert karin.get(place).status_code == 403
    assert client_of("Åsa Ekman").get("/subscriptions").status_code == 403
    assert client_of("Elin Sand").get(f"/subscriptions/{2**70}").status_code == 404
