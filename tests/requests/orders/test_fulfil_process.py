"""An order that a process fulfils: it rests while asked about, is delivered or refused by it."""

import pytest
from tests.workflow.processes import laptop, listed

from spoc.catalogue.activities import Holding, begin_subscription
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest
from spoc.work.activities import decide, finish_task
from spoc.work.models import Approval, Task
from spoc.workflow.activities import cancel_instance
from spoc.workflow.models import Instance


@pytest.fixture
def by_process(people, offer, ordered):
    """Return a function that orders what a published version of a process fulfils."""

    def made(version) -> SupportRequest:
        return ordered(offer("Laptop", definition=version.definition))

    return made


@pytest.fixture
def decided(people, work):
    """Return a function that lets Gunilla Frisk decide what a process asks about a request."""

    def done(request, *, is_approved=True, reason="") -> SupportRequest:
        approval = Approval.objects.get(round__subject_id=request.pk, state="requested")
        decide(approval, by=people["Gunilla Frisk"], is_approved=is_approved, reason=reason)
        work()
        return SupportRequest.objects.get(pk=request.pk)

    return done


@pytest.fixture
def drawn(people):
    """Give a process drawn elsewhere that asks Gunilla Frisk first."""
    return laptop(people["Peter Rask"], people["Gunilla Frisk"])


@pytest.fixture
def fetched(people):
    """Give a process of one task for the first team."""
    step = {"sort": "task", "name": "Fetch it", "team": Team.objects.order_by("pk").first().pk}
    return listed(people["Peter Rask"], step)


def test_it_rests_while_its_process_asks(drawn, by_process, decided):
    request = by_process(drawn)
    assert (request.status, request.fulfilment.stage) == ("pending", "approving")
    approved = decided(request)
    assert (approved.pending_reason, approved.fulfilment.stage) == ("", "fulfilling")
    assert Task.objects.filter(subject_id=request.pk, title="Install").exists()


def test_what_its_process_refuses_is_refused_with_the_reason(drawn, by_process, decided):
    request = decided(by_process(drawn), is_approved=False, reason="Too dear")
    kept = request.fulfilment
    assert (kept.stage, kept.refused_code, kept.refused_reason) == ("refused", "denied", "Too dear")
    assert request.status == "cancelled"


def test_it_is_delivered_when_its_process_is_through(people, fetched, by_process, work):
    request = by_process(fetched)
    work()
    finish_task(Task.objects.get(subject_id=request.pk), by=people["Elin Sand"])
    work()
    done = SupportRequest.objects.get(pk=request.pk)
    assert (done.status, done.fulfilment.stage, done.tier_resolved) == ("resolved", "delivered", 1)
    assert Instance.objects.get(pk=done.fulfilment.instance_id).state == "completed"


def test_where_its_process_ends_early_people_go_on(people, fetched, by_process, work):
    request = by_process(fetched)
    case = Instance.objects.get(pk=request.fulfilment.instance_id)
    cancel_instance(case, by=system(), reason="Wrong way")
    work()
    task = Task.objects.get(subject_id=request.pk, state="open")
    assert task.title == "Deliver: Laptop"
    finish_task(task, by=people["Elin Sand"])
    work()
    assert SupportRequest.objects.get(pk=request.pk).fulfilment.stage == "delivered"


def test_what_is_cancelled_ends_its_process(people, fetched, by_process, work):
    request = by_process(fetched)
    do.cancel(request, by=people["Karin Holm"], reason="withdrawn")
    work()
    assert Instance.objects.get(pk=request.fulfilment.instance_id).state == "cancelled"
    assert not Task.objects.filter(subject_id=request.pk, state="open").exists()
    assert SupportRequest.objects.get(pk=request.pk).fulfilment.stage == "withdrawn"


@pytest.mark.parametrize("purpose", ["change", "end"])
def test_what_one_has_is_changed_or_taken_back_by_people(people, offer, ordered, fetched, purpose):
    offering = offer("Mailbox", definition=fetched.definition, is_subscription=True)
    holding = Holding(people["Karin Holm"], 1)
    held = begin_subscription(offering, by=system(), holding=holding)

    request = ordered(offering, purpose=purpose, held=held)

    assert not Instance.objects.exists()
    assert Task.objects.filter(subject_id=request.pk, state="open").count() == 1
