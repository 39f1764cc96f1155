"""What TM Forum's TMF621, version 5, publishes of trouble tickets, as shapes of JSON."""

import jsonschema

from spoc.requests.rules.ticket import EVENTS

STATUSES = [
    *("acknowledged", "rejected", "pending", "held"),
    *("inProgress", "cancelled", "closed", "resolved"),
]
TEXT, MOMENT = {"type": "string"}, {"type": "string", "format": "date-time"}


def thing(kind: str, **properties: object) -> dict:
    """Return the schema of a thing that says of which type it is."""
    named = {"@type": {"const": kind}, **properties}
    return {"type": "object", "properties": named, "required": ["@type"]}


PARTY = thing("PartyRef", id=TEXT, name=TEXT) | {"required": ["@type", "id"]}
# what the published interface says of a ticket, of an error, of a listener and of an event
TICKET = thing(
    "TroubleTicket",
    id=TEXT,
    href=TEXT,
    name=TEXT,
    description=TEXT,
    severity=TEXT,
    ticketType=TEXT,
    priority=TEXT,
    status={"enum": STATUSES},
    creationDate=MOMENT,
    lastUpdate=MOMENT,
    resolutionDate=MOMENT,
    requestedResolutionDate=MOMENT,
    statusChangeDate=MOMENT,
    statusChangeReason=TEXT,
    channel=thing("ChannelRef", id=TEXT, name=TEXT),
    note={"type": "array", "items": thing("Note", id=TEXT, author=TEXT, date=MOMENT, text=TEXT)},
    statusChangeHistory={
        "type": "array",
        "items": thing("StatusChange", status={"enum": STATUSES}, statusChangeDate=MOMENT),
    },
    relatedParty={
        "type": "array",
        "items": thing("RelatedPartyRefOrPartyRoleRef", role=TEXT, partyOrPartyRole=PARTY),
    },
    troubleTicketRelationship={
        "type": "array",
        "items": thing("TroubleTicketRelationship", id=TEXT, relationshipType=TEXT),
    },
)
ERROR = {
    "type": "object",
    "properties": {"code": TEXT, "reason": TEXT, "message": TEXT, "status": TEXT},
    "required": ["@type", "code", "reason"],
}
HUB = thing("Hub", id=TEXT, callback=TEXT, query=TEXT) | {"required": ["id", "callback"]}
EVENT = {
    "type": "object",
    "properties": {
        "eventId": TEXT,
        "eventTime": MOMENT,
        "eventType": {"enum": [*EVENTS]},
        "event": {"type": "object", "required": ["troubleTicket"]},
    },
    "required": ["@type", "eventId", "eventTime", "eventType", "event"],
}
NEED = {
    "@type": "TroubleTicket",
    "description": "The movie was interrupted again and again.",
    "severity": "Major",
    "ticketType": "Bill dispute",
}


def fits(value: object, shape: dict) -> bool:
    """Check a value against what the interface publishes."""
    jsonschema.validate(value, shape, format_checker=jsonschema.FormatChecker())
    return True
