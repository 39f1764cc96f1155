"""What the manager reads once a working day: low priorities whose promise is broken."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.kit.time import at
from spoc.people.queries import first_mail, system
from spoc.requests import activities as do

FRIDAY = datetime(2026, 10, 16, 12, 0, tzinfo=UTC)
SATURDAY, SUNDAY = FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=2)
MONDAY_EARLY = datetime(2026, 10, 19, 4, 55, tzinfo=UTC)  # five to seven in Stockholm
MONDAY = MONDAY_EARLY + timedelta(minutes=10)


@pytest.fixture
def broken(people, register_request, found):
    """Two requests of low priorities whose promise broke on a Friday, raised by the ladder."""
    made = []
    with at(FRIDAY):
        for impact in (2, 3):
            request = register_request()
            what = found("incident", service="print", impact=impact, urgency=3)
            do.classify(request, by=people["Elin Sand"], classification=what)
            do.raise_escalation(request, by=system(), trigger="broken")
            made.append(request)
    assert {request.priority for request in made} == {4, 5}
    return made


@pytest.fixture
def letters(people, run_job):
    """Let the hourly job run at a moment; return the letters of the day to the manager so far."""

    def run(moment):
        with at(moment):
            run_job("requests.jobs.send_digests", timestamp=0)
        rows = Letter.objects.filter(is_incoming=False, noun="person").order_by("id")
        return [row for row in rows if first_mail(people["Henrik Vall"]) in row.to_addresses]

    return run


def test_breaking_a_low_promise_writes_no_letter_of_its_own(people, broken):
    sent = Letter.objects.filter(
        is_incoming=False, to_addresses=[first_mail(people["Henrik Vall"])]
    )
    assert not sent.exists()
    for request in broken:
        escalation = request.escalations.get(trigger="broken")
        assert (escalation.awaits_digest, escalation.state) == (True, "closed")
        assert story(request).filter(kind="escalation.gathered").exists()


def test_all_of_them_stand_in_one_letter_on_the_next_working_morning(people, broken, letters):
    assert letters(SATURDAY) == [] == letters(SUNDAY) == letters(MONDAY_EARLY)
    (letter,) = letters(MONDAY)
    for request in broken:
        assert request.reference in letter.text and request.title in letter.text
        assert story(request).filter(kind="escalation.told").exists()
    assert letters(MONDAY + timedelta(hours=1)) == [letter], "once"


def test_what_breaks_after_the_morning_waits_for_the_next_one(people, broken, letters):
    letters(MONDAY)
    with at(MONDAY + timedelta(hours=2)):
        do.raise_escalation(broken[0], by=system(), trigger="broken", occasion="again")
    assert len(letters(MONDAY + timedelta(hours=20))) == 1
    _first, second = letters(MONDAY + timedelta(days=1))
    assert broken[0].reference in second.text
    assert broken[1].reference not in second.text


def test_where_nothing_was_gathered_nothing_is_written(letters):
    assert letters(MONDAY) == []


def test_what_they_may_not_read_any_more_is_left_out(people, broken, letters):
    hidden, shown = broken
    do.restrict(hidden, by=people["Elin Sand"], readers=[people["Elin Sand"]])
    (letter,) = letters(MONDAY)
    assert shown.reference in letter.text
    assert hidden.reference not in letter.text


def test_a_higher_priority_is_still_told_at_once(people, register_request, found):
    with at(FRIDAY):
        request = register_request()
        what = found("incident", service="print", impact=2, urgency=2)
        do.classify(request, by=people["Elin Sand"], classification=what)
        raised = do.raise_escalation(request, by=system(), trigger="broken")
    assert [each.awaits_digest for each in raised] == [False] * len(raised)
    assert raised
