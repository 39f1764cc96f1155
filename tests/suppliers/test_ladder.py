"""Who hears when a supplier's promise is in danger, and what the supplier itself reads."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.audit.queries import story
from spoc.kit.time import at
from spoc.people.queries import system
from spoc.requests.models import Ladder
from spoc.suppliers import activities as do

MONDAY = datetime(2026, 10, 19, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def sent(people, contract, worked, order):
    """What was handed over at ten on a Monday, with four hours to solve it, and was received."""
    maja = people["Maja Lindqvist"]
    with at(MONDAY):
        handover = do.hand_over(worked, by=maja, order=order)
        do.send_handover(handover, by=maja)
        do.acknowledge_handover(handover, by=system(), reference="4711")
    return handover


@pytest.fixture
def passes(run_job, work):
    """Let time pass up to a moment."""

    def run(moment):
        with at(moment):
            run_job("service_levels.jobs.warn_of_clocks", timestamp=0)
            work()

    return run


def raised(request):
    """Return what the suppliers' ladder raised, oldest first."""
    return request.escalations.filter(ladder__level="supplier").order_by("id")


def reminders(handover):
    """Return what we wrote to the supplier by ourselves."""
    return handover.entries.filter(is_automatic=True, kind="out").order_by("id")


def test_half_the_time_is_told_to_the_owner_alone(people, sent, worked, passes):
    passes(MONDAY + 2.1 * HOUR)
    (first,) = raised(worked)
    assert (first.trigger, first.state) == ("used_50", "closed")
    assert first.reason == f"{sent.supplier.name}, {sent.reference}"
    assert not reminders(sent).exists()


def test_three_quarters_are_written_to_the_supplier_in_its_thread(sent, worked, passes):
    passes(MONDAY + 3.1 * HOUR)
    (entry,) = reminders(sent)
    assert entry.letter.to_addresses == [sent.supplier.mail]
    assert sent.reference in entry.letter.subject
    order = sent.entries.filter(kind="out").order_by("id").first()
    thread = (entry.letter.noun, entry.letter.subject_id, entry.letter.subject)
    assert thread == (order.letter.noun, order.letter.subject_id, order.letter.subject)
    assert worked.title not in entry.letter.text and worked.reference not in entry.letter.text
    assert story(sent).filter(kind="handover.reminded").exists()
    passes(MONDAY + 3.2 * HOUR)
    assert reminders(sent).count() == 1


def test_a_broken_promise_is_raised_to_the_coordinator_and_climbs(sent, worked, passes, run_job):
    passes(MONDAY + 4.1 * HOUR)
    wanting = raised(worked).filter(trigger="broken").exclude(answer_by=None)
    (first,) = wanting
    assert "Sofia Berg" in {person.name for person in first.to.all()}
    with at(first.answer_by):
        run_job("requests.jobs.climb_ladders", timestamp=0)
    climbed = raised(worked).get(is_climb=True, trigger="broken", rank=2)
    assert [person.name for person in climbed.to.all()] == ["Henrik Vall"]
    assert len(reminders(sent)) == 2, "at three quarters and when it broke"


def test_an_answer_ends_what_was_raised_about_it(people, sent, worked, passes, work):
    passes(MONDAY + 4.1 * HOUR)
    with at(MONDAY + 4.2 * HOUR):
        do.answer_handover(sent, by=system(), text="Mended.")
        work()
    assert {row.state for row in raised(worked)} == {"closed"}


def test_a_late_receipt_is_reminded_of_and_ends_with_the_receipt(
    people, contract, worked, order, passes, work
):
    maja = people["Maja Lindqvist"]
    with at(MONDAY):
        handover = do.hand_over(worked, by=maja, order=order)
        do.send_handover(handover, by=maja)
    passes(MONDAY + 1.1 * HOUR)
    assert raised(worked)[0].occasion == f"{handover.reference} receipt"
    assert reminders(handover).exists()
    with at(MONDAY + 1.2 * HOUR):
        do.acknowledge_handover(handover, by=system(), reference="4711")
        work()
    assert {row.state for row in raised(worked)} == {"closed"}


def test_a_house_without_that_ladder_raises_nothing(sent, worked, passes):
    Ladder.objects.filter(level="supplier").update(is_active=False)
    passes(MONDAY + 5 * HOUR)
    assert not raised(worked).exists() and not reminders(sent).exists()
