"""Major incidents by machines from their proposal to their end, and having one's own part in it."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.floor.majors import BACK

from spoc.requests import activities as do
from spoc.requests.models import MajorIncident

WHY = {"reason": "All of radiology stands still."}
FOUND = {"happened": "The archive stopped.", "timeline": "08:10 stop", "cause": "A full disk"}
FOUND |= {"learnt": "Watch it", "attended": "Sofia, Henrik"}
RESTORED = {"words": BACK, "verification": "monitoring"}
# each step with a body that is in order
STEPS = [
    ("decline", WHY),
    ("coordination", {"coordinator": 1}),
    ("restoration", RESTORED),
    ("downgrade", WHY),
    ("review", FOUND),
    ("closing", None),
]


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


def test_it_is_proposed_declared_led_restored_reviewed_and_closed(machine, incident, people):
    request, henrik, sofia = incident(), machine("Henrik Vall"), machine("Sofia Berg")
    lead, other = people["Sofia Berg"].pk, people["Henrik Vall"].pk
    at, one = f"/requests/{request.pk}", f"/majors/{request.pk}"
    made = machine("Elin Sand").post(f"{at}/major-proposal", WHY)
    assert (made.status_code, made.json()["state"]) == (201, "proposed")
    said = WHY | {"coordinator": lead, "words": {"en": "We work on it."}}
    assert henrik.post(f"{at}/major", said).json()["state"] == "active"
    assert len(henrik.get(f"{one}/updates").json()["items"]) == 1
    led = sofia.post(f"{one}/coordination", {"coordinator": other}).json()["coordinator"]
    assert led["id"] == other
    assert sofia.post(f"{one}/restoration", RESTORED).json()["state"] == "restored"
    assert sofia.get(f"{one}/review").status_code == 404
    action = {"words": "Watch the disk", "owner": lead, "due_on": "2099-01-31"}
    kept = sofia.post(f"{one}/review", FOUND | {"actions": [action]})
    assert (kept.status_code, kept.json()["actions"][0]["owner"]["id"]) == (201, lead)
    assert sofia.get(f"{one}/review").json() == kept.json()
    assert sofia.post(f"{one}/closing").json()["state"] == "closed"


def test_what_was_proposed_is_declined_and_what_was_declared_downgraded(machine, incident, people):
    request, sofia = incident(), machine("Sofia Berg")
    do.propose_major(request, by=people["Elin Sand"], reason="Many call.")
    assert sofia.post(f"/majors/{request.pk}/decline", WHY).json()["state"] == "declined"
    said = WHY | {"coordinator": people["Sofia Berg"].pk}
    sofia.post(f"/requests/{request.pk}/major", said)
    assert sofia.post(f"/majors/{request.pk}/downgrade", WHY).status_code == 403
    answer = machine("Henrik Vall").post(f"/majors/{request.pk}/downgrade", WHY)
    assert (answer.status_code, answer.json()["state"]) == (200, "downgraded")


def test_a_declaration_says_whom_it_concerns(machine, incident, people):
    request, karin = incident(), people["Karin Holm"]
    said = WHY | {"communities": [karin.community_id], "coordinator": people["Sofia Berg"].pk}
    assert machine("Henrik Vall").post(f"/requests/{request.pk}/major", said).status_code == 201
    assert [each.pk for each in MajorIncident.objects.get().communities.all()] == [
        karin.community_id
    ]
    unknown = WHY | {"communities": [999_999]}
    answer = machine("Henrik Vall").post(f"/requests/{incident().pk}/major", unknown)
    assert (answer.status_code, [*answer.json()["errors"]]) == (422, ["communities"])


@pytest.mark.parametrize(
    ("noun", "body", "status"),
    [
        ("restoration", RESTORED | {"verification": "nobody"}, 422),
        ("restoration", RESTORED | {"words": {}}, 422),
        ("restoration", RESTORED | {"restored_at": "2099-01-01T08:00:00Z"}, 422),
        ("coordination", {"coordinator": 999_999}, 422),
        ("downgrade", {"reason": ""}, 422),
        ("decline", WHY, 422),
        ("review", FOUND, 422),
        ("closing", None, 422),
    ],
)
def test_what_is_out_of_turn_or_says_too_little_is_refused(machine, declared, noun, body, status):
    answer = machine("Henrik Vall").post(f"/majors/{declared().pk}/{noun}", body)
    assert (answer.status_code, bool(answer.json()["detail"])) == (status, True)
    assert MajorIncident.objects.get().state == "active"


@pytest.mark.parametrize(("noun", "body"), STEPS)
@pytest.mark.parametrize(("name", "status"), [("Karin Holm", 404), ("Maja Lindqvist", 403)])
def test_who_does_not_run_it_takes_no_step(machine, declared, people, noun, body, name, status):
    lead = {"coordinator": people["Sofia Berg"].pk} if noun == "coordination" else body
    answer = machine(name).post(f"/majors/{declared().pk}/{noun}", lead)
    assert (noun, answer.status_code) == (noun, status)
    assert MajorIncident.objects.get().state == "active"


def test_a_request_becomes_part_of_it(machine, declared, incident):
    major, other = declared(), incident("Sanna Kivi")
    elin = machine("Elin Sand")
    at = f"/requests/{other.pk}/major-link"
    assert elin.post(at, {"major": major.pk}).status_code == 200
    assert elin.get(f"/majors/{major.pk}").json()["affected"] == 1
    assert elin.post(at, {"major": major.pk}).status_code == 422
    assert elin.post(at, {"major": 999_999}).status_code == 422


def test_whom_it_concerns_reads_of_it_and_says_that_they_have_it_too(machine, declared):
    major, sanna = declared(), machine("Sanna Kivi")
    (listed,) = sanna.get("/disturbances").json()
    assert (listed["number"], listed["own"]) == (major.pk, None)
    made = sanna.post(f"/disturbances/{major.pk}/own-request")
    assert made.status_code == 200
    assert sanna.get("/disturbances").json()[0]["own"] == made.json()["number"]
    again = sanna.post(f"/disturbances/{major.pk}/own-request")
    assert again.json()["number"] == made.json()["number"]


def test_whom_it_does_not_concern_learns_of_none(machine, declared, people):
    major = declared(communities=[people["Karin Holm"].community])
    oskar = machine("Oskar Nyman")
    assert oskar.get("/disturbances").json() == []
    assert oskar.post(f"/disturbances/{major.pk}/own-request").status_code == 404


def test_a_longer_list_asks_no_more_questions(machine, declared, django_assert_max_num_queries):
    henrik = machine("Henrik Vall")
    for _each in range(4):
        declared()
    with django_assert_max_num_queries(8):
        items = henrik.get("/majors").json()["items"]
    assert [each["affected"] for each in items] == [0, 0, 0, 0]
