"""A request as others' systems know it: TM Forum's trouble ticket (TMF621, version 5).

What a status means there is laid down in C.2; of what a request waits for, the words differ.
"""

ACKNOWLEDGED, IN_PROGRESS, PENDING, HELD = "acknowledged", "inProgress", "pending", "held"
RESOLVED, CLOSED, CANCELLED, REJECTED = "resolved", "closed", "cancelled", "rejected"
STATUSES = (ACKNOWLEDGED, REJECTED, PENDING, HELD, IN_PROGRESS, CANCELLED, CLOSED, RESOLVED)
MEANT = {
    "new": ACKNOWLEDGED,
    "classified": ACKNOWLEDGED,
    "assigned": ACKNOWLEDGED,
    "in_progress": IN_PROGRESS,
    "resolved": RESOLVED,
    "closed": CLOSED,
    "merged": CLOSED,
    "cancelled": CANCELLED,
    "rejected": REJECTED,
}
# waiting for these is the requester's affair or time's; all else is held up elsewhere
WAITED_FOR = ("customer", "scheduled")
SEVERITIES = {1: "Critical", 2: "Major", 3: "Minor"}
# the events there are, and the facts each tells of
CREATED, CHANGED, MOVED = (
    "TroubleTicketCreateEvent",
    "TroubleTicketAttributeValueChangeEvent",
    "TroubleTicketStatusChangeEvent",
)
EVENTS = {
    CREATED: ("request.registered",),
    MOVED: (
        *("request.started", "request.paused", "request.resumed", "request.resolved"),
        *("request.closed", "request.reopened", "request.cancelled", "request.declined"),
        *("request.answered", "request.assigned", "request.merged", "request.unmerged"),
    ),
    CHANGED: (
        *("request.described", "request.prioritised", "request.classified"),
        *("request.reclassified", "request.replied", "request.noted"),
    ),
}


def status_of(status: str, pending_reason: str) -> str:
    """Return the status of a ticket.

    >>> status_of("pending", "customer"), status_of("pending", "supplier")
    ('pending', 'held')
    """
    if status == "pending":
        return PENDING if pending_reason in WAITED_FOR else HELD
    return MEANT[status]


def meant_by(status: str) -> list[str]:
    """Return the statuses of requests that a status of tickets stands for.

    >>> meant_by("closed"), meant_by("held")
    (['closed', 'merged'], ['pending'])
    """
    if status in (PENDING, HELD):
        return ["pending"]
    return [ours for ours, theirs in MEANT.items() if theirs == status]


def event_of(kind: str) -> str | None:
    """Return the event that a fact is; None where it is none.

    >>> event_of("request.resolved"), event_of("request.ranked")
    ('TroubleTicketStatusChangeEvent', None)
    """
    return next((event for event, kinds in EVENTS.items() if kind in kinds), None)
