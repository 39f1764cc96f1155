"""The justification of a new service: asked for, given, reminded of, or missed."""

from datetime import timedelta

import pytest
from tests.floor.proposals import (
    ANSWERS,
    DESK,
    FILTERS,
    fresh,
    kinds,
    letters,
)

from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import add_weekdays, at, now
from spoc.records.activities import link
from spoc.requests import activities as do
from spoc.requests.activities import proposals
from spoc.requests.activities.proposals import Justification
from spoc.requests.proposal_jobs import look_at_proposals


def test_the_requester_is_asked_in_a_letter_and_the_request_waits(people, proposed):
    request = proposed("justifying")
    request.refresh_from_db()
    assert (request.status, request.pending_reason) == ("pending", "customer")
    assert request.assignee == people[DESK]
    assert "five questions, within 20 weekdays" in letters(request)[-1]


def test_whoever_reads_swedish_is_asked_in_swedish(people, register_request, found):
    request = register_request("Oskar Nyman", "Vi behöver skyltar i matsalen.")
    do.classify(request, by=people[DESK], classification=found("new_service"))
    proposals.ask_justification(request, by=people[DESK])
    assert "fem frågor" in letters(request)[-1]


def test_it_is_asked_after_it_was_classified(people, proposed):
    request = proposed("filtered")
    with pytest.raises(NotPossible, match="after the screening, once"):
        proposals.ask_justification(request, by=people[DESK])


def test_the_answers_wake_the_request_and_who_judges_it(people, proposed, work):
    request = proposed("filtered")
    work()
    row = fresh(request)
    assert (row.state, row.beneficiaries, row.benefit) == (
        "filtered",
        120,
        "Half an hour a ward and day",
    )
    assert request.status == "in_progress"
    told = people[FILTERS].notices.filter(event="proposal_waits").count()
    assert told == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"need": " "}, "need"),
        ({"affected_process": ""}, "affected_process"),
        ({"benefit": ""}, "benefit"),
        ({"beneficiaries": None}, "beneficiaries"),
        ({"beneficiaries": 0}, "beneficiaries"),
        ({"beneficiaries": 2_000_000}, "beneficiaries"),
    ],
)
def test_every_question_is_answered(people, proposed, changes, field):
    request = proposed("justifying")
    given = {
        "need": "A menu",
        "affected_process": "Meals",
        "benefit": "Time",
        "beneficiaries": 4,
        **changes,
    }
    with pytest.raises(NotPossible) as refused:
        proposals.justify(request, by=people["Karin Holm"], justification=Justification(**given))
    assert list(refused.value.fields) == [field]
    assert fresh(request).state == "justifying"


def test_a_colleague_does_not_answer_for_them(people, proposed):
    request = proposed("justifying")
    with pytest.raises(NotAllowed):
        proposals.justify(request, by=people["Johan Strand"], justification=ANSWERS)


def test_silence_is_reminded_of_twice_and_then_lapses(proposed):
    request = proposed("justifying")
    asked = fresh(request).asked_at
    sent = []
    for weekdays in (9, 10, 11, 15, 16, 19, 20, 21):
        with at(add_weekdays(asked, weekdays)):
            look_at_proposals(0)
        row = fresh(request)
        sent.append((row.reminders_sent, row.state))
    asked_once = [(0, "justifying"), (1, "justifying"), (1, "justifying")]
    asked_twice = [(2, "justifying")] * 3
    assert sent == [*asked_once, *asked_twice, (2, "lapsed"), (2, "lapsed")]
    assert kinds(request).count("proposal.reminded") == 2
    assert request.status == "resolved"
    assert (row.decision, row.decision_reason) == (
        "lapsed",
        "Nothing was heard for 20 weekdays.",
    )
    assert "heard nothing for 20 weekdays" in letters(request)[-1]


def test_after_a_standstill_it_is_reminded_of_before_it_lapses(proposed):
    request = proposed("justifying")
    with at(add_weekdays(fresh(request).asked_at, 30)):
        look_at_proposals(0)
    row = fresh(request)
    assert (row.reminders_sent, row.state) == (2, "lapsed")
    assert kinds(request).count("proposal.reminded") == 1


def test_what_lapsed_is_asked_anew(people, proposed):
    request = proposed("justifying")
    with at(add_weekdays(fresh(request).asked_at, 21)):
        look_at_proposals(0)
    request.refresh_from_db()
    do.reopen(request, by=people["Karin Holm"], reason="I was away.")
    proposals.ask_justification(request, by=people[DESK])
    row = fresh(request)
    assert (row.state, row.decision, row.reminders_sent) == ("justifying", "", 0)


def test_who_answered_is_not_reminded(proposed):
    request = proposed("filtered")
    with at(now() + timedelta(days=60)):
        look_at_proposals(0)
    assert fresh(request).state == "filtered"


def test_what_was_cancelled_is_neither_reminded_of_nor_lapses(people, proposed):
    request = proposed("justifying")
    asked = fresh(request).asked_at
    do.cancel(request, by=people["Karin Holm"], reason="withdrawn")
    with at(add_weekdays(asked, 21)):
        look_at_proposals(0)
    row = fresh(request)
    assert (row.state, row.reminders_sent, request.status) == ("justifying", 0, "cancelled")


def test_one_that_cannot_lapse_keeps_none_of_the_others(people, proposed, register_request):
    held, request = proposed("justifying"), proposed("justifying")
    link(held, by=people[DESK], relation="parent_of", other=register_request())
    with at(add_weekdays(fresh(request).asked_at, 21)):
        look_at_proposals(0)
    assert (fresh(held).state, fresh(request).state) == ("justifying", "lapsed")
