"""R10, R11, R12 and R15: confirmed, closed by itself, reopened, cancelled."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.queries import first_mail
from spoc.requests import activities as do
from spoc.requests.access import coordinators_of
from spoc.requests.activities.reply import Words
from spoc.requests.queries import waiting

# 1 December 2026 is a Tuesday
TUESDAY = datetime(2026, 12, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def resolved(at_status):
    """A request that was resolved on a Tuesday at nine."""
    with at(TUESDAY):
        return at_status("resolved", "fulfilment")


@pytest.fixture
def days_pass(run_job, resolved):
    """Let the job that reminds and closes run on one moment after another."""

    def pass_by(*moments):
        for moment in moments:
            with at(moment):
                run_job("requests.jobs.close_unanswered", timestamp=0)
        resolved.refresh_from_db()
        return resolved

    return pass_by


def test_the_requester_confirms(people, resolved):
    do.confirm(resolved, by=people["Karin Holm"])
    resolved.refresh_from_db()
    assert (resolved.status, resolved.confirmed_by) == ("closed", "requester")
    assert resolved.closed_at
    assert resolved.fulfilment.accepted_at


def test_an_agent_confirms_on_their_word(people, resolved):
    do.confirm(resolved, by=people["Elin Sand"])
    assert resolved.confirmed_by == "desk"


@pytest.mark.parametrize("name", ["Sanna Kivi", "Birgitta Ahl", "Ylva Öberg", "Åsa Ekman"])
def test_nobody_else_confirms_reopens_or_cancels(people, resolved, name):
    for refused in (
        lambda by: do.confirm(resolved, by=by),
        lambda by: do.reopen(resolved, by=by, reason="No."),
        lambda by: do.cancel(resolved, by=by, reason="withdrawn"),
    ):
        with pytest.raises(NotAllowed):
            refused(people[name])


OTHERS = ["new", "classified", "assigned", "in_progress", "pending", "closed", "cancelled"]


@pytest.mark.parametrize("status", OTHERS)
def test_only_what_is_resolved_is_confirmed_or_reopened(people, at_status, status):
    request = at_status(status)
    with pytest.raises(NotPossible):
        do.confirm(request, by=people["Karin Holm"])
    with pytest.raises(NotPossible):
        do.reopen(request, by=people["Karin Holm"], reason="Still broken.")


def test_the_requester_takes_it_up_again(people, resolved):
    do.reopen(resolved, by=people["Karin Holm"], reason="Still no images.")
    resolved.refresh_from_db()
    assert (resolved.status, resolved.reopen_count, resolved.resolved_at) == (
        "in_progress",
        1,
        None,
    )
    assert resolved.assignee, "work goes on where it was"
    assert resolved.entries.last().text == "Still no images."
    assert story(resolved).last().particulars.values["reason"] == "Still no images."


def test_an_agent_takes_it_up_again_without_words_in_the_requesters_name(people, resolved):
    said = resolved.entries.count()
    do.reopen(resolved, by=people["Elin Sand"], reason="She called: not solved.")
    assert resolved.entries.count() == said


def test_taking_it_up_again_says_what_is_wrong(people, resolved):
    with pytest.raises(NotPossible) as refused:
        do.reopen(resolved, by=people["Karin Holm"], reason=" ")
    assert "reason" in refused.value.fields


def test_what_was_reopened_can_be_resolved_again(people, resolved, solved):
    do.reopen(resolved, by=people["Karin Holm"], reason="Still no images.")
    do.resolve(resolved, by=people["Elin Sand"], resolution=solved("fulfilment"))
    assert (resolved.status, resolved.reminders_sent) == ("resolved", 0)


def test_it_is_reminded_of_after_one_and_three_weekdays_and_closed_after_five(
    days_pass, work, mailoutbox
):
    work()
    mailoutbox.clear()
    assert days_pass(TUESDAY + DAY - timedelta(seconds=1)).reminders_sent == 0
    assert days_pass(TUESDAY + DAY).reminders_sent == 1
    assert days_pass(TUESDAY + 2 * DAY).reminders_sent == 1
    assert days_pass(TUESDAY + 3 * DAY).reminders_sent == 2
    almost = TUESDAY + 7 * DAY - timedelta(seconds=1)  # a Saturday and a Sunday do not count
    assert days_pass(almost).status == "resolved"
    closed = days_pass(TUESDAY + 7 * DAY)
    assert (closed.status, closed.confirmed_by) == ("closed", "timeout")
    work()
    assert len(mailoutbox) == 3  # two reminders, and the question how it was


def test_nothing_closes_without_a_reminder(people, resolved):
    with at(TUESDAY + 30 * DAY):
        do.auto_close(resolved, by=people["Elin Sand"])
    assert resolved.status == "resolved"


def test_reminders_that_were_missed_are_made_up_by_one(days_pass):
    request = days_pass(TUESDAY + 30 * DAY)
    assert [fact.kind for fact in story(request)].count("request.reminded") == 1


def test_who_objects_by_letter_is_not_closed_over(people, resolved, days_pass):
    with at(TUESDAY + DAY):
        do.hear(resolved, by=people["Karin Holm"], channel="email", words=Words("No images yet."))
    assert days_pass(TUESDAY + DAY, TUESDAY + 30 * DAY).status == "resolved"


def test_what_was_reopened_is_proven_anew(people, at_status, solved):
    incident = at_status("resolved", "incident")
    do.reopen(incident, by=people["Elin Sand"], reason="It stopped again.")
    again = solved("incident", type_fields=None)
    with pytest.raises(NotPossible) as refused:
        do.resolve(incident, by=people["Elin Sand"], resolution=again)
    assert set(refused.value.fields) == {"restored_at", "verification"}


def test_what_was_reopened_is_neither_reminded_of_nor_closed(people, resolved, days_pass):
    do.reopen(resolved, by=people["Karin Holm"], reason="Still no images.")
    request = days_pass(TUESDAY + 30 * DAY)
    assert (request.status, request.reminders_sent) == ("in_progress", 0)


@pytest.mark.parametrize(
    "status", ["new", "classified", "assigned", "in_progress", "pending", "resolved"]
)
def test_what_is_open_is_cancelled_by_whoever_asked(people, at_status, status):
    request = at_status(status)
    do.cancel(request, by=people["Karin Holm"], reason="withdrawn")
    request.refresh_from_db()
    assert (request.status, request.cancel_reason) == ("cancelled", "withdrawn")


@pytest.mark.parametrize("status", ["closed", "rejected", "cancelled", "merged"])
def test_what_is_over_is_not_cancelled(people, at_status, status):
    with pytest.raises(NotPossible):
        do.cancel(at_status(status), by=people["Elin Sand"], reason="test")


@pytest.mark.parametrize("reason", ["test", "spam"])
def test_test_and_spam_are_the_desks_to_say(people, register_request, reason):
    request = register_request()
    with pytest.raises(NotPossible):
        do.cancel(request, by=people["Karin Holm"], reason=reason)
    do.cancel(request, by=people["Elin Sand"], reason=reason)
    assert request.cancel_reason == reason


def test_cancelling_says_why(people, register_request):
    with pytest.raises(NotPossible):
        do.cancel(register_request(), by=people["Elin Sand"], reason="bored")


def test_after_a_standstill_the_requester_has_a_day_to_answer_the_reminder(at_status, run_job):
    with at(now() - timedelta(days=30)):
        request = at_status("resolved")

    run_job("requests.jobs.close_unanswered", timestamp=0)
    request.refresh_from_db()

    assert (request.status, request.reminders_sent) == ("resolved", 2)


@pytest.mark.parametrize(("times", "told"), [(1, 0), (2, 1), (3, 2)])
def test_the_incident_coordinator_hears_of_what_comes_back_again(
    people, resolved, solved, work, mailoutbox, times, told
):
    work()
    mailoutbox.clear()
    for nth in range(times):
        do.reopen(resolved, by=people["Karin Holm"], reason="Still no images.")
        if nth + 1 < times:
            do.resolve(resolved, by=people["Elin Sand"], resolution=solved("fulfilment"))
    work()
    coordinators = {a for p in coordinators_of(resolved) for a in [first_mail(p)]}
    letters = [m for m in mailoutbox if set(m.to) & coordinators]
    assert coordinators
    assert len(letters) == told * len(coordinators)


def test_what_is_not_due_stands_in_nobodys_way(people, at_status, run_job, monkeypatch):
    monkeypatch.setattr(waiting, "BATCH", 2)
    with at(TUESDAY):
        thanked = [at_status("resolved") for _each in range(4)]
    with at(TUESDAY + DAY):
        for request in thanked:
            do.hear(request, by=people["Karin Holm"], channel="portal", words=Words("Thanks!"))
        silent = [at_status("resolved") for _each in range(3)]
    for days in (2, 8, 14):
        with at(TUESDAY + days * DAY):
            run_job("requests.jobs.close_unanswered", timestamp=0)
    for request in (*thanked, *silent):
        request.refresh_from_db()
    assert {request.status for request in thanked} == {"resolved"}
    assert {request.status for request in silent} == {"closed"}


def test_one_that_cannot_be_closed_stands_in_nobodys_way(at_status, run_job):
    with at(TUESDAY):
        first, broken, last = (at_status("resolved") for _each in range(3))
    broken.closure.delete()
    for days in (2, 8):
        with at(TUESDAY + days * DAY):
            run_job("requests.jobs.close_unanswered", timestamp=0)
    with at(TUESDAY + 14 * DAY), pytest.raises(ExceptionGroup) as failed:
        run_job("requests.jobs.close_unanswered", timestamp=0)
    for request in (first, broken, last):
        request.refresh_from_db()
    assert [each.status for each in (first, broken, last)] == ["closed", "resolved", "closed"]
    [fault] = failed.value.exceptions
    assert fault.__notes__ == [broken.reference]
