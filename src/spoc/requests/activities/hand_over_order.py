"""What is ordered is delivered, accepted, or taken back as not as it should be."""

from django.utils.translation import gettext as _

from spoc.audit.activities import record
from spoc.catalogue.activities.subscriptions import (
    Holding,
    begin_subscription,
    change_subscription,
    end_subscription,
)
from spoc.catalogue.terms import terms_of
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests.activities.licences import give_licences_back
from spoc.requests.activities.touch import Changes
from spoc.requests.models import Fulfilment, SupportRequest
from spoc.requests.queries.hands import is_by_hand
from spoc.requests.queries.order_process import instance_of
from spoc.workflow.activities import cancel_instance


def note_delivered(support_request: SupportRequest, *, by: Person) -> None:
    """Note that what was ordered is there; part of resolving it."""
    order = order_of(support_request)
    if order is None or not order.allows("deliver"):
        return
    stages = order.move_to("deliver", _("It is not being delivered now."))
    order.delivered_at = order.delivered_at or now()
    order.is_automatic = by.kind == Person.Kind.SYSTEM and not is_by_hand(support_request)
    keep_register(support_request, order, by=by)
    _end_process(order)
    order.save(
        update_fields=["stage", "delivered_at", "is_automatic", "subscription", "licences_taken"]
    )
    record("order.delivered", support_request, by=by, changes={"stage": stages})


def note_accepted(support_request: SupportRequest, *, by: Person) -> None:
    """Note that the one who ordered has it as it should be; part of closing it."""
    order = getattr(support_request, "fulfilment", None)
    if order is None or order.accepted_at:
        return
    order.accepted_at = now()
    if order.allows("accept"):
        stages = order.move_to("accept", _("It is not delivered yet."))
        record("order.accepted", support_request, by=by, changes={"stage": stages})
    order.save(update_fields=["accepted_at", "stage"])


def note_rejected(support_request: SupportRequest, *, by: Person) -> Changes:
    """Note that it was not delivered after all; part of reopening it."""
    order = getattr(support_request, "fulfilment", None)
    if order is None or order.delivered_at is None:
        return {}
    changes: Changes = {"delivered_at": [order.delivered_at.isoformat(), None]}
    order.delivered_at, order.rejected_at = None, now()
    if order.allows("reject"):
        stages = order.move_to("reject", _("It is not delivered yet."))
        record("order.rejected", support_request, by=by, changes={"stage": stages})
    order.save(update_fields=["delivered_at", "rejected_at", "stage"])
    return changes


def order_of(support_request: SupportRequest) -> Fulfilment | None:
    """Return the order a request is; None where nothing of the catalogue was ordered with it."""
    order: Fulfilment | None = getattr(support_request, "fulfilment", None)
    return order if order is not None and order.is_order else None


def take_from_register(support_request: SupportRequest, order: Fulfilment) -> None:
    """Write down that nobody has what was delivered, taken back, and then needed no more."""
    held = order.subscription
    if order.purpose != "begin" or order.delivered_at or held is None or not held.is_open:
        return
    reason = _("Taken back with %(number)s.") % {"number": support_request.reference}
    end_subscription(held, by=system(), reason=reason, request_number=support_request.pk)


def _end_process(order: Fulfilment) -> None:
    """End the case of what was delivered before it was through: nothing more is done for it."""
    instance = instance_of(order) if order.instance_id else None
    if instance is not None and instance.state == "running":
        cancel_instance(instance, by=system(), reason=_("It was delivered by hand."))


def keep_register(support_request: SupportRequest, order: Fulfilment, *, by: Person) -> None:
    """Write down in the register who has now what was ordered, or has it no more."""
    version, holder = order.offering_version, order.requested_for
    if version is None or holder is None or not terms_of(version).is_subscription:
        return
    number, machine = support_request.pk, system()
    held = order.subscription
    # the register takes the licences itself: what was put by for it is free for that
    give_licences_back(order)
    if order.purpose == "begin":
        item = order.item_id
        holding = Holding(holder, order.quantity, order.answers, number, version, item)
        order.subscription = begin_subscription(version.offering, by=machine, holding=holding)
    elif held is not None and held.is_open and order.purpose == "change":
        change_subscription(held, by=machine, quantity=order.quantity, details=order.answers)
    elif held is not None and held.is_open:
        reason = _("Given back with %(number)s.") % {"number": support_request.reference}
        end_subscription(held, by=machine, reason=reason, request_number=number)
