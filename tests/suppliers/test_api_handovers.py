"""Handovers over the API: the same law as on the pages."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.suppliers.conftest import TASK

from spoc.people.activities import add_person, grant_role
from spoc.people.queries import system


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def mia(hitec, machine):
    """Somebody who works for the supplier."""
    person = add_person(
        "Mia Ek", by=system(), mail="mia@hitec.example", organisation=hitec.organisation
    )
    grant_role(person, by=system(), role="SU")
    return machine("Mia Ek")


def test_it_lives_from_draft_to_accepted(worked, hitec, machine, mia):
    maja = machine("Maja Lindqvist")
    body = {"supplier": hitec.pk, "title": "Controller", "task": TASK}
    made = maja.post(f"/requests/{worked.pk}/handovers", body)
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    at = f"/requests/{worked.pk}/handovers/{made.json()['id']}"
    assert mia.get(at).status_code == 404
    steps = [
        (maja, "/sending", None, "sent"),
        (mia, "/receipt", {"their_reference": "CS-1"}, "acknowledged"),
        (mia, "/work", None, "working"),
        (mia, "/question", {"text": "Which shelf?"}, "working"),
        (mia, "/answer", {"text": "Replaced.", "cost": "12.50"}, "answered"),
        (maja, "/return", {"reason": "Still red."}, "working"),
        (mia, "/answer", {"text": "Now green."}, "answered"),
        (maja, "/acceptance", None, "accepted"),
    ]
    for who, noun, body, state in steps:
        answer = who.post(at + noun, body)
        assert (noun, answer.status_code, answer.json().get("state")) == (noun, 200, state)
    assert [each["id"] for each in mia.get(f"/requests/{worked.pk}/handovers").json()["items"]] == [
        made.json()["id"]
    ]


def test_notes_are_not_the_suppliers_to_read(sent, worked, machine, mia):
    maja, at = machine("Maja Lindqvist"), f"/requests/{worked.pk}/handovers/{sent.pk}"
    assert maja.post(f"{at}/notes", {"text": "Slow."}).status_code == 201
    assert maja.post(f"{at}/letters", {"text": "The lowest shelf."}).status_code == 201
    assert [each["kind"] for each in maja.get(f"{at}/thread").json()["items"]] == [
        *("out", "note", "out"),
    ]
    assert [each["kind"] for each in mia.get(f"{at}/thread").json()["items"]] == ["out", "out"]
    assert mia.post(f"{at}/notes", {"text": "Hello."}).status_code == 403


@pytest.mark.parametrize("name", ["Karin Holm", "Priya Nair", "Oskar Nyman"])
def test_others_find_nothing(sent, worked, hitec, machine, name):
    other, at = machine(name), f"/requests/{worked.pk}/handovers"
    assert other.get(at).status_code == 404
    assert other.get(f"{at}/{sent.pk}").status_code == 404
    body = {"supplier": hitec.pk, "title": "Controller", "task": TASK}
    assert other.post(at, body).status_code == 404


def test_it_is_not_found_under_another_request(sent, machine, register_request):
    other = register_request()
    answer = machine("Elin Sand").get(f"/requests/{other.pk}/handovers/{sent.pk}")
    assert answer.status_code == 404


def test_the_suppliers_are_listed_for_the_desk(hitec, machine, mia):
    names = [each["name"] for each in machine("Elin Sand").get("/suppliers").json()["items"]]
    assert "Hitec Storage" in names
    assert machine("Karin Holm").get("/suppliers").json()["items"] == []
    assert [each["name"] for each in mia.get("/suppliers").json()["items"]] == ["Hitec Storage"]
