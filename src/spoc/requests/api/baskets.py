"""The basket: what the caller means to order, and ordering it all at once."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.catalogue.access import orderable_for
from spoc.people.models import Person
from spoc.requests.activities.basket import Chosen, order_basket, put_in_basket, take_out
from spoc.requests.api.files import Files, uploads_of
from spoc.requests.api.orders import SHOWN_WITH, OfferingKey, OrderOut, offering_named, orders_out
from spoc.requests.api.shapes import RecordOut
from spoc.requests.models import BasketItem
from spoc.requests.order_access import baskets_visible_to, items_of, orders_visible_to
from spoc.requests.rules.fulfilment import MOST
from spoc.site.machines import Key, Whole, answers, find, named, nowhere
from spoc.site.tokens import caller

router = Router()


class ItemIn(Schema):
    """What is put into the basket. Without `whom` it is for the caller."""

    offering: OfferingKey
    whom: Key | None = None
    answers: dict[str, Any] = Field({}, max_length=100)
    files: Files = {}
    quantity: Whole = Field(1, ge=1, le=MOST)


class ItemOut(Schema):
    """One thing in the basket."""

    id: int
    offering: RecordOut
    requested_for: RecordOut
    quantity: int
    answers: dict[str, Any]


class BasketOut(Schema):
    """What the caller means to order; twenty things are the most."""

    items: list[ItemOut]


class OrderedOut(Schema):
    """What was ordered with a basket: an order for each thing."""

    reference: str
    items: list[OrderOut]


@router.get("/basket", response=answers(BasketOut))
def read_basket(request: HttpRequest) -> BasketOut:
    """Read what is in the caller's basket."""
    return _basket(caller(request))


@router.post("/basket/items", response=answers(BasketOut, 201))
def put_into_basket(request: HttpRequest, asked: ItemIn) -> Status[BasketOut]:
    """Put something into the basket; its form is checked."""
    by = caller(request)
    whom = named(orderable_for(by), asked.whom, "whom") or by
    offering = offering_named(asked.offering, by)
    files = uploads_of(asked.files)
    chosen = Chosen(offering, whom, asked.answers, asked.quantity, files)
    put_in_basket(by, by=by, chosen=chosen)
    return Status(201, _basket(by))


@router.delete("/basket/items/{int:item}", response=answers(BasketOut))
def take_from_basket(request: HttpRequest, item: int) -> BasketOut:
    """Take something out of the basket again."""
    by = caller(request)
    row: BasketItem = find(items_of(by).select_related("basket", "offering"), item)
    take_out(row.basket, by=by, item=row)
    return _basket(by)


@router.post("/basket/order", response=answers(OrderedOut, 201))
def order_whole_basket(request: HttpRequest) -> Status[OrderedOut]:
    """Order all that is in the basket: one request for each thing, under one number."""
    by = caller(request)
    basket = baskets_visible_to(by).filter(state="open").first()
    if basket is None:
        raise nowhere()
    order_basket(basket, by=by)
    rows = orders_visible_to(by).filter(basket=basket).select_related(*SHOWN_WITH)
    items = orders_out(list(rows.order_by("support_request")), by)
    return Status(201, OrderedOut(reference=basket.reference, items=items))


def _basket(by: Person) -> BasketOut:
    rows = items_of(by).select_related("offering", "requested_for").order_by("pk")
    return BasketOut(items=[_item(row) for row in rows])


def _item(row: BasketItem) -> ItemOut:
    return ItemOut(
        id=row.pk,
        offering=RecordOut(id=row.offering_id, name=str(row.offering)),
        requested_for=RecordOut(id=row.requested_for_id, name=row.requested_for.name),
        quantity=row.quantity,
        answers=row.answers,
    )
