"""Processes and cases over the API: as the pages, under the same law."""

import json

import pytest

from spoc.people.models import Team
from spoc.people.queries import system
from spoc.workflow.activities import begin_instance
from tests.workflow.processes import LAPTOP, laptop

BOTH = ["read", "write"]


@pytest.fixture
def ask(client, token_of):
    """Call the API as somebody: method, address, body."""

    def call(name: str, method: str, address: str, body: object = None):
        return client.generic(
            method,
            f"/api/v1{address}",
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers={"Authorization": f"Bearer {token_of(name, BOTH)}"},
        )

    return call


@pytest.fixture
def team(db):
    return Team.objects.order_by("pk").first()


def test_a_process_is_drawn_wired_and_published(ask, team):
    made = ask("Peter Rask", "POST", "/processes", {"name": "Laptop", "source": LAPTOP})
    assert made.status_code == 201
    version = made.json()["id"]
    refused = ask("Peter Rask", "POST", f"/process-versions/{version}/publication", {})
    assert refused.status_code == 422
    assert "no team does it" in refused.json()["detail"]

    wiring = {
        "lanes": {"Service desk": team.pk, "IT operations": team.pk},
        "steps": {"Approve_1": {"does": "approval", "approvers": ["manager"]}},
    }
    ask("Peter Rask", "PUT", f"/process-versions/{version}/wiring", wiring)
    done = ask("Peter Rask", "POST", f"/process-versions/{version}/publication", {})

    assert (done.status_code, done.json()["state"]) == (200, "published")
    whole = ask("Peter Rask", "GET", f"/process-versions/{version}").json()
    assert whole["source"] == LAPTOP


def test_who_may_not_draw_is_told_so(ask):
    body = {"name": "X", "steps": [{"name": "Do it"}]}

    assert ask("Elin Sand", "POST", "/processes", body).status_code == 403
    assert ask("Karin Holm", "GET", "/processes").json()["items"] == []


def test_a_case_is_read_told_and_ended_by_who_works_on_its_request(ask, people, register_request):
    request = register_request()
    version = laptop(people["Peter Rask"], people["Gunilla Frisk"])
    case = begin_instance(request, by=system(), version=version, data={})

    whole = ask("Elin Sand", "GET", f"/cases/{case.pk}").json()
    assert [step["state"] for step in whole["steps"]][:2] == ["doing", "to_come"]
    told = ask("Elin Sand", "POST", f"/cases/{case.pk}/messages", {"message": "reply"})
    assert told.status_code == 200
    assert ask("Karin Holm", "GET", f"/cases/{case.pk}").status_code == 404

    ended = ask("Elin Sand", "POST", f"/cases/{case.pk}/cancellation", {"reason": "Withdrawn"})
    assert ended.json()["state"] == "cancelled"


def test_a_process_is_described_and_its_draft_drawn_anew(ask):
    body = {"name": "Laptop", "steps": [{"name": "Order it"}]}
    version = ask("Peter Rask", "POST", "/processes", body).json()
    at = f"/processes/{version['process']}/description"
    said = {"name": "New laptop", "names": {"sv": "Ny dator"}, "purpose": "Work anywhere"}
    told = ask("Peter Rask", "PUT", at, said).json()
    assert (told["name"], told["names"], told["purpose"]) == tuple(said.values())
    drawing = f"/process-versions/{version['id']}/drawing"
    steps = {"steps": [{"name": "Order it"}, {"name": "Hand it out"}]}
    assert ask("Peter Rask", "PUT", drawing, steps).status_code == 200
    whole = ask("Peter Rask", "GET", f"/process-versions/{version['id']}").json()
    assert "Hand it out" in whole["source"]
    assert ask("Peter Rask", "PUT", drawing, {}).status_code == 422
    for name, status in (("Elin Sand", 403), ("Karin Holm", 404)):
        assert ask(name, "PUT", at, said).status_code == status
        assert ask(name, "PUT", drawing, steps).status_code == status
