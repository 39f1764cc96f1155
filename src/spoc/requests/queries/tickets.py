"""Requests as trouble tickets: what a person may read of them, in the words of TMF621."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from spoc.audit.models import Fact
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import Contact, Entry, SupportRequest
from spoc.requests.queries.facts import facts_of
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
    wanted = set(fields)
    ticket = _plain(row) | {name: value for name, value in said_of(row).items() if value}
    ticket["status"] = status_of(row.status, row.pending_reason)
    if not wanted or "note" in wanted:
        ticket["note"] = [_note(entry) for entry in _entries(row, person)]
    if not wanted or {"statusChangeHistory", "statusChangeDate"} & wanted:
        history = [_move(fact) for fact in _moves(row, person)]
        ticket["statusChangeHistory"] = history
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


def _entries(row: SupportRequest, person: Person) -> list[Entry]:
    rows = access.entries_visible_to(person).filter(support_request=row)
    return list(rows.select_related("author").order_by("at", "id")[:200])


def _note(entry: Entry) -> Ticket:
    return {
        "@type": "Note",
        "id": str(entry.pk),
        "author": str(entry.author),
        "date": entry.at,
        "text": entry.text,
    }


def _moves(row: SupportRequest, person: Person) -> list[Fact]:
    kinds = (*EVENTS[MOVED], "request.registered", "request.classified")
    return list(facts_of(row, person).filter(kind__in=kinds))


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
