"""A support request as machines read it, and finding the one an address names."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Annotated, Any

from django.db.models import Model
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from spoc.catalogue.access import categories_visible_to
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities import Classification
from spoc.requests.models import SupportRequest
from spoc.requests.queries.custom_fields import readable_keys
from spoc.requests.queries.moves import moves_of, moves_of_all
from spoc.requests.queries.whole import whole_of
from spoc.requests.rules import CLOSURE_CODES, METHODS, TYPES, Status
from spoc.requests.rules.words import CANCEL_REASONS, HELD_FOR
from spoc.site.machines import Key, OneOf, Whole, named, nowhere
from spoc.site.tokens import caller

SHOWN_WITH = (
    *("requester", "on_behalf_of", "organisation", "community", "service", "category"),
    *("team", "assignee", "owner"),
)
TypeCode = Annotated[str, OneOf(TYPES)]
StatusCode = Annotated[str, OneOf(tuple(Status))]
MethodCode = Annotated[str, OneOf(METHODS)]
ClosureCode = Annotated[str, OneOf(CLOSURE_CODES)]
PendingReason = Annotated[str, OneOf(HELD_FOR)]
CancelReason = Annotated[str, OneOf(CANCEL_REASONS)]
Level = Annotated[Whole, Field(ge=1, le=3)]
Supportability = Annotated[str, OneOf(("undecided", "supported", "chargeable"))]


class RecordOut(Schema):
    """Another record: its key, and what it is called."""

    id: int
    name: str


class RequestOut(Schema):
    """A support request; `moves` are what the caller may do with it now."""

    number: int
    reference: str
    type: TypeCode
    status: StatusCode
    title: str
    description: str
    channel: str
    language: str
    is_complaint: bool
    requester: RecordOut
    on_behalf_of: RecordOut | None
    organisation: RecordOut | None
    community: RecordOut | None
    service: RecordOut | None
    category: RecordOut | None
    impact: int | None
    urgency: int | None
    priority: int
    team: RecordOut | None
    assignee: RecordOut | None
    owner: RecordOut | None
    pending_reason: str
    wake_at: datetime | None
    referral: str
    resolution: str
    resolution_method: str
    closure_code: str
    merged_into: int | None
    created_at: datetime
    updated_at: datetime
    first_response_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    is_first_contact: bool | None = Field(
        description="Met at the first contact; provisional until 14 days after it was closed."
    )
    tier_max: int | None = Field(description="The highest tier that had it, 0 to 3.")
    tier_resolved: int | None = Field(description="The tier that met the need.")
    hop_count: int = Field(description="How often one team handed it on to another.")
    custom: dict[str, Any] = Field(description="Custom fields by key: see GET /custom-fields.")
    version: int = Field(description="Send it back when you change the request: see PATCH.")
    moves: list[str]


class ClassificationIn(Schema):
    """What the request is found to be; `reason` when it was found to be another before."""

    type: TypeCode
    service: Key | None = None
    category: Key | None = None
    impact: Level | None = None
    urgency: Level | None = None
    supportability: Supportability = "supported"
    reason: str = Field("", max_length=300)


def classification_of(asked: ClassificationIn, by: Person) -> Classification:
    """Return what a machine says a request is, of services and categories the caller may see."""
    return Classification(
        type=asked.type,
        service=named(services_visible_to(by), asked.service, "service"),
        category=named(categories_visible_to(by), asked.category, "category"),
        impact=asked.impact,
        urgency=asked.urgency,
        supportability=asked.supportability,
        reason=asked.reason,
    )


def request_out(row: SupportRequest, moves: list[str], fields: Collection[str]) -> RequestOut:
    """Return a request as machines read it, with the custom fields that the caller reads."""
    values: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    values |= {name: record_out(getattr(row, name)) for name in SHOWN_WITH}
    custom = {key: value for key, value in row.custom.items() if key in fields}
    return RequestOut(merged_into=row.merged_into_id, moves=moves, custom=custom, **values)


def request_now(number: int, by: Person) -> RequestOut:
    """Return a request as it is after something was done with it."""
    return request_told(whole_of(number), by)


def request_told(row: SupportRequest | None, by: Person) -> RequestOut:
    """Return a request that was just read or made, if somebody may see it."""
    row = _seen(row, by)
    return request_out(row, moves_of(row, by), readable_keys([row], by)[row.pk])


def requests_out(rows: Sequence[SupportRequest], by: Person) -> list[RequestOut]:
    """Return several requests as machines read them."""
    moves = moves_of_all(rows, by)
    fields = readable_keys(rows, by)
    return [request_out(row, moves[row.pk], fields[row.pk]) for row in rows]


def found(request: HttpRequest, number: int) -> SupportRequest:
    """Return the request of this number, if the caller may see it."""
    return request_seen(number, caller(request))


def request_seen(number: int, by: Person) -> SupportRequest:
    """Return the request of this number, if somebody may see it."""
    return _seen(whole_of(number), by)


def _seen(row: SupportRequest | None, by: Person) -> SupportRequest:
    if row is None or not access.may_see(by, row):
        raise nowhere()
    return row


def record_out(record: Model | None) -> RecordOut | None:
    """Return how a record is named."""
    return None if record is None else RecordOut(id=record.pk, name=str(record))


PLAIN = (
    *("number", "reference", "type", "status", "title", "description", "channel", "language"),
    *("is_complaint", "impact", "urgency", "priority", "pending_reason", "wake_at", "referral"),
    *("resolution", "resolution_method", "closure_code", "created_at", "updated_at"),
    *("first_response_at", "resolved_at", "closed_at", "is_first_contact", "version"),
    *("tier_max", "tier_resolved", "hop_count"),
)
