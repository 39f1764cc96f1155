"""A request's life over the API: the same law as on the pages."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.floor.notes import SAID

from spoc.catalogue.models import Category, Service
from spoc.people.models import Team
from spoc.requests import access
from spoc.requests.queries.moves import moves_of, moves_of_all
from spoc.requests.rules.lifecycle import MOVES, Status

SOLUTION = {"text": "The archive was restarted.", "method": "fix", "closure_code": "solved"}
LATER = "2099-01-01T08:00:00+01:00"


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def elin(machine) -> Machine:
    return machine("Elin Sand")


@pytest.fixture
def incident(db) -> dict:
    return {
        "type": "incident",
        "service": Service.objects.get(key="radiology").pk,
        "category": Category.objects.get(key="fault").pk,
        "impact": 2,
        "urgency": 1,
    }


def test_a_request_lives_from_first_word_to_close(elin, machine, incident, people):
    karin, maja = machine("Karin Holm"), machine("Maja Lindqvist")
    made = karin.post("/requests", {"description": "PACS shows no images."}).json()
    at = f"/requests/{made['number']}"
    steps = [
        (elin, "/classification", incident, "classified"),
        (elin, "/assignment", {"assignee": people["Maja Lindqvist"].pk}, "assigned"),
        (maja, "/start", None, "in_progress"),
        (maja, "/pause", {"reason": "customer", "question": "Which room?"}, "pending"),
        (maja, "/resumption", None, "in_progress"),
        (maja, "/pause", {"reason": "scheduled", "wake_at": LATER}, "pending"),
        (maja, "/resolution", _resolved(), "resolved"),
        (karin, "/reopening", {"reason": "Still dark."}, "in_progress"),
        (maja, "/resolution", _resolved(), "resolved"),
        (karin, "/confirmation", None, "closed"),
    ]
    for who, noun, body, status in steps:
        answer = who.post(at + noun, body)
        assert (noun, answer.status_code, answer.json().get("status")) == (noun, 200, status)
    assert elin.get(at).json()["moves"] == []


def test_who_answers_ends_the_wait(elin, machine, at_status):
    request = at_status("in_progress")
    elin.post(
        f"/requests/{request.pk}/pause", {"reason": "customer", "question": "Which reading room?"}
    )
    said = machine("Karin Holm").post(f"/requests/{request.pk}/entries", {"text": "Room A."})
    assert (said.status_code, said.json()["kind"]) == (201, "api")
    assert elin.get(f"/requests/{request.pk}").json()["status"] == "in_progress"


def test_what_keeps_a_request_from_being_resolved_is_named_by_field(elin, at_status):
    request = at_status("in_progress", "incident")
    answer = elin.post(f"/requests/{request.pk}/resolution", {**SOLUTION, "text": " "})
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"resolution", "minutes", "restored_at", "verification"}


def test_a_request_is_handed_to_a_team_with_more_skill(elin, at_status):
    request = at_status("in_progress")
    team = Team.objects.get(key="infrastructure")
    answer = elin.post(f"/requests/{request.pk}/escalation", {"team": team.pk, **SAID})
    assert (answer.json()["status"], answer.json()["team"]["name"]) == ("assigned", team.name)


def test_two_requests_become_one_and_two_again(elin, register_request):
    one, two = register_request(), register_request()
    merged = elin.post(f"/requests/{one.pk}/merge", {"into": two.pk})
    assert (merged.json()["status"], merged.json()["merged_into"]) == ("merged", two.pk)
    undone = elin.post(f"/requests/{one.pk}/unmerge")
    assert (undone.json()["status"], undone.json()["merged_into"]) == ("new", None)


def test_one_message_becomes_a_request_of_its_own(elin, register_request):
    request = register_request()
    entry = elin.get(f"/requests/{request.pk}/entries").json()["items"][0]["id"]
    new = elin.post(f"/requests/{request.pk}/split", {"entry": entry, "title": "The other thing"})
    assert new.status_code == 201
    assert (new.json()["title"], new.json()["requester"]["name"]) == (
        "The other thing",
        "Karin Holm",
    )


def test_what_is_not_ours_says_who_can_help(elin, register_request):
    request = register_request()
    answer = elin.post(
        f"/requests/{request.pk}/decline", {"reason": "A private phone", "referral": "The shop"}
    )
    assert (answer.json()["status"], answer.json()["referral"]) == ("rejected", "The shop")


def test_a_priority_is_set_by_hand_and_given_back_by_who_may(elin, machine, at_status):
    at, sofia = f"/requests/{at_status('classified').pk}/priority", machine("Sofia Berg")
    assert elin.post(at, {"priority": 1, "reason": "Patients wait"}).status_code == 403
    assert sofia.post(at, {"priority": 1, "reason": "Patients wait"}).json()["priority"] == 1
    assert sofia.post(at, {"priority": 2}).status_code == 422
    assert sofia.post(at, {"priority": None}).json()["priority"] == 4


def test_minutes_are_logged_by_who_works_on_it(elin, machine, at_status):
    at, karin = f"/requests/{at_status('in_progress').pk}/work-logs", machine("Karin Holm")
    assert elin.post(at, {"minutes": 25, "activity": "Looked at logs"}).status_code == 201
    (log,) = elin.get(at).json()["items"]
    assert (log["minutes"], log["person"]["name"]) == (25, "Elin Sand")
    assert karin.post(at, {"minutes": 25}).status_code == 403
    assert elin.post(at, {"minutes": 1441}).status_code == 422


@pytest.mark.parametrize(("reason", "status"), [("withdrawn", 200), ("spam", 422), ("else", 422)])
def test_a_requester_cancels_for_their_own_reasons(machine, register_request, reason, status):
    at = f"/requests/{register_request().pk}/cancellation"
    assert machine("Karin Holm").post(at, {"reason": reason}).status_code == status


def test_a_move_the_table_does_not_hold_is_refused(elin, at_status):
    answer = elin.post(f"/requests/{at_status('closed').pk}/resumption")
    assert answer.status_code == 422
    assert answer.json()["title"] == "Not possible"


def test_a_requester_does_not_do_the_desks_work(machine, at_status, incident):
    at, karin = f"/requests/{at_status('in_progress').pk}", machine("Karin Holm")
    for noun, body in [
        ("classification", incident),
        ("resolution", SOLUTION),
        ("pause", {"reason": "customer", "question": "?"}),
        ("assignment", {}),
        ("start", None),
    ]:
        assert (noun, karin.post(f"{at}/{noun}", body).status_code) == (noun, 403)


@pytest.mark.parametrize("status", [str(status) for status in Status])
def test_the_moves_offered_are_those_the_law_allows(people, at_status, status):
    request = at_status(status)
    request.refresh_from_db()
    for name in (
        "Elin Sand",
        "Maja Lindqvist",
        "Priya Nair",
        "Karin Holm",
        "Rune Dahl",
        "Åsa Ekman",
    ):
        person = people[name]
        expected = [
            m.verb for m in MOVES if request.allows(m.verb) and _may(m.verb, person, request)
        ]
        assert (name, moves_of(request, person)) == (name, expected)


def test_many_requests_are_told_their_moves_at_the_price_of_one(
    people, register_request, django_assert_num_queries
):
    rows = [register_request() for _ in range(5)]
    elin = people["Elin Sand"]
    assert elin.granted
    with django_assert_num_queries(2):
        moves = moves_of_all(rows, elin)
    assert all(moves[row.pk] == moves_of(row, elin) for row in rows)


def _may(verb: str, person, request) -> bool:
    match verb:
        case "auto_close" | "await_approval" | "clear":
            return False
        case "classify" | "reclassify" | "decline":
            return access.may_classify(person, request)
        case "confirm" | "reopen" | "cancel":
            return access.may_decide_as_requester(person, request)
        case "start":
            return request.assignee_id == person.pk
        case "follow_up":
            return access.is_party(person, request)
        case "resume":
            return access.is_party(person, request) or access.may_work(person, request)
    return access.may_work(person, request)


def _resolved() -> dict:
    fields = {"restored_at": "2026-11-20T12:00:00Z", "verification": "user"}
    return {**SOLUTION, "minutes": 10, "type_fields": fields}


def test_who_was_slower_is_told_who_has_it_and_takes_it_knowingly(elin, people, at_status):
    request, maja = at_status("assigned"), people["Maja Lindqvist"]
    late = elin.post(f"/requests/{request.pk}/taking")
    assert (late.status_code, late.json()["title"]) == (409, "Changed meanwhile")
    assert late.json()["detail"].startswith("Maja Lindqvist has ")
    taken = elin.post(f"/requests/{request.pk}/taking", {"had": maja.pk})
    assert (taken.status_code, taken.json()["assignee"]["name"]) == (200, "Elin Sand")


def test_begun_work_is_not_assigned_to_a_higher_tier(elin, at_status):
    request = at_status("in_progress")
    team = Team.objects.get(key="infrastructure")
    answer = elin.post(f"/requests/{request.pk}/assignment", {"team": team.pk})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["team"])
