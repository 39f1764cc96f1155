"""`pause`: nothing can be done until the requester answers, or a date comes."""

from datetime import datetime

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.reply import reply
from spoc.requests.activities.touch import save
from spoc.requests.models import SupportRequest
from spoc.requests.rules.sending import PLAIN, Sending
from spoc.requests.rules.words import HELD_FOR
from spoc.suppliers.queries import with_supplier


@activity
def pause(
    support_request: SupportRequest,
    *,
    by: Person,
    reason: str,
    question: str = "",
    wake_at: datetime | None = None,
    sending: Sending = PLAIN,
) -> SupportRequest:
    """Wait for the requester, who is asked a question, for a moment, or for a supplier."""
    demand(access.may_work(by, support_request))
    if reason not in HELD_FOR:
        raise NotPossible(_("Choose what the request waits for."))
    if reason == "scheduled" and (wake_at is None or wake_at <= now()):
        raise NotPossible(
            _("Say when it goes on: a moment still to come."),
            fields={"wake_at": _("Choose a moment still to come.")},
        )
    if reason == "customer" and not question.strip():
        raise NotPossible(
            _("Write the question the requester is to answer."),
            fields={"question": _("Write the question.")},
        )
    supplier = _supplier_of(support_request) if reason == "supplier" else None
    if not support_request.allows("pause"):
        raise NotPossible(_("Only work in progress can wait: begin it first."))
    if reason == "customer":
        reply(support_request, by=by, text=question, sending=sending)
    support_request.move_to("pause", _("Only work in progress can wait: begin it first."))
    support_request.pending_reason = reason
    support_request.wake_at = wake_at
    save(support_request, ["status", "pending_reason", "wake_at"])
    wake = wake_at.isoformat() if wake_at else None
    keep_promises(support_request, by=by)
    record("request.paused", support_request, by=by, reason=reason, wake_at=wake, supplier=supplier)
    return support_request


def _supplier_of(support_request: SupportRequest) -> str:
    """Return which supplier has the work; waiting for one takes a handover to them."""
    handover = with_supplier(support_request)
    if handover is None:
        words = _("Hand it over to a supplier first: then it can wait for them.")
        raise NotPossible(words, fields={"reason": words})
    return handover.supplier.name
