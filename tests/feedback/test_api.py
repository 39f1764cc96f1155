"""Surveys, thanks and complaints over the API: the same law as on the pages."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.feedback import activities as do
from spoc.feedback.activities import Answer


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


def test_a_complaint_lives_from_received_to_settled(machine, people):
    karin, henrik = machine("Karin Holm"), machine("Henrik Vall")
    made = karin.post("/complaints", {"words": "Nobody calls.", "category": "handling"})
    assert (made.status_code, made.json()["state"]) == (201, "received")
    at = f"/complaints/{made.json()['id']}"
    words = {"words": "Sorry.", "findings": "Lost.", "remedy": "Found."}
    steps = [
        (henrik, "/acknowledgement", {"owner": people["Henrik Vall"].pk}, "acknowledged"),
        (henrik, "/investigation", None, "investigating"),
        (henrik, "/response", words, "responded"),
        (karin, "/escalation", {"words": "It went on."}, "escalated"),
        (henrik, "/settlement", {"words": "We pay."}, "closed"),
    ]
    for who, noun, body, state in steps:
        answer = who.post(at + noun, body)
        assert (noun, answer.status_code, answer.json().get("state")) == (noun, 200, state)
    assert karin.post(f"{at}/acceptance").status_code == 422
    assert [each["id"] for each in karin.get("/complaints").json()["items"]] == [made.json()["id"]]


def test_it_is_sorted_by_who_answers_it(complaint, machine):
    at = f"/complaints/{complaint.pk}"
    answer = machine("Henrik Vall").patch(at, {"severity": "serious"})
    assert (answer.status_code, answer.json()["severity"]) == (200, "serious")
    assert machine("Elin Sand").patch(at, {"severity": "minor"}).status_code == 403
    assert machine("Henrik Vall").patch(at, {"severity": "awful"}).status_code == 422


def test_the_desk_writes_it_down_for_somebody(machine, people, register_request):
    request = register_request()
    body = {"words": "Rude.", "person": people["Karin Holm"].pk, "request": request.pk}
    made = machine("Elin Sand").post("/complaints", body)
    assert (made.status_code, made.json()["request"]) == (201, request.pk)
    assert machine("Maja Lindqvist").post("/complaints", body).status_code in (403, 422)


@pytest.mark.parametrize("name", ["Priya Nair", "Sanna Kivi", "Åsa Ekman"])
def test_others_find_nothing(complaint, survey, machine, name):
    other = machine(name)
    assert other.get(f"/complaints/{complaint.pk}").status_code == 404
    assert other.post(f"/complaints/{complaint.pk}/acceptance").status_code == 404
    assert other.get(f"/surveys/{survey.pk}").status_code == 404
    for noun in ("complaints", "surveys", "compliments"):
        assert other.get(f"/{noun}").json()["items"] == []


def test_answers_and_thanks_are_read(survey, people, machine):
    answer = Answer(5, "Quick.", "Maja was patient.")
    do.answer_survey(survey, by=people["Karin Holm"], answer=answer)
    henrik = machine("Henrik Vall")
    assert henrik.get(f"/surveys/{survey.pk}").json()["score"] == 5
    assert henrik.get("/surveys").json()["items"][0]["comment"] == "Quick."
    assert henrik.get("/compliments").json()["items"][0]["words"] == "Maja was patient."


def test_thanks_are_given(closed, machine):
    body = {"words": "Thanks.", "request": closed.pk}
    assert machine("Karin Holm").post("/compliments", body).status_code == 201
    assert machine("Sanna Kivi").post("/compliments", body).status_code == 422
