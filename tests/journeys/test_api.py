"""A machine's whole way: create a request, work it, answer it, resolve and close it."""

import json

import pytest
from django.test import Client

from spoc.catalogue.queries import category_by_key, service_by_key

CLASSIFIED = {
    "type": "incident",
    "impact": 2,
    "urgency": 2,
    "supportability": "supported",
}


class Machine:
    """A program that acts as somebody, by a token."""

    def __init__(self, token: str) -> None:
        self.client, self.head = Client(), {"authorization": f"Bearer {token}"}

    def get(self, path: str) -> dict:
        """Read something, and expect to get it."""
        answer = self.client.get(f"/api/v1{path}", headers=self.head)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def post(self, path: str, **body: object) -> dict:
        """Do something, and expect it done."""
        answer = self.client.post(
            f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=self.head
        )
        assert answer.status_code in (200, 201), answer.content
        return answer.json()


@pytest.fixture
def machine(token_of):
    """A program acting as somebody with both scopes."""
    return lambda name: Machine(token_of(name, ["read", "write"]))


@pytest.mark.parametrize(
    ("requester", "words"),
    [("Karin Holm", "The viewer is slow"), ("Oskar Nyman", "Skrivaren är trasig")],
)
def test_a_request_goes_the_whole_way_by_api(machine, people, requester, words, work):
    asks, works = machine(requester), machine("Elin Sand")
    number = asks.post("/requests", description=words)["number"]
    at = f"/requests/{number}"
    service, category = service_by_key("print").pk, category_by_key("fault").pk
    works.post(f"{at}/classification", **CLASSIFIED, service=service, category=category)
    works.post(f"{at}/assignment", assignee=people["Elin Sand"].pk)
    works.post(f"{at}/entries", kind="reply", text="We look at it.")
    works.post(
        f"{at}/resolution",
        text="It works again.",
        method="fix",
        closure_code="solved",
        minutes=5,
        type_fields={"restored_at": "2026-11-20T10:00:00Z", "verification": "test"},
    )
    closed = asks.post(f"{at}/confirmation")

    work()
    assert closed["status"] == "closed"
    said = [entry["text"] for entry in asks.get(f"{at}/entries")["items"]]
    assert said == [words, "We look at it.", "It works again."]
