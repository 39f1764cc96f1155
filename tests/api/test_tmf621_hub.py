"""Listeners of trouble tickets: who hears of which events of TMF621, and until when."""

import json

import pytest
from tests.floor.tickets import ERROR, EVENT, HUB, TICKET, fits

from spoc.channels.models import Webhook
from spoc.requests import activities as do


def test_a_listener_hears_of_what_becomes_of_a_ticket(
    caller, listener, register_request, work, people
):
    call = caller("Elin Sand")
    made = call("POST", "/hub", {"callback": listener.address})
    assert made.status_code == 201 and fits(made.json(), HUB)
    request = register_request("Karin Holm")
    do.cancel(request, by=people["Karin Holm"], reason="withdrawn")
    work()
    events = [json.loads(body) for _path, _headers, body in listener.got]
    assert all(fits(event, EVENT) for event in events)
    assert [event["eventType"] for event in events] == [
        "TroubleTicketCreateEvent",
        "TroubleTicketStatusChangeEvent",
    ]
    assert fits(events[1]["event"]["troubleTicket"], TICKET)
    assert events[1]["event"]["troubleTicket"]["status"] == "cancelled"


def test_a_listener_hears_of_the_events_it_names_until_it_is_taken_away(
    caller, listener, register_request, work
):
    call = caller("Elin Sand")
    asked = {"callback": listener.address, "query": "eventType=TroubleTicketStatusChangeEvent"}
    key = call("POST", "/hub", asked).json()["id"]
    register_request()
    work()
    assert listener.got == []
    assert call("GET", f"/hub/{key}").json()["query"] == asked["query"]
    assert call("DELETE", f"/hub/{key}").status_code == 204
    assert not Webhook.objects.exists()
    assert call("GET", f"/hub/{key}").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"callback": "nowhere"},
        {"callback": "https://a.example/", "query": "eventType=SomethingEvent"},
        {"query": "x"},
    ],
)
def test_a_listener_that_cannot_be_told_is_refused(caller, asked):
    answer = caller("Elin Sand")("POST", "/hub", asked)
    assert answer.status_code == 400 and fits(answer.json(), ERROR)


def test_only_the_desk_listens_and_only_its_own_listeners_are_seen(caller, listener):
    asked = {"callback": listener.address}
    assert caller("Karin Holm")("POST", "/hub", asked).status_code == 403
    key = caller("Elin Sand")("POST", "/hub", asked).json()["id"]
    assert caller("Maja Lindqvist")("DELETE", f"/hub/{key}").status_code == 404
