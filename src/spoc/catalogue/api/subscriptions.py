"""The register of subscriptions: who has what, since when."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.catalogue import access, activities
from spoc.catalogue.activities import Holding
from spoc.catalogue.models import Subscription
from spoc.catalogue.queries.subscriptions import SHOWN_WITH, Narrowed, narrowed
from spoc.cmdb.access import visible_to as items_visible_to
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.site.machines import Key, PageIn, Whole, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
ONE = "/subscriptions/{int:subscription}"
Quantity = Annotated[Whole, Field(ge=1, le=100_000)]


class SubscriptionOut(Schema):
    """Something somebody has; `until` is empty while they have it."""

    id: int
    offering: int
    name: str
    service: int
    holder: int
    organisation: int | None
    quantity: int
    details: dict[str, Any]
    since: datetime
    until: datetime | None
    request: int | None
    item: int | None = Field(description="The configuration item that was handed out.")


class SubscriptionsOut(Schema):
    """A page of subscriptions, the newest first, and the mark of the next page."""

    items: list[SubscriptionOut]
    next: str | None


class SubscriptionsIn(PageIn):
    """What narrows the register; those that ended are left out unless asked for."""

    offering: Key | None = None
    holder: Key | None = None
    organisation: Key | None = None
    service: Key | None = None
    ended: bool = False


class SubscriptionIn(Schema):
    """Something somebody has that no order delivered."""

    offering: Key
    holder: Key
    quantity: Quantity = 1
    details: dict[str, Any] = Field(default_factory=dict, max_length=60)


class SubscriptionChangeIn(Schema):
    """How many somebody has, and the particulars; what is left out stays."""

    quantity: Quantity | None = None
    details: dict[str, Any] | None = Field(None, max_length=60)


class EndIn(Schema):
    """Why somebody has it no longer."""

    reason: Annotated[str, Field(min_length=1, max_length=300)]


@router.get("/subscriptions", response=answers(SubscriptionsOut))
def list_subscriptions(
    request: HttpRequest, asked: Annotated[SubscriptionsIn, Query()]
) -> SubscriptionsOut:
    """List who has what, as far as the caller may know."""
    wanted = Narrowed(
        offering=asked.offering,
        holder=asked.holder,
        organisation=asked.organisation,
        service=asked.service,
        is_held=not asked.ended,
    )
    rows = narrowed(access.subscriptions_visible_to(caller(request)), wanted)
    found, mark = page_of(rows.select_related(*SHOWN_WITH), ("-id",), asked)
    return SubscriptionsOut(items=_all(found, caller(request)), next=mark)


@router.post("/subscriptions", response=answers(SubscriptionOut, 201))
def begin_subscription(request: HttpRequest, asked: SubscriptionIn) -> Status[SubscriptionOut]:
    """Write down that somebody has something."""
    by = caller(request)
    offering = named(access.offerings_visible_to(by), asked.offering, "offering")
    holder = named(people_visible_to(by).filter(is_active=True), asked.holder, "holder")
    holding = Holding(holder, asked.quantity, asked.details)
    return Status(201, _out(activities.begin_subscription(offering, by=by, holding=holding), by))


@router.get(ONE, response=answers(SubscriptionOut))
def read_subscription(request: HttpRequest, subscription: int) -> SubscriptionOut:
    """Read what somebody has."""
    return _out(_found(request, subscription), caller(request))


@router.patch(ONE, response=answers(SubscriptionOut))
def change_subscription(
    request: HttpRequest, subscription: int, asked: SubscriptionChangeIn
) -> SubscriptionOut:
    """Change how many somebody has, or the particulars."""
    row = _found(request, subscription)
    quantity = row.quantity if asked.quantity is None else asked.quantity
    by = caller(request)
    activities.change_subscription(row, by=by, quantity=quantity, details=asked.details)
    return _out(row, by)


@router.post(f"{ONE}/ending", response=answers(SubscriptionOut))
def end_subscription(request: HttpRequest, subscription: int, asked: EndIn) -> SubscriptionOut:
    """Write down that somebody has it no longer."""
    by, row = caller(request), _found(request, subscription)
    return _out(activities.end_subscription(row, by=by, reason=asked.reason), by)


def _found(request: HttpRequest, pk: int) -> Subscription:
    rows = access.subscriptions_visible_to(caller(request))
    found: Subscription = find(rows.select_related(*SHOWN_WITH), pk)
    return found


def _out(row: Subscription, by: Person) -> SubscriptionOut:
    return _all([row], by)[0]


def _all(rows: list[Subscription], by: Person) -> list[SubscriptionOut]:
    """Return what is held; the things that were handed out as far as the caller may know them."""
    keys = {row.item_number for row in rows if row.item_number}
    seen = items_visible_to(by).filter(pk__in=keys).values_list("pk", flat=True) if keys else ()
    items = set(seen)
    return [_told(row, items) for row in rows]


def _told(row: Subscription, items: set[int]) -> SubscriptionOut:
    return SubscriptionOut(
        id=row.pk,
        offering=row.offering_id,
        name=str(row.offering),
        service=row.service_id,
        holder=row.holder_id,
        organisation=row.organisation_id,
        quantity=row.quantity,
        details=row.details,
        since=row.since,
        until=row.until,
        request=row.request_number,
        item=row.item_number if row.item_number in items else None,
    )
