"""Orders: made of the catalogue, read, delivered, accepted or not."""

import hashlib
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Header, Query, Router, Schema, Status
from pydantic import Field

from spoc.catalogue.access import offerings_visible_to, orderable_for, own_subscriptions
from spoc.catalogue.models import Offering
from spoc.cmdb.access import visible_to as items_visible_to
from spoc.cmdb.models import ConfigurationItem
from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.activities import handed_out
from spoc.requests.activities.fulfil import deliver
from spoc.requests.activities.order import Wish, order
from spoc.requests.activities.order_once import order_once
from spoc.requests.api.files import Files, uploads_of
from spoc.requests.api.shapes import RecordOut, found, record_out
from spoc.requests.models import Fulfilment, SupportRequest
from spoc.requests.order_access import orders_visible_to
from spoc.requests.queries.handed_out import items_seen
from spoc.requests.rules.fulfilment import MOST, PURPOSES, STAGES
from spoc.site.machines import Key, OneOf, PageIn, Whole, answers, named, nowhere, page_of
from spoc.site.tokens import caller

router = Router()

ONE = "/orders/{int:number}"
SHOWN_WITH = (
    *("support_request__requester", "requested_for", "offering_version__offering"),
    *("alternative", "subscription"),
)
StageCode = Annotated[str, OneOf(STAGES[1:])]
PurposeCode = Annotated[str, OneOf(PURPOSES)]
OfferingKey = Annotated[str, Field(min_length=1, max_length=50, pattern="^[a-z0-9-]+$")]


class OrderIn(Schema):
    """What is wanted. Without `whom` it is for the caller; `held` is what is changed or ended."""

    offering: OfferingKey = Field(description="The key of the offering.")
    whom: Key | None = None
    answers: dict[str, Any] = Field({}, max_length=100, description="By key of the form's fields.")
    files: Files = {}
    quantity: Whole = Field(1, ge=1, le=MOST)
    purpose: PurposeCode = "begin"
    held: Key | None = Field(None, description="The subscription to change or give back.")
    cost_centre: str = Field("", max_length=40)


class OrderOut(Schema):
    """An order: on which terms, for whom, and how far it has come."""

    number: int
    reference: str
    offering: RecordOut
    offering_version: int
    stage: StageCode
    purpose: PurposeCode
    requester: RecordOut
    requested_for: RecordOut
    answers: dict[str, Any]
    quantity: int
    price: str | None = Field(description="Of one, as a decimal number.")
    total: str | None
    currency: str
    cost_centre: str
    refused_code: str
    refused_reason: str
    alternative: RecordOut | None
    subscription: int | None
    item: RecordOut | None = Field(description="The configuration item that was handed out.")
    basket: int | None
    is_automatic: bool = Field(description="Nobody of the desk had a hand in it.")
    ordered_at: datetime
    delivered_at: datetime | None
    accepted_at: datetime | None


class OrdersIn(PageIn):
    """What narrows the list; newest first."""

    stage: list[StageCode] = []
    offering: OfferingKey | None = None


class OrdersOut(Schema):
    """A page of orders, and the mark of the next page."""

    items: list[OrderOut]
    next: str | None


class DeliveryIn(Schema):
    """What the one who ordered it reads, the minutes it took, and what was handed out."""

    text: str = Field("", max_length=100_000)
    minutes: Whole | None = Field(None, ge=0, le=1440)
    item: Key | None = Field(None, description="Its number without CI-.")


class HandedOutIn(Schema):
    """Which configuration item was handed out."""

    item: Key = Field(description="Its number without CI-.")


class RejectionIn(Schema):
    """What is not as it should be."""

    reason: str = Field(min_length=1, max_length=100_000)


@router.get("/orders", response=answers(OrdersOut))
def list_orders(request: HttpRequest, asked: Annotated[OrdersIn, Query()]) -> OrdersOut:
    """List the orders the caller may see."""
    rows = orders_visible_to(caller(request)).select_related(*SHOWN_WITH)
    if asked.stage:
        rows = rows.filter(stage__in=asked.stage)
    if asked.offering:
        rows = rows.filter(offering_version__offering__key=asked.offering)
    shown, mark = page_of(rows, ("-support_request",), asked)
    return OrdersOut(items=orders_out(shown, caller(request)), next=mark)


@router.post("/orders", response={**answers(OrderOut, 201), 200: OrderOut})
def make_order(
    request: HttpRequest,
    asked: OrderIn,
    idempotency_key: Annotated[
        str, Header(alias="Idempotency-Key", max_length=100, pattern=r"^[\x21-\x7e]*$")
    ] = "",
) -> Status[OrderOut]:
    """Order something; what cannot be met is made and refused, as its stage and reason say."""
    by = caller(request)
    whom, wish = whose_wish(asked, by)
    if not idempotency_key:
        made, is_new = order(whom, by=by, wish=wish), True
    else:
        digest = hashlib.sha256(asked.model_dump_json().encode()).hexdigest()
        key = f"order-{idempotency_key}"
        made, is_new = order_once(whom, by=by, wish=wish, key=key, digest=digest)
    return Status(201 if is_new else 200, _now(made, by))


@router.get(ONE, response=answers(OrderOut))
def read_order(request: HttpRequest, number: int) -> OrderOut:
    """Read the order that a request is."""
    return _now(found(request, number), caller(request))


@router.post(f"{ONE}/delivery", response=answers(OrderOut))
def deliver_order(request: HttpRequest, number: int, asked: DeliveryIn) -> OrderOut:
    """Say that what was ordered is there; the one who ordered it is asked to accept it."""
    by, row = caller(request), found(request, number)
    _now(row, by)
    item = named(items_visible_to(by), asked.item, "item")
    deliver(row, by=by, words=asked.text, minutes=asked.minutes, item=item)
    return _now(row, by)


@router.put(f"{ONE}/item", response=answers(OrderOut))
def note_item(request: HttpRequest, number: int, asked: HandedOutIn) -> OrderOut:
    """Say which configuration item was handed out."""
    by, row = caller(request), found(request, number)
    _now(row, by)
    handed_out.note_item(row, by=by, item=named(items_visible_to(by), asked.item, "item"))
    return _now(row, by)


@router.post(f"{ONE}/acceptance", response=answers(OrderOut))
def accept_order(request: HttpRequest, number: int) -> OrderOut:
    """Say that what was delivered is as it should be; the request is closed."""
    by, row = caller(request), found(request, number)
    _now(row, by)
    activities.confirm(row, by=by)
    return _now(row, by)


@router.post(f"{ONE}/rejection", response=answers(OrderOut))
def reject_order(request: HttpRequest, number: int, asked: RejectionIn) -> OrderOut:
    """Say what is wrong with what was delivered; it is taken up again."""
    by, row = caller(request), found(request, number)
    _now(row, by)
    activities.reopen(row, by=by, reason=asked.reason)
    return _now(row, by)


def whose_wish(asked: OrderIn, by: Person) -> tuple[Person, Wish]:
    """Return for whom something is ordered, and what: all of it is the caller's to name."""
    whom = named(orderable_for(by), asked.whom, "whom") or by
    held = named(own_subscriptions(whom), asked.held, "held")
    # what is offered no more can still be given back
    is_its = held is not None and held.offering.key == asked.offering
    wish = Wish(
        offering=held.offering if is_its else offering_named(asked.offering, by),
        answers=asked.answers,
        files=uploads_of(asked.files),
        quantity=asked.quantity,
        purpose=asked.purpose,
        held=held,
        cost_centre=asked.cost_centre,
        channel="api",
    )
    return whom, wish


def offering_named(key: str, by: Person) -> Offering:
    """Return the offering with this key, if the caller may know of it."""
    offering = offerings_visible_to(by).select_related("service", "published").filter(key=key)
    if (first := offering.first()) is None:
        raise nowhere()
    return first


def orders_out(rows: list[Fulfilment], by: Person) -> list[OrderOut]:
    """Return orders as machines read them; what was handed out, as far as the caller may know."""
    items = items_seen(rows, by)
    return [_order(row, items.get(row.item_id or 0)) for row in rows]


def _order(row: Fulfilment, item: ConfigurationItem | None) -> OrderOut:
    asked, version = row.support_request, row.offering_version
    if version is None or row.requested_for is None:
        raise nowhere()
    plain: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    return OrderOut(
        number=asked.pk,
        reference=asked.reference,
        offering=RecordOut(id=version.offering_id, name=str(version.offering)),
        offering_version=version.number,
        requester=RecordOut(id=asked.requester_id, name=asked.requester.name),
        requested_for=RecordOut(id=row.requested_for.pk, name=row.requested_for.name),
        price=None if row.price is None else str(row.price),
        total=None if row.total is None else str(row.total),
        alternative=record_out(row.alternative),
        subscription=row.subscription_id,
        item=RecordOut(id=item.pk, name=item.name) if item else None,
        basket=row.basket_id,
        ordered_at=asked.created_at,
        **plain,
    )


def _now(asked: SupportRequest, by: Person) -> OrderOut:
    rows = orders_visible_to(by).filter(pk=asked.pk).select_related(*SHOWN_WITH)
    if (row := rows.first()) is None:
        raise nowhere()
    return orders_out([row], by)[0]


PLAIN = (
    *("stage", "purpose", "answers", "quantity", "currency", "cost_centre", "refused_code"),
    *("refused_reason", "is_automatic", "delivered_at", "accepted_at"),
)
