"""A handover as machines read and write it, and finding the one an address names."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from django.db.models import Model
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from spoc.requests.access import readable_inside as requests_read_inside
from spoc.site.machines import Key, OneOf, find, named
from spoc.site.tokens import caller
from spoc.suppliers import access
from spoc.suppliers.activities import Order
from spoc.suppliers.models import Handover, HandoverEntry, Supplier
from spoc.suppliers.rules import State, moves_from

ALL = "/requests/{int:number}/handovers"
ONE = "/requests/{int:number}/handovers/{int:handover}"
Words = Annotated[str, Field(max_length=100_000)]
Cost = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]


class SupplierOut(Schema):
    """A supplier: its key, what it is called, and whether work can be handed over to it."""

    id: int
    key: str
    name: str
    is_active: bool


class SuppliersOut(Schema):
    """A page of suppliers, and the mark of the next page."""

    items: list[SupplierOut]
    next: str | None


class HandoverOut(Schema):
    """A piece of work given to a supplier; `moves` are what its state allows."""

    id: int
    reference: str
    request: int
    supplier: SupplierOut
    state: Annotated[str, OneOf(tuple(State))]
    title: str
    task: str
    their_reference: str
    sent_at: datetime | None
    acknowledged_at: datetime | None
    answered_at: datetime | None
    waits_since: datetime | None
    return_count: int
    cost: Decimal | None
    version: int
    moves: list[str]


class HandoversOut(Schema):
    """A page of handovers, and the mark of the next page."""

    items: list[HandoverOut]
    next: str | None


class SaidOut(Schema):
    """One thing said about a handover: to the supplier, by the supplier, or a note."""

    id: int
    kind: Annotated[str, OneOf(tuple(HandoverEntry.Kind))]
    author: str
    text: str
    at: datetime
    files: list[int]


class ThreadOut(Schema):
    """A page of what was said, and the mark of the next page."""

    items: list[SaidOut]
    next: str | None


class HandoverIn(Schema):
    """What is asked of whom; the supplier reads the title, the task and the files alone."""

    supplier: Key
    title: str = Field(min_length=1, max_length=200)
    task: str = Field(min_length=1, max_length=100_000)
    files: list[Key] = Field([], max_length=20)


class ReceiptIn(Schema):
    """The supplier's own number, if it gave one."""

    their_reference: str = Field("", max_length=60)


class SupplierSaidIn(Schema):
    """What the supplier said; nothing where its last letter says it."""

    text: Words = ""


class AnswerIn(SupplierSaidIn):
    """What the supplier did, and what it cost."""

    cost: Cost | None = None


class HandoverReasonIn(Schema):
    """Why: the supplier reads it."""

    reason: str = Field(min_length=1, max_length=100_000)


class LetterIn(Schema):
    """Words to the supplier, with files of the request."""

    text: str = Field(min_length=1, max_length=100_000)
    files: list[Key] = Field([], max_length=20)


class HandoverNoteIn(Schema):
    """Words for the desk alone."""

    text: str = Field(min_length=1, max_length=100_000)


def request_of(request: HttpRequest, number: int) -> Model:
    """Return the request of this number, if the caller reads it inside."""
    found: Model = find(requests_read_inside(caller(request)), number)
    return found


def handover_of(request: HttpRequest, number: int, handover: int) -> Handover:
    """Return the handover of a request, if the caller may see it."""
    rows = access.visible_to(caller(request)).filter(noun="request", subject_id=known(number))
    found: Handover = find(rows.select_related("supplier", "by", "community"), handover)
    return found


def known(number: int) -> int:
    """Return the number, or one that no request has where it is none of ours."""
    return number if number < 2**63 else 0


def order_of(request: HttpRequest, asked: HandoverIn) -> Order:
    """Return what is asked of whom."""
    rows = access.suppliers_offered_to(caller(request))
    supplier = named(rows, asked.supplier, "supplier")
    return Order(supplier, asked.title, asked.task, asked.files)


def supplier_out(row: Supplier) -> SupplierOut:
    """Return a supplier as machines read it."""
    return SupplierOut(id=row.pk, key=row.key, name=row.name, is_active=row.is_active)


def handover_out(row: Handover) -> HandoverOut:
    """Return a handover as machines read it."""
    return HandoverOut(
        id=row.pk,
        reference=row.reference,
        request=row.subject_id,
        supplier=supplier_out(row.supplier),
        state=row.state,
        title=row.title,
        task=row.task,
        their_reference=row.their_reference,
        sent_at=row.sent_at,
        acknowledged_at=row.acknowledged_at,
        answered_at=row.answered_at,
        waits_since=row.waits_since,
        return_count=row.return_count,
        cost=row.cost,
        version=row.version,
        moves=[move.verb for move in moves_from(row.state)],
    )


def said_out(row: HandoverEntry) -> SaidOut:
    """Return one thing said as machines read it."""
    author = row.author.name if row.author else row.from_address
    return SaidOut(
        id=row.pk, kind=row.kind, author=author, text=row.text, at=row.at, files=row.files
    )
