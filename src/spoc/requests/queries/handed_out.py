"""Which orders handed out a configuration item, and the items that people may know of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from spoc.cmdb.access import visible_to as items_visible_to
from spoc.cmdb.models import ConfigurationItem
from spoc.people.models import Person
from spoc.requests.models import Fulfilment
from spoc.requests.order_access import orders_visible_to

MOST = 20


@dataclass(frozen=True, slots=True)
class HandedOut:
    """To whom a thing was handed out: by which order, when, and whether they still have it."""

    number: int
    reference: str
    title: str
    whom: str
    at: datetime | None
    is_held: bool


def handed_out(item: ConfigurationItem, person: Person) -> list[HandedOut]:
    """Return the orders that handed out a thing, as far as somebody may read them, newest first."""
    rows = orders_visible_to(person).filter(item=item).order_by("-support_request")
    found = rows.select_related("support_request", "requested_for", "subscription")[:MOST]
    return [_told(each) for each in found]


def items_seen(orders: Iterable[Fulfilment], person: Person) -> dict[int, ConfigurationItem]:
    """Return the things that orders handed out, those alone that somebody may know of."""
    keys = {each.item_id for each in orders if each.item_id}
    return items_visible_to(person).in_bulk(keys) if keys else {}


def _told(order: Fulfilment) -> HandedOut:
    asked, held = order.support_request, order.subscription
    return HandedOut(
        number=asked.pk,
        reference=asked.reference,
        title=asked.title,
        whom=order.requested_for.name if order.requested_for else asked.requester.name,
        at=order.delivered_at,
        is_held=held is not None and held.is_open and held.item_number == order.item_id,
    )
