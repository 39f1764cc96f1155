"""R7 and R8: waiting for the requester or for a date, and going on."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.requests import activities as do
from spoc.requests.activities.reply import Words


@pytest.fixture
def asked(people, at_status):
    """A request that waits for the answer of its requester."""
    request = at_status("in_progress")
    return do.pause(request, by=people["Elin Sand"], reason="customer", question="Which room?")


def test_waiting_for_the_requester_asks_the_question(asked, work, mailoutbox):
    assert (asked.status, asked.pending_reason) == ("pending", "customer")
    work()
    assert "Which room?" in mailoutbox[-1].raw.decode()


def test_the_answer_lets_it_go_on(people, asked):
    do.hear(asked, by=people["Karin Holm"], channel="portal", words=Words("Room A."))
    assert (asked.status, asked.pending_reason) == ("in_progress", "")
    assert story(asked).last().particulars.values == {"why": "answered"}


def test_a_word_of_the_requester_wakes_nothing_that_sleeps_until_a_date(people, at_status):
    request = at_status("pending")
    do.hear(request, by=people["Karin Holm"], channel="portal", words=Words("Any news?"))
    assert request.status == "pending"


def test_it_wakes_at_its_moment_and_not_before(people, at_status, run_job):
    request = at_status("pending")
    wake_at = request.wake_at
    with at(wake_at - timedelta(seconds=1)):
        run_job("requests.jobs.wake", timestamp=0)
    request.refresh_from_db()
    assert request.status == "pending"
    with at(wake_at):
        run_job("requests.jobs.wake", timestamp=0)
    request.refresh_from_db()
    assert (request.status, request.wake_at) == ("in_progress", None)
    assert story(request).last().particulars.values == {"why": "woken"}
    with at(wake_at):
        run_job("requests.jobs.wake", timestamp=0)


def test_an_agent_goes_on_by_hand(people, asked):
    do.resume(asked, by=people["Maja Lindqvist"])
    assert story(asked).last().particulars.values == {"why": "by_hand"}


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"reason": "supplier"}, None),
        ({"reason": "customer", "question": " "}, "question"),
        ({"reason": "scheduled"}, "wake_at"),
        ({"reason": "scheduled", "wake_at": now()}, "wake_at"),
    ],
)
def test_waiting_says_for_what(people, at_status, words, field):
    request = at_status("in_progress")
    with pytest.raises(NotPossible) as refused:
        do.pause(request, by=people["Elin Sand"], **words)
    assert field is None or field in refused.value.fields
    request.refresh_from_db()
    assert request.status == "in_progress"


@pytest.mark.parametrize(
    "status",
    ["new", "classified", "assigned", "pending", "resolved", "closed", "rejected", "merged"],
)
def test_only_work_in_progress_waits_and_no_question_is_asked(people, at_status, status):
    request = at_status(status)
    said = request.entries.count()
    with pytest.raises(NotPossible):
        do.pause(request, by=people["Elin Sand"], reason="customer", question="Which room?")
    assert request.entries.count() == said


@pytest.mark.parametrize("status", ["new", "assigned", "in_progress", "resolved", "closed"])
def test_only_what_waits_goes_on(people, at_status, status):
    with pytest.raises(NotPossible):
        do.resume(at_status(status), by=people["Elin Sand"])


@pytest.mark.parametrize("name", ["Sanna Kivi", "Priya Nair", "Ylva Öberg"])
def test_strangers_neither_stop_nor_start_it(people, at_status, name):
    later = now() + timedelta(days=1)
    with pytest.raises(NotAllowed):
        do.pause(at_status("in_progress"), by=people[name], reason="scheduled", wake_at=later)
    with pytest.raises(NotAllowed):
        do.resume(at_status("pending"), by=people[name])
