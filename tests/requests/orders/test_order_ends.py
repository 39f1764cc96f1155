"""Orders whose request ends otherwise, and what may not be reached by way of another thing."""

import pytest
from tests.workflow.processes import listed

from spoc.catalogue.models import Offering, Subscription
from spoc.kit.errors import NotPossible
from spoc.people.models import Team
from spoc.requests import activities as do
from spoc.requests.activities.classify import Classification
from spoc.requests.activities.fulfil import deliver
from spoc.requests.models import SupportRequest
from spoc.work.activities import finish_task
from spoc.work.models import Task
from spoc.workflow.models import Instance


def read(request: SupportRequest) -> SupportRequest:
    return SupportRequest.objects.get(pk=request.pk)


@pytest.fixture
def line(offer) -> Offering:
    """Give something people have for a time, with few licences."""
    return offer("Mobile line", is_subscription=True, licences_left=3)


@pytest.fixture
def held(people, line, ordered, work) -> Subscription:
    """Give a line that Karin Holm has."""
    request = ordered(line)
    deliver(request, by=people["Elin Sand"], minutes=0)
    return Subscription.objects.get(offering=line)


@pytest.fixture
def by_process(people, offer, ordered) -> SupportRequest:
    """Give an order that a process of one task fulfils."""
    step = {"sort": "task", "name": "Fetch it", "team": Team.objects.order_by("pk").first().pk}
    version = listed(people["Peter Rask"], step)
    return ordered(offer("Laptop", definition=version.definition))


@pytest.mark.parametrize("purpose", ["change", "end"])
def test_what_somebody_has_is_changed_by_its_own_offering_alone(offer, ordered, held, purpose):
    mouse = offer("Mouse")
    with pytest.raises(NotPossible):
        ordered(mouse, purpose=purpose, held=held, quantity=50)
    held.refresh_from_db()
    assert (held.quantity, held.is_open) == (1, True)


def test_what_a_colleague_has_is_not_changed_by_ordering_for_oneself(people, line, ordered, held):
    Subscription.objects.filter(pk=held.pk).update(holder=people["Birgitta Ahl"])
    held.refresh_from_db()
    with pytest.raises(NotPossible):
        ordered(line, purpose="end", held=held)


def test_what_was_given_back_is_not_given_back_again(line, ordered, held):
    Subscription.objects.filter(pk=held.pk).update(until=held.since)
    held.refresh_from_db()
    with pytest.raises(NotPossible):
        ordered(line, purpose="end", held=held)


def test_what_was_taken_back_and_is_needed_no_more_leaves_the_register(people, line, held, work):
    request = SupportRequest.objects.get(pk=held.request_number)
    do.reopen(request, by=people["Karin Holm"], reason="No sound")
    do.cancel(request, by=people["Karin Holm"], reason="withdrawn")
    work()
    held.refresh_from_db()
    assert not held.is_open
    assert Offering.objects.get(pk=line.pk).licences_left == 3


def test_an_order_under_way_is_not_merged_into_another(people, offer, ordered):
    first, second = ordered(offer("Mouse")), ordered(offer("Keyboard"))
    with pytest.raises(NotPossible):
        do.merge(second, by=people["Elin Sand"], into=first)
    assert read(second).is_open


def test_what_is_delivered_by_hand_ends_its_process(people, by_process, work):
    work()
    deliver(read(by_process), by=people["Elin Sand"], minutes=0)
    work()
    assert Instance.objects.get(pk=read(by_process).fulfilment.instance_id).state == "cancelled"
    assert not Task.objects.filter(subject_id=by_process.pk, state="open").exists()
    assert read(by_process).fulfilment.stage == "delivered"


def test_an_order_under_way_does_not_become_something_else(people, by_process):
    incident = Classification("incident", by_process.service, None, 3, 3, reason="It is broken")
    with pytest.raises(NotPossible):
        do.classify(read(by_process), by=people["Elin Sand"], classification=incident)
    assert read(by_process).fulfilment.stage == "fulfilling"


def test_after_its_process_was_through_what_is_taken_back_is_delivered_again(
    people, by_process, work
):
    work()
    finish_task(Task.objects.get(subject_id=by_process.pk), by=people["Elin Sand"])
    work()
    do.reopen(read(by_process), by=people["Karin Holm"], reason="No sound")
    work()
    kept = read(by_process)
    assert (kept.fulfilment.stage, kept.is_open) == ("fulfilling", True)
    deliver(kept, by=people["Elin Sand"], minutes=0)
    assert read(by_process).fulfilment.stage == "delivered"
