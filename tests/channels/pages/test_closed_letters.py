"""Letters about what somebody may not see: for them there are none."""

import pytest

from spoc.channels.access import letters_visible_to
from spoc.channels.models import Letter
from spoc.intake.activities import receive_letter
from spoc.kit.keyset import page
from spoc.people.activities import grant_role
from spoc.people.queries import system
from spoc.requests.activities import raise_escalation, restrict
from spoc.requests.letters import acknowledge, tell_coordinator
from spoc.requests.models import SupportRequest
from spoc.suppliers.activities import Order, hand_over, send_handover
from spoc.suppliers.models import Supplier

ASKED = "dictaphone"
HENRIK = "henrik.vall@it.norrvik.example"


@pytest.fixture
def closed(letter, people):
    """A request that came by letter, was answered, and is Sofia Berg's alone."""
    receipt = receive_letter(letter(subject=f"The {ASKED}", text=f"The {ASKED} is silent."))
    request = SupportRequest.objects.get(pk=int(receipt.request[2:]))
    acknowledge(request, by=system())
    restrict(request, by=people["Sofia Berg"], readers=[people["Sofia Berg"]])
    return request


def listed(browser, way):
    return browser.get(f"/settings/letters?way={way}").content.decode()


@pytest.mark.parametrize("way", ["in", "out"])
def test_a_letter_about_a_closed_request_is_not_there(client_of, closed, way):
    elin, sofia = client_of("Elin Sand"), client_of("Sofia Berg")
    one = Letter.objects.get(is_incoming=way == "in")
    assert ASKED in listed(sofia, way)
    assert "No such letters" in listed(elin, way)
    for place in ("", "/look"):
        assert sofia.get(f"/settings/letters/{one.pk}{place}").status_code == 200
        assert elin.get(f"/settings/letters/{one.pk}{place}").status_code == 404
    for step in ("retry", "release"):
        assert elin.post(f"/settings/letters/{one.pk}/{step}").status_code == 404


@pytest.mark.parametrize("way", ["in", "out"])
def test_an_administrator_who_works_at_the_desk_too_sees_no_more(client_of, people, closed, way):
    grant_role(people["Åsa Ekman"], by=system(), role="CSR")
    one = Letter.objects.get(is_incoming=way == "in")
    asa = client_of("Åsa Ekman")
    assert f"/settings/letters/{one.pk}" not in listed(asa, way)
    for place in ("", "/look"):
        assert asa.get(f"/settings/letters/{one.pk}{place}").status_code == 404


def test_a_letter_to_the_desk_about_a_closed_request_is_not_there(client_of, people, closed):
    tell_coordinator(closed, by=system(), person=people["Henrik Vall"])
    assert HENRIK not in listed(client_of("Elin Sand"), "out")
    assert HENRIK in listed(client_of("Sofia Berg"), "out")


def test_what_a_ladder_writes_of_a_closed_request_is_not_there(client_of, people, closed, found):
    closed.priority = 1
    closed.save(update_fields=["priority"])
    grant_role(people["Sofia Berg"], by=system(), role="CSM")
    raised = raise_escalation(closed, by=system(), trigger="reopened")
    written = Letter.objects.filter(noun="person")
    assert raised
    assert written.exists()
    for name, sees in (("Elin Sand", False), ("Sofia Berg", True)):
        assert letters_visible_to(people[name]).filter(pk__in=written).exists() is sees


def test_a_letter_about_work_a_supplier_does_is_for_whoever_may_see_that(people, at_status):
    request = at_status("in_progress", "incident")
    order = Order(Supplier.objects.get(key="hitec"), "Controller", "Replace the controller.")
    maja = people["Maja Lindqvist"]
    send_handover(hand_over(request, by=maja, order=order), by=maja)
    about = Letter.objects.get(noun="handover")
    seen = letters_visible_to(people["Elin Sand"]).filter(pk=about.pk)
    assert seen.exists()
    restrict(request, by=people["Sofia Berg"], readers=[people["Sofia Berg"]])
    assert not seen.all().exists()
    assert letters_visible_to(people["Sofia Berg"]).filter(pk=about.pk).exists()


def test_a_service_owner_knows_of_the_letters_about_their_services_alone(people, register_request):
    acknowledge(register_request(), by=system())
    assert not letters_visible_to(people["Inga Wallin"]).exists()


def test_a_page_is_full_though_others_are_hidden_between(people, register_request):
    requests = [register_request() for _number in range(6)]
    letters = [acknowledge(request, by=system()) for request in requests]
    sofia = people["Sofia Berg"]
    for request in requests[::2]:
        restrict(request, by=sofia, readers=[sofia])
    mine = letters_visible_to(people["Elin Sand"])
    first = page(mine, ("-id",), size=2)
    rest = page(mine, ("-id",), size=2, after=first.next)
    assert [row.pk for row in first.rows + rest.rows] == [
        letter.pk for letter in (letters[5], letters[3], letters[1])
    ]
    assert rest.next is None
