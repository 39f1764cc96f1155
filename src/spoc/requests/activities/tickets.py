"""Trouble tickets of others' systems: opened and changed by them, under the desk's own law."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.channels.activities import log_contact
from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.assign import start
from spoc.requests.activities.cancel import cancel
from spoc.requests.activities.close import confirm, reopen
from spoc.requests.activities.describe import describe
from spoc.requests.activities.pause import pause
from spoc.requests.activities.register import Registration, begin
from spoc.requests.activities.reply import Words, hear, note
from spoc.requests.activities.resolve import Resolution, resolve
from spoc.requests.activities.resume import resume
from spoc.requests.models import SupportRequest
from spoc.requests.rules import ticket as rules


@dataclass(frozen=True, slots=True)
class TicketChange:
    """What another system wants of a ticket: a title, a status with its reason, further notes."""

    title: str | None = None
    status: str | None = None
    reason: str = ""
    notes: Sequence[str] = field(default_factory=tuple)


@activity
def open_ticket(requester: Person, *, by: Person, ticket: Mapping[str, Any]) -> SupportRequest:
    """Register what another system reports; what it said is kept as it came."""
    contact = log_contact(
        "api",
        by=by,
        person=requester,
        subject=str(ticket.get("name", "")),
        body=json.dumps(ticket, ensure_ascii=False, default=str),
        disposition="request_new",
    )
    said = Registration(
        description=str(ticket["description"]),
        title=str(ticket.get("name") or ""),
        channel="api",
        interaction=contact,
    )
    made = begin(requester, by=by, registration=said)
    for each in ticket.get("note") or ():
        _say(made, str(each["text"]), by)
    return made


@activity
def change_ticket(
    support_request: SupportRequest, *, by: Person, change: TicketChange
) -> SupportRequest:
    """Do all that another system wants of a ticket, or nothing of it."""
    if change.title is not None and change.title != support_request.title:
        describe(support_request, by=by, title=change.title)
    for text in change.notes:
        _say(support_request, text, by)
    now_it_is = rules.status_of(support_request.status, support_request.pending_reason)
    if change.status is not None and change.status != now_it_is:
        _move(support_request, by, change.status, change.reason)
    return support_request


def _say(support_request: SupportRequest, text: str, by: Person) -> None:
    """Say something: of whoever works on it, a note for the desk, so that nothing goes out."""
    if access.may_work(by, support_request) and by.pk != support_request.requester_id:
        note(support_request, by=by, text=text)
    else:
        hear(support_request, by=by, channel="api", words=Words(text))


def _move(support_request: SupportRequest, by: Person, status: str, reason: str) -> None:
    if status == rules.RESOLVED:
        told = Resolution(text=reason, method="fix", closure_code="solved", minutes=0)
        resolve(support_request, by=by, resolution=told)
    elif status == rules.CLOSED:
        confirm(support_request, by=by)
    elif status == rules.CANCELLED:
        cancel(support_request, by=by, reason="withdrawn")
    elif status == rules.PENDING:
        pause(support_request, by=by, reason="customer", question=reason)
    elif status == rules.IN_PROGRESS:
        _go_on(support_request, by, reason)
    else:
        words = _("A ticket becomes %(status)s by what the desk does: nobody sets it.")
        told_so = words % {"status": status}
        raise NotPossible(told_so, fields={"status": told_so})


def _go_on(support_request: SupportRequest, by: Person, reason: str) -> None:
    if support_request.status == "resolved":
        reopen(support_request, by=by, reason=reason)
    elif support_request.status == "pending":
        resume(support_request, by=by)
    else:
        start(support_request, by=by)
