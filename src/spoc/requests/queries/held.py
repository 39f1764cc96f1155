"""What somebody has, with what may be done with it, and what is under way for it already."""

from collections.abc import Iterable
from dataclasses import dataclass

from spoc.catalogue.models import Subscription
from spoc.people.models import Person
from spoc.requests.order_access import orders_visible_to
from spoc.requests.rules.fulfilment import AHEAD


@dataclass(frozen=True, slots=True)
class Underway:
    """An order that changes what somebody has, or takes it back, and is not done yet."""

    number: int
    reference: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Held:
    """Something somebody has; `under_way` is what was ordered about it."""

    row: Subscription
    may_change: bool
    under_way: Underway | None

    @property
    def address(self) -> str:
        """Where a change of it, or its return, is ordered."""
        return f"/order/{self.row.offering.key}?held={self.row.pk}&purpose="


def held_shown(rows: Iterable[Subscription], person: Person) -> list[Held]:
    """Return what is held as its holder reads it; what is offered no more can be given back."""
    held = list(rows)
    found = _under_way(held, person)
    return [Held(each, each.offering.is_orderable, found.get(each.pk)) for each in held]


def _under_way(held: Iterable[Subscription], person: Person) -> dict[int, Underway]:
    keys = [each.pk for each in held]
    orders = orders_visible_to(person).filter(subscription__in=keys, stage__in=AHEAD)
    rows = orders.exclude(purpose="begin").select_related("support_request").order_by("pk")
    return {
        each.subscription_id: Underway(each.pk, each.support_request.reference, each.purpose)
        for each in (rows if keys else ())
        if each.subscription_id is not None
    }
