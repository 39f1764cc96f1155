"""Orders as those who made them read them, and what is in their baskets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from spoc.catalogue.models import Offering
from spoc.catalogue.queries.ordering import Reader, reader_of, with_audience
from spoc.catalogue.terms import terms_of
from spoc.catalogue.words import NOT_ELIGIBLE, price_words
from spoc.kit.keyset import page
from spoc.people.models import Person
from spoc.requests.models import Basket, BasketItem, Fulfilment
from spoc.requests.order_access import items_of, orders_visible_to
from spoc.requests.queries.order_stages import stage_words
from spoc.requests.queries.ordered import told_in_words
from spoc.requests.rules.fulfilment import total

PAGE_SIZE = 20
# how a stage looks: as the status of a request that is as far
LOOKS = {
    "checking": "new",
    "approving": "pending",
    "fulfilling": "in_progress",
    "delivered": "resolved",
    "accepted": "closed",
    "refused": "rejected",
    "withdrawn": "cancelled",
}
READ = ("support_request__requester", "requested_for", "offering_version", "basket")


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list: what, for whom, what it costs, and how far it is."""

    number: int
    reference: str
    title: str
    quantity: int
    whom: str
    price: str
    status: str
    words: str
    ordered_at: datetime


@dataclass(frozen=True, slots=True)
class OrdersListed:
    """Some orders, and the mark the next ones follow; None at the end."""

    rows: list[OrderRow]
    next: str | None


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One thing in a basket: what was answered, what it costs, and why it cannot be had."""

    pk: int
    name: str
    key: str
    whom: str
    quantity: int
    price: str
    told: list[tuple[str, str]]
    why_not: str


@dataclass(frozen=True, slots=True)
class BasketShown:
    """What is in a basket, with the sums by how often they are paid."""

    number: int
    items: list[ItemShown]
    sums: list[str]

    @property
    def is_orderable(self) -> bool:
        """Whether there is something in it, and nothing that cannot be had."""
        return bool(self.items) and not any(each.why_not for each in self.items)


def own_orders(person: Person, *, after: str | None = None) -> OrdersListed:
    """Return a page of what somebody ordered, or others ordered for them, the newest first."""
    found = page(_own(person), ("-support_request",), size=PAGE_SIZE, after=after)
    return OrdersListed(rows_of(found.rows, person), found.next)


def ordered_in(basket: Basket, person: Person) -> list[OrderRow]:
    """Return what was ordered with a basket, in the order it was put in."""
    rows = orders_visible_to(person).filter(basket=basket).select_related(*READ)
    return rows_of(rows.order_by("support_request"), person)


def rows_of(orders: Iterable[Fulfilment], person: Person) -> list[OrderRow]:
    """Return orders as a list shows them."""
    return [_row(each, person) for each in orders]


def in_basket(person: Person) -> int:
    """Return how many things are in somebody's basket."""
    return items_of(person).count()


def basket_shown(person: Person) -> BasketShown:
    """Return what is in somebody's basket."""
    items = list(items_of(person).select_related("requested_for").order_by("pk"))
    keys = {each.offering_id for each in items}
    rows = with_audience(Offering.objects.filter(pk__in=keys))
    offerings = {each.pk: each for each in rows}
    people = {item.requested_for_id: item.requested_for for item in items}
    readers = {pk: reader_of(each, by=person) for pk, each in people.items()}
    shown, sums = [], dict[tuple[str, str], Decimal]()
    for item in items:
        offering = offerings[item.offering_id]
        shown.append(_item(item, offering, readers[item.requested_for_id], person))
        terms = terms_of(offering.published) if offering.published else None
        if terms and terms.price:
            paid = (terms.currency, terms.period)
            sums[paid] = sums.get(paid, Decimal(0)) + terms.price * item.quantity
    number = items[0].basket_id if items else 0
    return BasketShown(number, shown, [price_words(s, *paid) for paid, s in sums.items()])


def _item(item: BasketItem, offering: Offering, reader: Reader, person: Person) -> ItemShown:
    terms = terms_of(offering.published) if offering.published else None
    whom = item.requested_for
    _may, code = reader.may_have(offering, item.quantity)
    price = ""
    if terms:
        price = price_words(total(terms.price, item.quantity), terms.currency, terms.period)
    return ItemShown(
        pk=item.pk,
        name=str(offering),
        key=offering.key,
        whom="" if whom.pk == person.pk else whom.name,
        quantity=item.quantity,
        price=price,
        told=told_in_words(terms.form, item.answers) if terms else [],
        why_not=str(NOT_ELIGIBLE[code]) if code else "",
    )


def _own(person: Person) -> QuerySet[Fulfilment]:
    theirs = Q(support_request__requester=person) | Q(requested_for=person)
    return orders_visible_to(person).filter(theirs).select_related(*READ)


def _row(order: Fulfilment, person: Person) -> OrderRow:
    asked, whom = order.support_request, order.requested_for
    period = terms_of(order.offering_version).period if order.offering_version else "once"
    return OrderRow(
        number=asked.pk,
        reference=asked.reference,
        title=asked.title,
        quantity=order.quantity,
        whom="" if whom is None or whom.pk == person.pk else whom.name,
        price=price_words(order.total, order.currency, period),
        status=LOOKS[order.stage],
        words=stage_words(order),
        ordered_at=asked.created_at,
    )
