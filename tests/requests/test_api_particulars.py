"""What machines find out about a request, whose it is, and who may read it."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue.models import Answer
from spoc.requests import activities as do


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def elin(machine):
    return machine("Elin Sand")


@pytest.fixture
def at(at_status):
    """The address of an incident of Karin Holm that Maja Lindqvist works on."""
    return f"/requests/{at_status('in_progress', 'incident').pk}"


def test_what_only_its_type_has_is_filled_in_and_emptied(elin, at):
    said = {"workaround": "Use the other room.", "users_affected": 12, "is_reproduced": True}
    said |= {"occurred_at": "2026-11-20T08:00:00Z", "quantity": 4}
    known = elin.patch(f"{at}/type-fields", said).json()
    assert known["type"] == "incident"
    assert known["fields"].items() >= {k: said[k] for k in said if k != "quantity"}.items()
    assert "quantity" not in known["fields"]
    gone = {"workaround": None, "users_affected": None, "occurred_at": None}
    kept = elin.patch(f"{at}/type-fields", gone).json()["fields"]
    assert (kept["workaround"], kept["users_affected"], kept["occurred_at"]) == ("", 12, None)
    assert elin.get(f"{at}/type-fields").json()["fields"] == kept


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"degree": "awful"}, "degree"),
        ({"users_affected": -1}, "users_affected"),
        ({"feature": "x" * 201}, "feature"),
        ({"restored_at": "1066-10-14T08:00:00Z"}, "restored_at"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(elin, at, said, field):
    answer = elin.patch(f"{at}/type-fields", said)
    assert (answer.status_code, field in next(iter(answer.json()["errors"]))) == (422, True)


def test_what_has_no_type_has_no_fields_of_one(elin, register_request):
    new = f"/requests/{register_request().pk}"
    assert elin.get(f"{new}/type-fields").json() == {"type": "unclassified", "fields": {}}
    assert elin.patch(f"{new}/type-fields", {"cause": "Dust"}).status_code == 422
    assert elin.get(f"{new}/diagnoses").json() == {"items": [], "next": None}
    assert elin.post(f"{new}/diagnoses", {"hypothesis": "Dust"}).status_code == 422


def test_the_diagnosis_is_written_step_by_step(elin, at):
    steps = [{"hypothesis": "A full disk", "test": "df", "result": "No"}, {"hypothesis": "Dust"}]
    for step in steps:
        assert elin.post(f"{at}/diagnoses", step).status_code == 201
    listed = elin.get(f"{at}/diagnoses").json()["items"]
    assert [each["hypothesis"] for each in listed] == ["A full disk", "Dust"]
    assert listed[0]["by"]["name"] == "Elin Sand"
    assert elin.post(f"{at}/diagnoses", {"hypothesis": " "}).status_code == 422


def test_it_is_closed_to_all_but_named_readers_and_opened_again(elin, machine, people, at):
    maja, daniel = people["Maja Lindqvist"], machine("Daniel Okoro")
    closed = elin.send("PUT", f"{at}/readers", {"readers": [maja.pk]}).json()
    assert closed["is_restricted"]
    assert {each["name"] for each in closed["readers"]} == {"Elin Sand", "Maja Lindqvist"}
    assert elin.get(f"{at}/readers").json() == closed
    assert daniel.get(f"{at}/readers").status_code == 404
    assert elin.send("PUT", f"{at}/readers", {"readers": [999_999]}).status_code == 422
    opened = elin.send("PUT", f"{at}/readers", {"readers": []}).json()
    assert opened == {"is_restricted": False, "readers": []}
    assert daniel.get(at).status_code == 200


def test_who_keeps_it_in_sight_is_somebody_who_reads_it(elin, people, at):
    owned = elin.post(f"{at}/ownership", {"owner": people["Sofia Berg"].pk})
    assert (owned.status_code, owned.json()["owner"]["name"]) == (200, "Sofia Berg")
    answer = elin.post(f"{at}/ownership", {"owner": people["Karin Holm"].pk})
    assert (answer.status_code, [*answer.json()["errors"]]) == (422, ["owner"])
    assert elin.get(at).json()["owner"]["name"] == "Sofia Berg"


def test_what_one_took_by_mistake_is_given_back_while_it_stands(machine, people, at_status):
    request, daniel = at_status("assigned"), machine("Daniel Okoro")
    maja, at = people["Maja Lindqvist"], f"/requests/{request.pk}"
    daniel.post(f"{at}/taking", {"had": maja.pk})
    back = {"team": request.team_id, "assignee": maja.pk}
    given = daniel.post(f"{at}/giving-back", back)
    assert (given.status_code, given.json()["assignee"]["id"]) == (200, maja.pk)
    daniel.post(f"{at}/taking", {"had": maja.pk})
    wrong = {"team": request.team_id, "assignee": people["Sofia Berg"].pk}
    assert daniel.post(f"{at}/giving-back", wrong).status_code == 409


def test_the_guided_questions_are_answered_anew_by_who_asked(machine, register_request):
    at = f"/requests/{register_request('Sanna Kivi').pk}/guided-answers"
    words = ("Something does not work", "Printing")
    rows = [Answer.objects.get(name=each) for each in words]
    said = [{"question": each.question_id, "answer": each.pk} for each in rows]
    sanna = machine("Sanna Kivi")
    kept = sanna.send("PUT", at, {"answers": said}).json()["items"]
    assert [each["answer"]["name"] for each in kept] == [*words]
    unknown = [said[0], {"question": said[1]["question"]}]
    again = sanna.send("PUT", at, {"answers": unknown}).json()["items"]
    assert [each["answer"] and each["answer"]["name"] for each in again] == [words[0], None]
    assert sanna.get(at).json()["items"] == again
    assert sanna.send("PUT", at, {"answers": []}).status_code == 422


def test_what_it_seems_to_be_is_refused_by_who_classifies(elin, machine, register_request):
    request = register_request()
    at = f"/requests/{request.pk}"
    assert elin.get(f"{at}/suggestions").json() == []
    assert elin.post(f"{at}/suggestion-refusal").status_code == 204
    facts = elin.get(f"{at}/facts").json()["items"]
    assert facts[-1]["kind"] == "request.suggestions_refused"
    karin = machine("Karin Holm")
    assert karin.get(f"{at}/suggestions").status_code == 403
    assert karin.post(f"{at}/suggestion-refusal").status_code == 403


@pytest.mark.parametrize(
    ("method", "noun", "body"),
    [
        ("GET", "type-fields", None),
        ("PATCH", "type-fields", {"cause": "Dust"}),
        ("GET", "diagnoses", None),
        ("POST", "diagnoses", {"hypothesis": "Dust"}),
        ("GET", "readers", None),
        ("PUT", "readers", {"readers": []}),
        ("POST", "ownership", {"owner": 0}),
        ("POST", "giving-back", {}),
    ],
)
def test_who_asked_reads_and_changes_none_of_it(machine, people, at, method, noun, body):
    said = {"owner": people["Karin Holm"].pk} if noun == "ownership" else body
    assert machine("Karin Holm").send(method, f"{at}/{noun}", said).status_code == 403


def test_guiding_what_somebody_else_asked_is_not_theirs(machine, register_request, people):
    request = register_request("Sanna Kivi")
    answer = Answer.objects.get(name="Something does not work")
    body = {"answers": [{"question": answer.question_id, "answer": answer.pk}]}
    do.restrict(request, by=people["Elin Sand"], readers=[people["Elin Sand"]])
    other = machine("Daniel Okoro").send("PUT", f"/requests/{request.pk}/guided-answers", body)
    assert other.status_code == 404
