"""Procedures over the API: the pages' own law."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

BODY = {
    "title": "How we hand over",
    "words": "Say what was done.",
    "sv": {"title": "Så lämnar vi över", "words": "Säg vad som är gjort."},
    "process": "escalation",
}


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


def test_one_lives_from_draft_to_withdrawn(machine, people):
    henrik, lena, elin = machine("Henrik Vall"), machine("Lena Falk"), machine("Elin Sand")
    made = henrik.post("/procedures", BODY)
    assert (made.status_code, made.json()["versions"][0]["state"]) == (201, "draft")
    at = f"/procedures/{made.json()['id']}"
    assert henrik.post(f"{at}/approval").status_code == 422
    assert elin.get(at).status_code == 404
    steps = [
        (lena, "/approval", None, "approved"),
        (henrik, "/publication", None, "published"),
        (henrik, "/withdrawal", {"reason": "Over"}, "superseded"),
    ]
    for who, noun, body, state in steps:
        answer = who.post(at + noun, body)
        assert (answer.status_code, answer.json()["versions"][0]["state"]) == (200, state)


def test_what_is_written_next_is_a_new_version(in_force, machine):
    at = f"/procedures/{in_force.pk}"
    body = {"title": "Anew", "words": "Otherwise.", "change": "All"}
    answer = machine("Henrik Vall").patch(at, body)
    assert [each["state"] for each in answer.json()["versions"]] == ["published", "draft"]
    seen = machine("Elin Sand").get(at).json()["versions"]
    assert [each["number"] for each in seen] == [1]
    assert machine("Elin Sand").patch(at, body).status_code == 403


def test_readers_are_asked_listed_and_say_they_have_read(in_force, machine, people, work):
    work()
    at = f"/procedures/{in_force.pk}"
    body = {"person": people["Maja Lindqvist"].pk}
    asked = machine("Henrik Vall").post(f"{at}/readers", body)
    assert (asked.status_code, asked.json()["capacity"]) == (201, "reader")
    done = machine("Maja Lindqvist").post(f"{at}/acknowledgement")
    assert done.json()["at"] is not None
    rows = machine("Elin Sand").get(f"{at}/readers").json()
    assert {row["person"] for row in rows if row["at"]} == {people["Maja Lindqvist"].pk}


def test_whom_we_serve_sees_who_has_read_only_of_themselves(written, machine, people):
    at = f"/procedures/{written('users').pk}"
    assert machine("Henrik Vall").post(f"{at}/readers", {"person": people["Elin Sand"].pk})
    assert machine("Karin Holm").get(f"{at}/readers").json() == []
    assert len(machine("Elin Sand").get(f"{at}/readers").json()) == 1


def test_others_find_nothing(in_force, machine):
    karin = machine("Karin Holm")
    assert karin.get(f"/procedures/{in_force.pk}").status_code == 404
    assert karin.get("/procedures").json()["items"] == []
    assert karin.post("/procedures", BODY).status_code == 403
    assert karin.post(f"/procedures/{in_force.pk}/acknowledgement").status_code == 404


def test_its_terms_are_said_anew(written, machine, people):
    procedure = written("desk")
    at, owner = f"/procedures/{procedure.pk}", procedure.owner_id
    body = {"process": "incident", "audience": "users", "review_months": 6}
    assert machine("Elin Sand").send("PUT", f"{at}/terms", body).status_code in (403, 404)
    said = machine("Henrik Vall").send("PUT", f"{at}/terms", body).json()
    assert (said["process"], said["audience"], said["owner"]) == ("incident", "users", owner)
    wrong = machine("Henrik Vall").send("PUT", f"{at}/terms", {**body, "teams": [9_999_999]})
    assert list(wrong.json()["errors"]) == ["teams"]
