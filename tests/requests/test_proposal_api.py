"""A new service by machine: the same law as the pages'."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.floor.proposals import DECIDES, DESK, FILTERS, SPONSOR

from spoc.requests.activities import proposals
from spoc.requests.rules.proposal import CRITERIA

ASSESSED = dict.fromkeys(("demand", "resources", "benefits"), "x")
SIGNING = "We want to print from our phones on the printers: printing at the ward."


@pytest.fixture
def machine_of(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


def test_it_goes_from_the_question_to_the_portfolio(people, proposed, machine_of):
    request = proposed()
    at = f"/requests/{request.pk}/proposal"
    elin, karin = machine_of(DESK), machine_of("Karin Holm")
    henrik, peter = machine_of(FILTERS), machine_of(DECIDES)
    answers = {"need": "A", "affected_process": "B", "benefit": "C", "beneficiaries": 3}
    steps = [
        (elin, "question", {}, "justifying"),
        (karin, "justification", answers, "filtered"),
        (henrik, "score", dict.fromkeys(CRITERIA, 4), "filtered"),
        (henrik, "passing", {"sponsor": people[SPONSOR].pk}, "assessing"),
        (
            henrik,
            "assessment",
            dict.fromkeys(("demand", "resources", "benefits"), "x"),
            "assessing",
        ),
        (peter, "deferral", {"reason": "Later", "until": "2099-01-01"}, "deferred"),
    ]
    for machine, noun, body, state in steps:
        answer = machine.post(f"{at}/{noun}", body)
        assert (noun, answer.status_code, answer.json().get("state")) == (noun, 200, state)
    told = peter.get(at).json()
    assert told["judged"]["score"] == "80.0"
    assert told["moves"] == []


def test_it_is_approved_and_declined_and_appealed(people, proposed, machine_of):
    good, bad = proposed("assessed"), proposed("assessed")
    peter, karin = machine_of(DECIDES), machine_of("Karin Holm")
    answer = peter.post(f"/requests/{good.pk}/proposal/approval", {"reason": "Good"})
    assert answer.json()["service"]
    answer = peter.post(f"/requests/{bad.pk}/proposal/refusal", {"reason": "Dear"})
    assert answer.json()["moves"] == ["appeal"]
    answer = karin.post(f"/requests/{bad.pk}/proposal/appeal", {"words": "It is cheap."})
    assert answer.json()["state"] == "justifying"


def test_whoever_asked_reads_no_judgement(proposed, machine_of):
    request = proposed("assessed")
    told = machine_of("Karin Holm").get(f"/requests/{request.pk}/proposal").json()
    assert (told["state"], told["judged"]) == ("assessing", None)


def test_a_match_is_dismissed_and_another_taken(people, proposed, machine_of):
    request = proposed(words=SIGNING)
    match = proposals.match_services(request, by=people[DESK])[0]
    at, elin = f"/requests/{request.pk}/proposal", machine_of(DESK)
    body = {"match": match.pk, "reason": "Not from phones."}
    told = elin.post(f"{at}/match-dismissal", body).json()
    assert told["judged"]["matches"][0]["state"] == "dismissed"
    assert elin.post(f"{at}/match-acceptance", {"match": match.pk}).status_code == 422
    other = proposed(words=SIGNING)
    match = proposals.match_services(other, by=people[DESK])[0]
    at = f"/requests/{other.pk}/proposal"
    taken = machine_of("Karin Holm").post(f"{at}/match-acceptance", {"match": match.pk})
    assert taken.json()["type"] == "fulfilment"


@pytest.mark.parametrize(
    ("noun", "body", "who", "status"),
    [
        ("score", dict.fromkeys(CRITERIA, 4), DESK, 403),
        ("score", dict.fromkeys(CRITERIA, 6), FILTERS, 422),
        ("filter-refusal", {"reason": "No"}, FILTERS, 422),
        ("approval", {"reason": "Yes"}, FILTERS, 403),
        ("approval", {"reason": "Yes"}, DECIDES, 422),
        ("budget", {"approver": 999999}, DECIDES, 422),
    ],
)
def test_what_is_not_theirs_or_not_possible_is_refused(
    proposed, machine_of, noun, body, who, status
):
    at = f"/requests/{proposed('filtered').pk}/proposal/{noun}"
    assert machine_of(who).post(at, body).status_code == status


def test_a_request_of_another_type_has_no_proposal(at_status, machine_of):
    elin, request = machine_of(DESK), at_status("in_progress")
    assert elin.get(f"/requests/{request.pk}/proposal").status_code == 404
