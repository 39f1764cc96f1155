"""What machines read of escalations, and answer."""

from datetime import UTC, datetime

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.kit.time import at
from spoc.requests import activities as do

MONDAY = datetime(2026, 10, 19, 8, 0, tzinfo=UTC)


@pytest.fixture
def raised(people, register_request, found, work):
    """An urgent request that the coordinator on duty was told of."""
    with at(MONDAY):
        request = register_request()
        what = found("incident", service="print", impact=2, urgency=1)
        do.classify(request, by=people["Elin Sand"], classification=what)
        work()
    return request


def test_a_machine_lists_what_waits_and_acknowledges_it(raised, token_of):
    sofia = Machine(token_of("Sofia Berg", READ_AND_WRITE))
    (item,) = sofia.get("/escalations").json()["items"]
    assert (item["request"], item["trigger"], item["level"]) == (raised.pk, "created", "2")
    assert [person["name"] for person in item["to"]] == ["Sofia Berg"]
    done = sofia.post(f"/escalations/{item['id']}/acknowledgement")
    assert done.json()["acknowledged_by"]["name"] == "Sofia Berg"
    assert sofia.get("/escalations").json()["items"] == []
    said = sofia.post(f"/escalations/{item['id']}/action", {"action": "Called them."})
    assert (said.status_code, said.json()["state"]) == (200, "actioned")
    assert sofia.get("/escalations", show="told").json()["items"][0]["action"] == "Called them."


def test_a_request_lists_what_was_raised_of_it_to_the_desk_alone(raised, token_of):
    at_request = f"/requests/{raised.pk}/escalations"
    items = Machine(token_of("Elin Sand")).get(at_request).json()["items"]
    assert [item["trigger"] for item in items] == ["created"]
    assert Machine(token_of("Karin Holm")).get(at_request).status_code == 403
    assert Machine(token_of("Rune Dahl")).get(at_request).status_code == 404


@pytest.mark.parametrize(
    ("name", "status"), [("Elin Sand", 403), ("Amir Haddad", 404), ("Karin Holm", 404)]
)
def test_nobody_else_acknowledges_by_machine(raised, token_of, name, status):
    (escalation,) = raised.escalations.all()
    machine = Machine(token_of(name, READ_AND_WRITE))
    answer = machine.post(f"/escalations/{escalation.pk}/acknowledgement")
    assert answer.status_code == status
