"""Approvals through an agent: listed as its person sees them, decided where machines may."""

import json

import pytest
from django.test import Client
from tests.floor.machine import READ_AND_WRITE

from spoc.audit.queries import story
from spoc.people.queries import system
from spoc.work.activities import ApprovalQuestion, ask_approval
from spoc.work.models import Approval


@pytest.fixture
def approval(people, register_request):
    """A question that waits for Birgitta Ahl."""
    question = ApprovalQuestion("A laptop", (people["Birgitta Ahl"],), words="May Karin have it?")
    asked = ask_approval(register_request(), by=system(), question=question)
    return Approval.objects.get(round=asked)


@pytest.fixture
def use(token_of):
    """Return a function that uses a tool for somebody, and gives its result."""

    def used(name, tool, scopes=READ_AND_WRITE, **given):
        client = Client(headers={"authorization": f"Bearer {token_of(name, scopes)}"})
        params = {"name": tool, "arguments": given}
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        answer = client.post("/mcp", json.dumps(body), content_type="application/json")
        return answer.json()["result"]

    return used


def test_what_waits_is_listed_to_whom_it_waits_for(use, approval):
    found = use("Birgitta Ahl", "list_approvals", ["read"])["structuredContent"]
    assert [each["id"] for each in found["items"]] == [approval.pk]
    assert found["items"][0]["round"]["words"] == "May Karin have it?"
    assert use("Sanna Kivi", "list_approvals")["structuredContent"]["items"] == []


def test_where_machines_decide_nothing_the_person_is_told_where(use, approval, settings):
    settings.SPOC_MACHINES_SEND = False
    told = use("Birgitta Ahl", "decide_approval", approval=approval.pk, is_approved=True)
    assert told["isError"]
    assert f"/approvals/{approval.pk}" in told["content"][0]["text"]
    approval.refresh_from_db()
    assert approval.state == "requested"


def test_where_they_may_it_is_decided_and_written_down_through_whom(use, approval, settings):
    settings.SPOC_MACHINES_SEND = True
    told = use("Birgitta Ahl", "decide_approval", approval=approval.pk, is_approved=True)
    assert told["structuredContent"]["state"] == "approved"
    approval.refresh_from_db()
    assert (approval.decided_by.name, approval.through) == ("Birgitta Ahl", "api")
    facts = story(approval.round.subject).filter(kind="approval.approved")
    (fact,) = list(facts)
    assert fact.by.name == "Birgitta Ahl"
    assert fact.particulars.values["through"] == "test"


def test_whoever_denies_says_why(use, approval, settings):
    settings.SPOC_MACHINES_SEND = True
    given = {"approval": approval.pk, "is_approved": False}
    assert use("Birgitta Ahl", "decide_approval", **given)["isError"]
    told = use("Birgitta Ahl", "decide_approval", **given, reason="Too dear")
    assert told["structuredContent"]["state"] == "denied"


@pytest.mark.parametrize("name", ["Sanna Kivi", "Rune Dahl"])
def test_what_another_is_asked_is_not_there(use, approval, settings, name):
    settings.SPOC_MACHINES_SEND = True
    told = use(name, "decide_approval", approval=approval.pk, is_approved=True)
    assert told["isError"]
    assert "nothing at this address" in told["content"][0]["text"]


def test_reading_alone_decides_nothing(use, approval, settings):
    settings.SPOC_MACHINES_SEND = True
    told = use("Birgitta Ahl", "decide_approval", ["read"], approval=approval.pk, is_approved=True)
    assert told["isError"]
