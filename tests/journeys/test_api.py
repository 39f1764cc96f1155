"""A machine's whole way: create a request, work it, answer it, resolve and close it."""

import json

import pytest
from django.test import Client

from spoc.catalogue.queries import category_by_key, service_by_key

ENGLISH = {
    "language": "en",
    "requester": "Karin Holm",
    "need": "The viewer is slow",
    "answer": "We look at it.",
    "solution": "It works again.",
    "resolved": "Elin Sand resolved it:",
    "refused": "Only a request that waits can go on.",
}
SWEDISH = {
    "language": "sv",
    "requester": "Oskar Nyman",
    "need": "Skrivaren är trasig",
    "answer": "Vi tittar på det.",
    "solution": "Den fungerar igen.",
    "resolved": "Elin Sand löste ärendet:",
    "refused": "Bara ett ärende som väntar kan fortsätta.",
}
CLASSIFIED = {
    "type": "incident",
    "impact": 2,
    "urgency": 2,
    "supportability": "supported",
}


class Machine:
    """A program that acts as somebody, by a token, and reads in a language."""

    def __init__(self, token: str, language: str) -> None:
        self.client = Client()
        self.head = {"authorization": f"Bearer {token}", "accept-language": language}

    def get(self, path: str) -> dict:
        """Read something, and expect to get it."""
        answer = self.client.get(f"/api/v1{path}", headers=self.head)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def post(self, path: str, **body: object) -> dict:
        """Do something, and expect it done."""
        answer = self.send(path, **body)
        assert answer.status_code in (200, 201), answer.content
        return answer.json()

    def send(self, path: str, **body: object):
        """Try something."""
        return self.client.post(
            f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=self.head
        )


@pytest.mark.parametrize("words", [ENGLISH, SWEDISH], ids=["English", "Swedish"])
def test_a_request_goes_the_whole_way_by_api(words, token_of, people, work):
    asks, works = (
        Machine(token_of(name, ["read", "write"]), words["language"])
        for name in (words["requester"], "Elin Sand")
    )
    number = asks.post("/requests", description=words["need"])["number"]
    at = f"/requests/{number}"
    service, category = service_by_key("print").pk, category_by_key("fault").pk
    works.post(f"{at}/classification", **CLASSIFIED, service=service, category=category)
    works.post(f"{at}/assignment", assignee=people["Elin Sand"].pk)
    works.post(f"{at}/entries", kind="reply", text=words["answer"])
    works.post(
        f"{at}/resolution",
        text=words["solution"],
        method="fix",
        closure_code="solved",
        minutes=5,
        type_fields={"restored_at": "2026-11-20T10:00:00Z", "verification": "test"},
    )
    refused = works.send(f"{at}/resumption")
    assert (refused.status_code, refused["Content-Language"]) == (422, words["language"])
    assert refused.json()["detail"] == words["refused"]
    closed = asks.post(f"{at}/confirmation")

    work()
    assert closed["status"] == "closed"
    said = [entry["text"] for entry in asks.get(f"{at}/entries")["items"]]
    assert said == [words["need"], words["answer"], words["solution"]]
    done = [fact["sentence"] for fact in works.get(f"{at}/facts")["items"]]
    assert any(sentence.startswith(words["resolved"]) for sentence in done), done
