"""Fulfilling: what was decided, the work it takes, delivery, and whether it is accepted."""

from datetime import timedelta
from decimal import Decimal

import pytest

from spoc.catalogue.models import Offering, Subscription
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.activities.await_approval import await_approval, clear
from spoc.requests.activities.fulfil import deliver, look_at_order
from spoc.requests.models import SupportRequest
from spoc.service_levels.models import Clock
from spoc.work.activities import expire_round, fail_task
from spoc.work.models import ApprovalRound, Task


def test_what_is_approved_is_dispatched_and_set_to_work(waiting, decided):
    request = decided(waiting)
    assert (request.fulfilment.stage, request.pending_reason) == ("fulfilling", "")
    assert request.status in ("classified", "assigned")
    assert Task.objects.filter(noun="request", subject_id=request.pk).count() == 1


def test_what_is_denied_ends_with_the_reason_and_the_requester_hears_it(
    waiting, decided, mailoutbox
):
    request = decided(waiting, is_approved=False, reason="Yours is new")
    kept = request.fulfilment
    assert (kept.stage, kept.refused_code, kept.refused_reason) == (
        "refused",
        "denied",
        "Yours is new",
    )
    assert (request.status, request.cancel_reason) == ("cancelled", "refused")
    told = [sent.raw.decode() for sent in mailoutbox if "was refused" in sent.raw.decode()]
    assert len(told) == 1
    assert "It was not approved." in told[0] and "Yours is new" in told[0]


def test_what_nobody_approves_in_its_time_is_refused(waiting, work):
    asked = ApprovalRound.objects.get(subject_id=waiting.pk)
    with at(asked.due_at + timedelta(minutes=1)):
        expire_round(asked, by=system())
        work()
    request = SupportRequest.objects.get(pk=waiting.pk)
    assert (request.fulfilment.refused_code, request.status) == ("expired", "cancelled")


def test_licences_put_by_go_back_when_it_is_denied(managed, offer, ordered, decided):
    seat = offer("Seat", licences_left=2, approvals={"approvers": [{"who": "manager"}]})
    request = ordered(seat, quantity=2)
    assert Offering.objects.get(pk=seat.pk).licences_left == 0
    decided(request, is_approved=False, reason="No")
    assert Offering.objects.get(pk=seat.pk).licences_left == 2


def test_time_is_not_used_while_it_waits_for_approval(waiting, decided, work):
    clocks = Clock.objects.filter(noun="request", subject_id=waiting.pk, metric="fulfilment")
    assert clocks.get().paused_since is not None
    with at(now() + timedelta(days=3)):
        decided(waiting)
    clock = clocks.get()
    assert clock.paused_since is None
    assert [pause[2] for pause in clock.pauses] == ["approval"]


@pytest.mark.parametrize("by", ["Elin Sand", "Priya Nair"])
def test_nobody_works_on_what_is_not_approved_yet(people, waiting, by, solved):
    person = people[by]
    for step in (
        lambda: do.resume(waiting, by=person),
        lambda: do.resolve(waiting, by=person, resolution=solved("fulfilment")),
        lambda: deliver(waiting, by=person),
        lambda: clear(waiting, by=people["Karin Holm"]),
    ):
        with pytest.raises((NotPossible, NotAllowed)):
            step()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.fulfilment.stage) == ("pending", "approving")


def test_who_is_named_for_it_meanwhile_has_it_when_it_is_approved(people, waiting, decided):
    elin = people["Elin Sand"]
    do.assign(waiting, by=elin, team=waiting.team, assignee=elin)
    assert waiting.status == "pending"
    request = decided(waiting)
    assert (request.status, request.assignee.name) == ("assigned", "Elin Sand")


def test_only_what_nobody_began_waits_for_approval(people, at_status):
    request = at_status("in_progress", "fulfilment")
    with pytest.raises(NotPossible):
        await_approval(request, by=people["Elin Sand"])


def test_when_all_tasks_are_done_it_is_delivered_and_to_be_accepted(
    offer, ordered, finish, mailoutbox
):
    request = finish(ordered(offer("Mouse")))
    kept = request.fulfilment
    assert (request.status, kept.stage, kept.is_automatic) == ("resolved", "delivered", False)
    assert kept.delivered_at is not None
    assert (request.resolution, request.closure_code) == ("Mouse is delivered.", "delivered")
    assert any("Mouse is delivered." in sent.raw.decode() for sent in mailoutbox)


def test_a_task_that_failed_leaves_it_to_people(people, offer, ordered, work):
    request = ordered(offer("Mouse"))
    (task,) = Task.objects.filter(noun="request", subject_id=request.pk)
    fail_task(task, by=people["Elin Sand"], result="None in stock")
    work()
    request.refresh_from_db()
    assert request.fulfilment.stage == "fulfilling"
    deliver(request, by=people["Elin Sand"], words="It lies on your desk.", minutes=5)
    assert (request.status, request.resolution) == ("resolved", "It lies on your desk.")


def test_accepting_closes_it(people, offer, ordered, finish):
    request = finish(ordered(offer("Mouse")))
    do.confirm(request, by=people["Karin Holm"])
    assert (request.status, request.fulfilment.stage) == ("closed", "accepted")
    assert request.fulfilment.accepted_at is not None


def test_not_accepting_it_takes_it_up_again(people, offer, ordered, finish):
    request = finish(ordered(offer("Mouse")))
    do.reopen(request, by=people["Karin Holm"], reason="It has no wheel")
    kept = request.fulfilment
    assert (kept.stage, kept.delivered_at) == ("fulfilling", None)
    assert request.status in ("in_progress", "assigned")
    deliver(request, by=people["Elin Sand"], minutes=0)
    assert (request.status, request.fulfilment.stage) == ("resolved", "delivered")


def test_nobody_of_the_desk_had_a_hand_in_what_a_machine_delivered(people, offer, ordered, work):
    request = ordered(offer("Guest network", "network"))
    Task.objects.filter(noun="request", subject_id=request.pk).delete()
    deliver(request, by=system())
    work()
    request.refresh_from_db()
    assert (request.status, request.resolution_method) == ("resolved", "self_service")
    assert (request.tier_resolved, request.fulfilment.is_automatic) == (0, True)
    do.confirm(request, by=people["Karin Holm"])
    assert request.is_first_contact is None


def test_what_a_machine_delivered_and_is_not_right_is_for_people(people, offer, ordered, work):
    request = ordered(offer("Guest network", "network"))
    deliver(request, by=system())
    do.reopen(request, by=people["Karin Holm"], reason="It does not let me in")
    assert (request.status, request.assignee) == ("assigned", None)
    assert request.team is not None


def test_what_is_had_for_a_time_stands_in_the_register(people, offer, ordered, finish):
    line = offer("Mobile line", is_subscription=True, licences_left=3, price=Decimal("99"))
    request = finish(ordered(line, quantity=2))
    held = Subscription.objects.get(holder=people["Karin Holm"], offering=line)
    assert (held.quantity, held.request_number, held.until) == (2, request.pk, None)
    assert request.fulfilment.subscription == held
    assert Offering.objects.get(pk=line.pk).licences_left == 1
    do.reopen(request, by=people["Karin Holm"], reason="No sound")
    deliver(request, by=people["Elin Sand"], minutes=0)
    assert Subscription.objects.filter(offering=line).count() == 1
    assert Offering.objects.get(pk=line.pk).licences_left == 1


@pytest.mark.parametrize(("purpose", "left"), [("change", 5), ("end", 0)])
def test_what_somebody_has_is_changed_or_given_back(people, offer, ordered, finish, purpose, left):
    line = offer("Mobile line", is_subscription=True)
    held = finish(ordered(line)).fulfilment.subscription
    request = finish(ordered(line, purpose=purpose, held=held, quantity=5))
    held.refresh_from_db()
    assert (held.quantity if held.is_open else 0) == left
    assert held.ended_request_number == (request.pk if purpose == "end" else None)


def test_what_is_cancelled_is_asked_of_nobody_any_more(people, waiting, work):
    do.cancel(waiting, by=people["Karin Holm"], reason="withdrawn")
    work()
    waiting.refresh_from_db()
    assert waiting.fulfilment.stage == "withdrawn"
    assert ApprovalRound.objects.get(subject_id=waiting.pk).state == "withdrawn"
    assert (waiting.status, waiting.cancel_reason) == ("cancelled", "withdrawn")


def test_silence_accepts_nothing(people, offer, ordered, finish):
    request = finish(ordered(offer("Mouse")))
    with at(now() + timedelta(days=30)):
        do.remind(request, by=system())
    with at(now() + timedelta(days=60)):
        do.auto_close(request, by=system())
    assert (request.status, request.fulfilment.stage) == ("closed", "delivered")


def test_jobs_done_twice_do_nothing_twice(waiting, decided, finish):
    request = decided(waiting)
    finish(request)
    look_at_order(SupportRequest.objects.get(pk=request.pk), by=system())
    again = SupportRequest.objects.get(pk=request.pk)
    assert again.fulfilment.stage == "delivered"
    assert again.entries.filter(is_from_desk=True).count() == 1


def test_a_requester_does_not_deliver_to_themselves(people, offer, ordered):
    with pytest.raises(NotAllowed):
        deliver(ordered(offer("Mouse")), by=people["Karin Holm"])
