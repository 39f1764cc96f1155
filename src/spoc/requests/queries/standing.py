"""How a request stands, in the words of the one who asked: status, next step, the way so far."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.requests.models import SupportRequest
from spoc.requests.words import (
    APPROVAL_FOR_REQUESTER,
    SCHEDULED_FOR_REQUESTER,
    STATUS_FOR_REQUESTER,
    SUPPLIER_FOR_REQUESTER,
)
from spoc.ui.environment import when

WITHOUT_A_WAY = ("rejected", "cancelled", "merged")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the way a request goes; state is `past`, `at`, or empty while it is to come."""

    label: str
    small: str
    state: str


def standing(support_request: SupportRequest) -> str:
    """Return the status in the requester's words."""
    waits_for = {
        "scheduled": SCHEDULED_FOR_REQUESTER,
        "supplier": SUPPLIER_FOR_REQUESTER,
        "approval": APPROVAL_FOR_REQUESTER,
    }
    if support_request.status == "pending" and support_request.pending_reason in waits_for:
        return str(waits_for[support_request.pending_reason])
    return str(STATUS_FOR_REQUESTER[support_request.status])


def next_step(support_request: SupportRequest) -> str:
    """Return what comes next, in a few words; nothing when it is over."""
    match support_request.status:
        case "new" | "classified":
            return _("We will write to you")
        case "in_progress" if support_request.assignee:
            return _("%(name)s is on it") % {"name": support_request.assignee.name}
        case "pending" if support_request.pending_reason == "customer":
            return _("Please answer our question")
        case "pending" if support_request.wake_at:
            return _("It goes on %(when)s") % {"when": when(support_request.wake_at)}
        case "resolved":
            return _("Does it work?")
        case "merged" if support_request.merged_into:
            number = support_request.merged_into.reference
            return _("It goes on in %(number)s") % {"number": number}
    return ""


def stages(support_request: SupportRequest) -> list[Stage]:
    """Return the way from asking to done, with where it is now; nothing where it ended early."""
    if support_request.status in WITHOUT_A_WAY:
        return []
    way = [
        (_("Received"), when(support_request.created_at)),
        (_("Being worked on"), _at_work(support_request)),
        (_("Please check"), _to_check(support_request)),
        (_("Done"), when(support_request.closed_at) if support_request.closed_at else ""),
    ]
    here = _place(support_request.status)
    return [
        Stage(label, small, "past" if place < here else "at" if place == here else "")
        for place, (label, small) in enumerate(way)
    ]


def _place(status: str) -> int:
    places = {"new": 0, "classified": 0, "resolved": 2, "closed": 3}
    return places.get(status, 1)


def _at_work(support_request: SupportRequest) -> str:
    if support_request.status in ("assigned", "pending"):
        return next_step(support_request) or standing(support_request)
    return when(support_request.accepted_at) if support_request.accepted_at else ""


def _to_check(support_request: SupportRequest) -> str:
    if support_request.resolved_at:
        return when(support_request.resolved_at)
    return _("we will ask you")
