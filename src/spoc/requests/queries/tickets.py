"""Requests as trouble tickets: what a person may read of them, in the words of TMF621."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber

from spoc.audit.models import Fact
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import Contact, Entry, SupportRequest
from spoc.requests.queries.facts import facts_of_all
from spoc.requests.rules.ticket import (
    EVENTS,
    HELD,
    MOVED,
    PENDING,
    SEVERITIES,
    WAITED_FOR,
    meant_by,
    status_of,
)

PLACE = "/tmf-api/troubleTicket/v5"
# what was said when it was opened and has no place of its own here is told again as it was
TOLD_AGAIN = (
    *("externalIdentifier", "requestedResolutionDate", "relatedEntity", "attachment"),
    *("ticketType", "severity", "priority"),
)
# so much of what was said is told of one ticket
MOST_NOTES = 200
Ticket = dict[str, Any]


def with_status(
    rows: QuerySet[SupportRequest], statuses: Iterable[str]
) -> QuerySet[SupportRequest]:
    """Return the requests whose ticket has one of these statuses."""
    wanted = rows.none()
    for status in statuses:
        found = rows.filter(status__in=meant_by(status))
        if status == PENDING:
            found = found.filter(pending_reason__in=WAITED_FOR)
        elif status == HELD:
            found = found.exclude(pending_reason__in=WAITED_FOR)
        wanted = wanted | found
    return wanted


def with_parts(rows: QuerySet[SupportRequest]) -> QuerySet[SupportRequest]:
    """Return the requests with all that a ticket tells of beside its notes and its history."""
    said = Contact.objects.filter(interaction__channel="api").select_related("interaction")
    told = Prefetch("contacts", said.order_by("pk"), "said_by_machines")
    return rows.select_related("requester", "assignee", "team", "service").prefetch_related(told)


def ticket_of(row: SupportRequest, person: Person, fields: Sequence[str] = ()) -> Ticket:
    """Return a request as a ticket, as far as the person may read it; `fields` names attributes."""
    return tickets_of([row], person, fields)[0]


def tickets_of(
    rows: Sequence[SupportRequest], person: Person, fields: Sequence[str] = ()
) -> list[Ticket]:
    """Return requests as tickets; what was said and done is read once for all of them."""
    wanted = set(fields)
    said = _entries(rows, person) if not wanted or "note" in wanted else {}
    is_told = not wanted or {"statusChangeHistory", "statusChangeDate"} & wanted
    done = _moves(rows, person) if is_told else {}
    return [_ticket(row, wanted, said.get(row.pk, []), done.get(row.pk, [])) for row in rows]


def _ticket(
    row: SupportRequest, wanted: set[str], said: Sequence[Entry], done: Sequence[Fact]
) -> Ticket:
    ticket = _plain(row) | {name: value for name, value in said_of(row).items() if value}
    ticket["status"] = status_of(row.status, row.pending_reason)
    ticket["note"] = [_note(entry) for entry in said]
    history = ticket["statusChangeHistory"] = [_move(fact) for fact in done]
    if history:
        ticket["statusChangeDate"] = history[-1]["statusChangeDate"]
    kept = wanted | {"id", "href", "@type"}
    return {
        name: value
        for name, value in ticket.items()
        if value not in (None, [], "") and (not wanted or name in kept)
    }


def said_of(row: SupportRequest) -> Mapping[str, Any]:
    """Return what the machine that opened it said of it, where one did."""
    contacts = getattr(row, "said_by_machines", None)
    if contacts is None:
        contacts = list(
            row.contacts.filter(interaction__channel="api").select_related("interaction")
        )
    try:
        said = json.loads(contacts[0].interaction.body) if contacts else {}
    except ValueError:
        return {}
    if not isinstance(said, dict):
        return {}
    return {name: said[name] for name in TOLD_AGAIN if name in said}


def _plain(row: SupportRequest) -> Ticket:
    return {
        "@type": "TroubleTicket",
        "id": str(row.pk),
        "href": f"{settings.SPOC_URL}{PLACE}/troubleTicket/{row.pk}",
        "name": row.title,
        "description": row.description,
        "ticketType": row.type,
        "severity": SEVERITIES.get(row.impact or 0, "Undetermined"),
        "priority": str(row.priority),
        "creationDate": row.created_at,
        "lastUpdate": row.updated_at,
        "resolutionDate": row.resolved_at,
        "statusChangeReason": row.resolution or row.referral,
        "channel": {"@type": "ChannelRef", "id": row.channel, "name": row.channel},
        "relatedParty": [
            _party(name, each)
            for name, each in (("reporter", row.requester), ("assignee", row.assignee))
            if each is not None
        ],
        "troubleTicketRelationship": [_merged(row.merged_into_id)] if row.merged_into_id else [],
    }


def _party(role: str, person: Person) -> Ticket:
    ref = {"@type": "PartyRef", "@referredType": "Individual", "id": str(person.pk)}
    party = {**ref, "name": person.name}
    return {"@type": "RelatedPartyRefOrPartyRoleRef", "role": role, "partyOrPartyRole": party}


def _merged(pk: int) -> Ticket:
    return {
        "@type": "TroubleTicketRelationship",
        "id": str(pk),
        "href": f"{settings.SPOC_URL}{PLACE}/troubleTicket/{pk}",
        "relationshipType": "mergedInto",
    }


def _entries(rows: Sequence[SupportRequest], person: Person) -> dict[int, list[Entry]]:
    """Return of each request the first that was said, as far as the person may read it."""
    nth = Window(RowNumber(), partition_by="support_request_id", order_by=("at", "id"))
    found = access.entries_visible_to(person).filter(support_request__in=rows)
    found = found.annotate(nth=nth).filter(nth__lte=MOST_NOTES).select_related("author")
    said: dict[int, list[Entry]] = defaultdict(list)
    for entry in found.order_by("at", "id"):
        said[entry.support_request_id].append(entry)
    return said


def _note(entry: Entry) -> Ticket:
    return {
        "@type": "Note",
        "id": str(entry.pk),
        "author": str(entry.author),
        "date": entry.at,
        "text": entry.text,
    }


def _moves(rows: Sequence[SupportRequest], person: Person) -> dict[int, list[Fact]]:
    """Return of each request the steps the person may read, oldest first."""
    kinds = (*EVENTS[MOVED], "request.registered", "request.classified")
    done: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts_of_all(rows, person).filter(kind__in=kinds):
        done[fact.subject_id].append(fact)
    return done


def _move(fact: Fact) -> Ticket:
    values = fact.particulars.values if getattr(fact, "particulars", None) else {}
    status = AFTER.get(fact.kind, "acknowledged")
    if fact.kind == "request.paused":
        status = status_of("pending", str(values.get("reason", "")))
    return {"@type": "StatusChange", "status": status, "statusChangeDate": fact.at}


# the status a ticket has after each fact
AFTER = {
    "request.started": "inProgress",
    "request.resumed": "inProgress",
    "request.reopened": "inProgress",
    "request.unmerged": "inProgress",
    "request.answered": "resolved",
    "request.resolved": "resolved",
    "request.closed": "closed",
    "request.merged": "closed",
    "request.cancelled": "cancelled",
    "request.declined": "rejected",
}
