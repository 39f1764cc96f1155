"""The register of who has what: begun when it is delivered, changed, and ended."""

from dataclasses import dataclass, field

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoc.audit.activities import activity, hold, record
from spoc.catalogue import access
from spoc.catalogue.models import Offering, OfferingVersion, Subscription
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Holding:
    """What somebody gets: how many, with which particulars, by which request and on which terms.

    `item` is the number of the configuration item they were handed.
    """

    holder: Person
    quantity: int = 1
    details: dict[str, object] = field(default_factory=dict)
    request_number: int | None = None
    version: OfferingVersion | None = None
    item: int | None = None


@activity
def begin_subscription(offering: Offering, *, by: Person, holding: Holding) -> Subscription:
    """Write down that somebody has something now; what a request delivered is written once."""
    demand(access.may_keep_subscription(by, offering))
    delivered = _delivered_before(offering, holding)
    if delivered is not None:
        return delivered
    _demand_some(holding.quantity)
    _take_licences(offering, holding.quantity)
    subscription = Subscription.objects.create(
        offering=offering,
        offering_version=holding.version or offering.published,
        service=offering.service,
        holder=holding.holder,
        organisation=holding.holder.organisation,
        quantity=holding.quantity,
        details=holding.details,
        since=now(),
        request_number=holding.request_number,
        item_number=holding.item,
    )
    hold(subscription)
    about = {"name": offering.name, "holder": holding.holder.name, "quantity": holding.quantity}
    record("subscription.begun", subscription, by=by, request=holding.request_number, **about)
    return subscription


@activity
def change_subscription(
    subscription: Subscription,
    *,
    by: Person,
    quantity: int,
    details: dict[str, object] | None = None,
) -> Subscription:
    """Change how many somebody has, or the particulars."""
    offering = subscription.offering
    demand(access.may_keep_subscription(by, offering))
    _demand_held(subscription)
    _demand_some(quantity)
    kept = subscription.details if details is None else details
    if (quantity, kept) == (subscription.quantity, subscription.details):
        return subscription
    _take_licences(offering, quantity - subscription.quantity)
    before = subscription.quantity
    subscription.quantity, subscription.details = quantity, kept
    subscription.version += 1
    subscription.save(update_fields=["quantity", "details", "version"])
    about = {"name": offering.name, "holder": subscription.holder.name}
    record("subscription.changed", subscription, by=by, before=before, quantity=quantity, **about)
    return subscription


@activity
def note_item_held(subscription: Subscription, *, by: Person, item: int) -> Subscription:
    """Write down which configuration item somebody has of it, by its number."""
    demand(access.may_keep_subscription(by, subscription.offering))
    if item != subscription.item_number:
        changes = {"item_number": [subscription.item_number, item]}
        subscription.item_number = item
        subscription.version += 1
        subscription.save(update_fields=["item_number", "version"])
        record("subscription.item_noted", subscription, by=by, changes=changes)
    return subscription


@activity
def end_subscription(
    subscription: Subscription, *, by: Person, reason: str, request_number: int | None = None
) -> Subscription:
    """Write down that somebody has it no longer; its licences are free again."""
    offering = subscription.offering
    demand(access.may_keep_subscription(by, offering))
    _demand_held(subscription)
    said = one_line(reason, LONGEST_REASON)
    if not said:
        words = _("Say why.")
        raise NotPossible(words, fields={"reason": words})
    _take_licences(offering, -subscription.quantity)
    subscription.until = max(now(), subscription.since)
    subscription.end_reason, subscription.ended_request_number = said, request_number
    subscription.version += 1
    changed = ["until", "end_reason", "ended_request_number", "version"]
    subscription.save(update_fields=changed)
    about = {"name": offering.name, "holder": subscription.holder.name, "reason": said}
    record("subscription.ended", subscription, by=by, request=request_number, **about)
    return subscription


def _delivered_before(offering: Offering, holding: Holding) -> Subscription | None:
    if holding.request_number is None:
        return None
    rows = offering.subscriptions.filter(holder=holding.holder)
    return rows.filter(request_number=holding.request_number).first()


def _demand_some(quantity: int) -> None:
    if quantity < 1:
        words = _("At least one, or end it instead.")
        raise NotPossible(words, fields={"quantity": words})


def _demand_held(subscription: Subscription) -> None:
    if not subscription.is_open:
        raise NotPossible(_("It has ended already."))


def _take_licences(offering: Offering, count: int) -> None:
    """Take so many of the licences that are left, or give them back; two cannot take the last."""
    rows = Offering.objects.filter(pk=offering.pk)
    left = rows.select_for_update().values_list("licences_left", flat=True).get()
    if left is None or count == 0:
        return
    if count > left:
        said = ngettext("%(count)s licence is left.", "%(count)s licences are left.", left)
        words = said % {"count": left}
        raise NotPossible(words, fields={"quantity": words})
    rows.update(licences_left=F("licences_left") - count)
    offering.licences_left = left - count
