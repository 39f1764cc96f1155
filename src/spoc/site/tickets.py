"""The tickets of TMF621: requests as others open, read and change them, and who hears of them."""

import json
from typing import Annotated, Any
from urllib.parse import parse_qs

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.channels.activities.webhooks import Told, add_webhook, remove_webhook
from spoc.channels.models import Webhook
from spoc.channels.webhook_access import webhooks_visible_to
from spoc.kit.errors import NotPossible
from spoc.requests import access
from spoc.requests.activities.tickets import TicketChange, change_ticket, open_ticket
from spoc.requests.queries.tickets import (
    PLACE,
    Ticket,
    ticket_of,
    tickets_of,
    with_parts,
    with_status,
)
from spoc.requests.rules import TYPES
from spoc.requests.rules.ticket import EVENTS, STATUSES
from spoc.requests.ticket_events import FORM, heard_as
from spoc.site.machines import LARGEST_PAGE, Moment, OneOf, find, nowhere
from spoc.site.tokens import caller

router = Router()

# what a change may name, and what every body names
CHANGED_HERE = frozenset(
    [
        *("name", "status", "statusChangeReason", "note"),
        *("@type", "@baseType", "@schemaLocation", "lastUpdate", "statusChangeHistory"),
    ]
)
MOST_NOTES = 50
# what has no place here is kept and told again as it came, so it cannot be just any amount
LARGEST = 300_000
LONGEST_KEY = 18
StatusCode = Annotated[str, OneOf(STATUSES)]
Words = Annotated[str, Field(max_length=100_000)]


class NoteIn(Schema):
    """Something that is said; one with the id of a note there is stays as it is."""

    id: str = Field("", max_length=40)
    text: str = Field(min_length=1, max_length=100_000)


class TicketIn(Schema):
    """A ticket as another system opens it; what is not named here is kept as it came."""

    type: str = Field(alias="@type", max_length=80)
    description: str = Field(min_length=1, max_length=100_000)
    severity: str = Field(min_length=1, max_length=80)
    ticketType: str = Field(min_length=1, max_length=80)
    name: str = Field("", max_length=200)
    note: list[NoteIn] = Field([], max_length=MOST_NOTES)


class TicketChangeIn(Schema):
    """What of a ticket is to change."""

    name: str | None = Field(None, min_length=1, max_length=200)
    status: StatusCode | None = None
    statusChangeReason: str = Field("", max_length=100_000)
    note: list[NoteIn] = Field([], max_length=MOST_NOTES * 10)


class HubIn(Schema):
    """Where events are to be sent, and which: `eventType=TroubleTicketCreateEvent`."""

    callback: str = Field(min_length=1, max_length=500)
    query: str = Field("", max_length=80)


class TicketsIn(Schema):
    """Which tickets, which attributes of them, and which part of the list."""

    fields: str = Field("", max_length=500)
    offset: int = Field(0, ge=0, le=100_000)
    limit: int = Field(20, ge=1, le=LARGEST_PAGE)
    status: str = Field("", max_length=200)
    ticketType: str = Field("", max_length=200)
    creation_after: Moment | None = Field(None, alias="creationDate.gt")
    updated_after: Moment | None = Field(None, alias="lastUpdate.gt")


class FieldsIn(Schema):
    """Which attributes of a ticket."""

    fields: str = Field("", max_length=500)


@router.get("/troubleTicket", response=list[dict[str, Any]])
def list_tickets(
    request: HttpRequest, response: HttpResponse, asked: Annotated[TicketsIn, Query()]
) -> list[Ticket]:
    """List the tickets the caller may see, the newest first."""
    by = caller(request)
    rows = access.visible_to(by)
    if asked.status:
        rows = with_status(rows, _named(asked.status, STATUSES, "status"))
    if asked.ticketType:
        rows = rows.filter(type__in=_named(asked.ticketType, TYPES, "ticketType"))
    if asked.creation_after:
        rows = rows.filter(created_at__gt=asked.creation_after)
    if asked.updated_after:
        rows = rows.filter(updated_at__gt=asked.updated_after)
    shown = with_parts(rows).order_by("-id")[asked.offset : asked.offset + asked.limit]
    tickets = tickets_of(list(shown), by, _fields(asked.fields))
    response["X-Total-Count"], response["X-Result-Count"] = str(rows.count()), str(len(tickets))
    return tickets


@router.post("/troubleTicket", response={201: dict[str, Any]})
def create_ticket(request: HttpRequest, response: HttpResponse, asked: TicketIn) -> Status[Ticket]:
    """Open a ticket, as the one who reports it."""
    by = caller(request)
    if len(request.body) > LARGEST:
        words = _("This ticket is more than 300 kB: send what belongs to it as files.")
        raise NotPossible(words)
    made = open_ticket(by, by=by, ticket=json.loads(request.body))
    response["Location"] = f"{PLACE}/troubleTicket/{made.pk}"
    return Status(201, _ticket(request, str(made.pk), ""))


@router.get("/troubleTicket/{id}", response=dict[str, Any])
def read_ticket(request: HttpRequest, id: str, asked: Annotated[FieldsIn, Query()]) -> Ticket:
    """Read a ticket."""
    return _ticket(request, id, asked.fields)


@router.patch("/troubleTicket/{id}", response=dict[str, Any])
def patch_ticket(request: HttpRequest, id: str, asked: TicketChangeIn) -> Ticket:
    """Change its name or its status, or add notes: what is sent is merged into what there is."""
    by = caller(request)
    row = find(with_parts(access.visible_to(by)), _key(id))
    _refuse_others(json.loads(request.body), ticket_of(row, by))
    known = {note["id"] for note in ticket_of(row, by, ["note"]).get("note", [])}
    notes = [each.text for each in asked.note if each.id not in known]
    change = TicketChange(asked.name, asked.status, asked.statusChangeReason, notes)
    change_ticket(row, by=by, change=change)
    return _ticket(request, id, "")


@router.post("/hub", response={201: dict[str, Any]})
def create_hub(request: HttpRequest, asked: HubIn) -> Status[Ticket]:
    """Let an address hear of the events of all tickets the caller may see."""
    by = caller(request)
    events = [
        each for value in parse_qs(asked.query).get("eventType", []) for each in value.split(",")
    ]
    hears = heard_as(_named(",".join(events), tuple(EVENTS), "query") if events else [])
    told = Told(asked.query or FORM, asked.callback, hears, FORM)
    made, _secret = add_webhook(by, by=by, told=told)
    return Status(201, _hub(made))


@router.get("/hub/{id}", response=dict[str, Any])
def read_hub(request: HttpRequest, id: str) -> Ticket:
    """Read where events are sent."""
    return _hub(_listening(request, id))


@router.delete("/hub/{id}", response={204: None})
def delete_hub(request: HttpRequest, id: str) -> Status[None]:
    """Let an address hear no more."""
    by = caller(request)
    remove_webhook(_listening(request, id), by=by)
    return Status(204, None)


def _ticket(request: HttpRequest, key: str, fields: str) -> Ticket:
    by = caller(request)
    return ticket_of(find(with_parts(access.visible_to(by)), _key(key)), by, _fields(fields))


def _listening(request: HttpRequest, key: str) -> Webhook:
    by = caller(request)
    own = webhooks_visible_to(by).filter(owner=by, form=FORM)
    row: Webhook = find(own, _key(key))
    return row


def _hub(row: Webhook) -> Ticket:
    query = "" if row.name == FORM else row.name
    return {"@type": "Hub", "id": str(row.pk), "callback": row.address, "query": query}


def _key(written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) <= LONGEST_KEY):
        raise nowhere()
    return int(written)


def _fields(written: str) -> list[str]:
    """Return the attributes that are asked for; none stands for all."""
    return [name.strip() for name in written.split(",") if name.strip() not in ("", "none")]


def _named(written: str, there_are: tuple[str, ...], field: str) -> list[str]:
    named = [each.strip() for each in written.split(",") if each.strip()]
    if wrong := [each for each in named if each not in there_are]:
        told = {"name": wrong[0], "known": ", ".join(there_are)}
        words = _("There is no “%(name)s” here, but: %(known)s.") % told
        raise NotPossible(words, fields={field: words})
    return named


def _refuse_others(asked: dict[str, Any], is_now: Ticket) -> None:
    """Refuse to change what is changed by the desk alone; what is sent as it is stays."""
    known = json.loads(json.dumps(is_now, cls=DjangoJSONEncoder))
    for name, value in asked.items():
        if name not in CHANGED_HERE and not _is_alike(value, known.get(name)):
            words = _("This is not changed from outside: write a note, and the desk sees to it.")
            raise NotPossible(words, fields={name: words})


def _is_alike(value: object, known: object) -> bool:
    """Tell whether two values are the same; moments are, however their parts are written."""
    if value == known or not (isinstance(value, str) and isinstance(known, str)):
        return value == known
    try:
        said, kept = parse_datetime(value), parse_datetime(known)
    except ValueError:
        return False
    return bool(said and kept and said.replace(microsecond=0) == kept.replace(microsecond=0))
