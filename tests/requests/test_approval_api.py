"""Approvals by machine: the pages' own law, in JSON."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.people.queries import system
from spoc.work.activities import ApprovalQuestion, ask_approval

SANNA = "sanna.kivi@norrvikhospital.example"


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def asked(people, register_request):
    """Ask Karin Holm about a request of Johan Strand."""
    request = register_request("Johan Strand", "The scanner is old")
    question = ApprovalQuestion("A licence", (people["Karin Holm"],), told=(("For", "A year"),))
    return ask_approval(request, by=system(), question=question).approvals.get()


def test_what_waits_is_listed_without_the_request(machine, asked):
    [item] = machine("Karin Holm").get("/approvals").json()["items"]
    assert (item["id"], item["state"]) == (asked.pk, "requested")
    assert item["round"]["told"] == [{"label": "For", "value": "A year"}]
    assert item["round"]["subject"] is None
    assert machine("Sanna Kivi").get("/approvals").json()["items"] == []


def test_it_is_decided_and_listed_as_decided(machine, asked):
    karin, at = machine("Karin Holm"), f"/approvals/{asked.pk}/decision"
    refused = karin.post(at, {"is_approved": False})
    assert (refused.status_code, "reason" in refused.content.decode()) == (422, True)
    answer = karin.post(at, {"is_approved": True}).json()
    assert (answer["state"], answer["round"]["state"]) == ("approved", "approved")
    assert karin.post(at, {"is_approved": True}).status_code == 422
    [item] = karin.get("/approvals", show="decided").json()["items"]
    assert item["decided_by"]["name"] == "Karin Holm"


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("", None),
        ("/decision", {"is_approved": True}),
        ("/delegation", {"mail": SANNA}),
        ("/reminder", None),
        ("/withdrawal", None),
    ],
)
def test_who_was_not_asked_finds_nothing(machine, asked, step, body):
    method = "POST" if step else "GET"
    answer = machine("Sanna Kivi").send(method, f"/approvals/{asked.pk}{step}", body)
    none = machine("Sanna Kivi").send(method, f"/approvals/{asked.pk + 99}{step}", body)
    assert (answer.status_code, answer.content) == (none.status_code, none.content)
    assert answer.status_code == 404


def test_a_colleague_decides_instead(machine, asked):
    at = f"/approvals/{asked.pk}/delegation"
    karin = machine("Karin Holm")
    assert karin.post(at, {"mail": "oskar.nyman@norrvikskolor.example"}).status_code == 422
    assert karin.post(at, {"mail": SANNA}).json()["delegate"]["name"] == "Sanna Kivi"
    decided = machine("Sanna Kivi").post(f"/approvals/{asked.pk}/decision", {"is_approved": True})
    assert decided.json()["state"] == "approved"


def test_the_desk_reads_reminds_and_takes_back(machine, asked):
    elin, number = machine("Elin Sand"), asked.round.subject_id
    [item] = elin.get(f"/requests/{number}/approvals").json()["items"]
    assert item["round"]["subject"] == f"request-{number}"
    assert elin.post(f"/approvals/{asked.pk}/decision", {"is_approved": True}).status_code == 403
    assert elin.post(f"/approvals/{asked.pk}/reminder").json()["reminded_at"]
    assert elin.post(f"/approvals/{asked.pk}/withdrawal").json()["state"] == "withdrawn"


def test_the_requester_does_not_list_them(machine, asked):
    number = asked.round.subject_id
    assert machine("Johan Strand").get(f"/requests/{number}/approvals").status_code == 403
