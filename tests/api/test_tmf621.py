"""Trouble tickets of TM Forum's TMF621, version 5: requests as the systems of others know them."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.floor.tickets import ERROR, NEED, STATUSES, TICKET, fits

from spoc.channels.models import Interaction
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest
from spoc.requests.rules import PENDING_REASONS, Status
from spoc.requests.rules.ticket import meant_by, status_of

BASE = "/tmf-api/troubleTicket/v5"


@pytest.mark.parametrize(
    ("status", "reason", "ticket"),
    [
        ("new", "", "acknowledged"),
        ("classified", "", "acknowledged"),
        ("assigned", "", "acknowledged"),
        ("in_progress", "", "inProgress"),
        ("pending", "customer", "pending"),
        ("pending", "scheduled", "pending"),
        ("pending", "supplier", "held"),
        ("pending", "change", "held"),
        ("pending", "approval", "held"),
        ("pending", "parent", "held"),
        ("resolved", "", "resolved"),
        ("closed", "", "closed"),
        ("merged", "", "closed"),
        ("cancelled", "", "cancelled"),
        ("rejected", "", "rejected"),
    ],
)
def test_each_status_of_a_request_is_one_of_a_ticket(status, reason, ticket):
    assert status_of(status, reason) == ticket
    assert status in meant_by(ticket)


def test_no_status_and_nothing_waited_for_is_without_its_ticket_status():
    told = {status_of(str(each), "") for each in Status if each != "pending"}
    told |= {status_of("pending", each) for each in PENDING_REASONS}
    assert told == set(STATUSES)


def test_a_ticket_that_is_opened_is_a_request_and_is_told_as_published(caller):
    answer = caller("Karin Holm")("POST", "/troubleTicket", NEED)
    ticket = answer.json()
    assert answer.status_code == 201
    assert answer["Location"].endswith(f"/troubleTicket/{ticket['id']}")
    assert fits(ticket, TICKET) and ticket["status"] == "acknowledged"
    request = SupportRequest.objects.get(pk=ticket["id"])
    assert (request.requester.name, request.channel) == ("Karin Holm", "api")


def test_what_has_no_place_of_its_own_here_is_kept_and_told_again(caller):
    said = {"externalIdentifier": [{"@type": "ExternalIdentifier", "id": "X-7"}], "unknown": 1}
    call = caller("Karin Holm")
    key = call("POST", "/troubleTicket", NEED | said).json()["id"]
    ticket = call("GET", f"/troubleTicket/{key}").json()
    assert (ticket["severity"], ticket["ticketType"]) == ("Major", "Bill dispute")
    assert ticket["externalIdentifier"] == said["externalIdentifier"]
    assert json.loads(Interaction.objects.latest("pk").body)["unknown"] == 1


@pytest.mark.parametrize("missing", ["@type", "description", "severity", "ticketType"])
def test_what_must_be_said_is_asked_for(caller, missing):
    told = {name: value for name, value in NEED.items() if name != missing}
    answer = caller("Karin Holm")("POST", "/troubleTicket", told)
    assert answer.status_code == 400
    assert fits(answer.json(), ERROR) and missing in answer.json()["message"]


def test_attributes_are_chosen(caller, register_request):
    key = register_request().pk
    told = caller("Karin Holm")("GET", f"/troubleTicket/{key}?fields=status,name").json()
    assert set(told) == {"id", "href", "@type", "status", "name"}


def test_a_list_is_walked_by_offset_and_says_how_much_there_is(caller, register_request):
    keys = [str(register_request().pk) for _ in range(3)]
    answer = caller("Karin Holm")("GET", "/troubleTicket?offset=1&limit=1&fields=id")
    assert [each["id"] for each in answer.json()] == [keys[1]]
    assert answer["X-Result-Count"] == "1" and int(answer["X-Total-Count"]) >= 3


def test_a_list_is_narrowed_by_status(caller, people, found, register_request):
    elin = people["Elin Sand"]
    waits, works = register_request(), register_request()
    for each in (waits, works):
        do.classify(each, by=elin, classification=found("incident"))
        do.assign(each, by=elin, assignee=elin)
    do.pause(waits, by=elin, reason="customer", question="Which room?")
    call = caller("Karin Holm")

    def listed(status: str) -> set[str]:
        told = call("GET", f"/troubleTicket?limit=100&status={status}").json()
        return {each["id"] for each in told} & {str(waits.pk), str(works.pk)}

    assert listed("pending") == {str(waits.pk)}
    assert listed("held") == set()
    assert listed("inProgress,pending") == {str(waits.pk), str(works.pk)}


@pytest.mark.parametrize("query", ["status=open", "limit=0", "offset=-1", "ticketType=x"])
def test_what_cannot_be_asked_is_refused_in_the_published_shape(caller, query):
    answer = caller("Karin Holm")("GET", f"/troubleTicket?{query}")
    assert answer.status_code == 400
    assert fits(answer.json(), ERROR)


@pytest.mark.parametrize("key", ["1%20", "x", "0", "-1", "9" * 30, "१"])
def test_a_ticket_there_is_not_is_not_found(caller, key):
    answer = caller("Karin Holm")("GET", f"/troubleTicket/{key}")
    assert answer.status_code == 404


def test_the_ticket_of_somebody_else_is_not_found(caller, register_request):
    key = register_request("Karin Holm").pk
    stranger = caller("Oskar Nyman")
    assert stranger("GET", f"/troubleTicket/{key}").status_code == 404
    assert stranger("PATCH", f"/troubleTicket/{key}", {"status": "cancelled"}).status_code == 404
    assert stranger("GET", "/troubleTicket").json() == []


def test_a_requester_ends_their_ticket_and_says_why_in_a_note(caller, register_request):
    call, key = caller("Karin Holm"), register_request().pk
    change = {"status": "cancelled", "note": [{"text": "It works again."}]}
    ticket = call("PATCH", f"/troubleTicket/{key}", change).json()
    assert ticket["status"] == "cancelled"
    assert [note["text"] for note in ticket["note"]][-1] == "It works again."
    assert [each["status"] for each in ticket["statusChangeHistory"]][-1] == "cancelled"


def test_notes_that_are_there_are_not_said_again(caller, register_request):
    call, key = caller("Karin Holm"), register_request().pk
    notes = call("GET", f"/troubleTicket/{key}").json()["note"]
    change = {"note": [*notes, {"text": "And the sound is gone."}]}
    told = call("PATCH", f"/troubleTicket/{key}", change).json()["note"]
    assert [note["text"] for note in told] == [notes[0]["text"], "And the sound is gone."]


def test_an_agent_goes_on_asks_and_notes_for_the_desk_alone(
    caller, people, found, register_request
):
    elin, request = people["Elin Sand"], register_request()
    do.classify(request, by=elin, classification=found("incident"))
    do.assign(request, by=elin, assignee=elin)
    call, place = caller("Elin Sand"), f"/troubleTicket/{request.pk}"
    assert call("PATCH", place, {"status": "inProgress"}).json()["status"] == "inProgress"
    asked = {"status": "pending", "statusChangeReason": "Which room?", "note": [{"text": "Quokka"}]}
    assert call("PATCH", place, asked).json()["status"] == "pending"
    assert call("PATCH", place, {"status": "inProgress"}).json()["status"] == "inProgress"
    seen = caller("Karin Holm")("GET", place).json()["note"]
    assert not any("Quokka" in note["text"] for note in seen)


@pytest.mark.parametrize("status", ["held", "rejected", "resolved", "closed", "inProgress"])
def test_what_the_law_forbids_is_refused_and_nothing_of_it_is_done(
    caller, register_request, status
):
    call, place = caller("Karin Holm"), f"/troubleTicket/{register_request().pk}"
    before = call("GET", place).json()
    change = {"status": status, "note": [{"text": "Hurry."}]}
    answer = call("PATCH", place, change)
    assert answer.status_code in (400, 403) and fits(answer.json(), ERROR)
    assert call("GET", place).json() == before


def test_what_the_desk_alone_changes_is_refused_unless_it_is_sent_as_it_is(
    caller, register_request
):
    call, place = caller("Karin Holm"), f"/troubleTicket/{register_request().pk}"
    ticket = call("GET", place).json()
    assert call("PATCH", place, ticket).status_code == 200
    assert call("PATCH", place, {"severity": "Critical"}).status_code == 400


@pytest.mark.parametrize(
    ("method", "place", "status"),
    [("DELETE", "/troubleTicket/1", 405), ("GET", "/troubleTicketSpecification", 404)],
)
def test_what_is_not_offered_is_said_to_be_so(caller, method, place, status):
    assert caller("Elin Sand")(method, place).status_code == status


def test_without_a_token_nobody_is_let_in(db):
    answer = Client().get(f"{BASE}/troubleTicket")
    assert answer.status_code == 401 and fits(answer.json(), ERROR)


@pytest.mark.parametrize("sort", ["text/plain", "application/xml"])
def test_a_body_of_another_sort_is_refused(caller, sort):
    answer = caller("Karin Holm")("POST", "/troubleTicket", NEED, sort)
    assert answer.status_code == 400


def test_a_longer_list_asks_the_database_no_more(caller, register_request):
    counts = []
    for _time in range(2):
        for _more in range(4):
            register_request()
        with CaptureQueriesContext(connection) as asked:
            assert caller("Elin Sand")("GET", "/troubleTicket?limit=50").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_is_kept_beside_a_ticket_is_not_just_any_amount(caller):
    ticket = {"@type": "TroubleTicket", "description": "It hums", "severity": "Minor"}
    ticket |= {"ticketType": "incident", "attachment": ["x" * 300_000]}
    answer = caller("Karin Holm")("POST", "/troubleTicket", ticket)
    assert answer.status_code == 400
    assert "300 kB" in answer.json()["message"]
    assert not SupportRequest.objects.exists()
