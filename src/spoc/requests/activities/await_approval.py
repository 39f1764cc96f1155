"""Waiting for an approval before anybody begins, and going on when it came."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.assign import start_where_assigned
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.touch import save
from spoc.requests.models import SupportRequest


@activity
def await_approval(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Let a classified request rest until it is approved (R18); nobody need have it meanwhile."""
    demand(access.may_work(by, support_request))
    support_request.move_to(
        "await_approval", _("Only a classified request that nobody began waits for an approval.")
    )
    support_request.pending_reason = "approval"
    save(support_request, ["status", "pending_reason"])
    keep_promises(support_request, by=by)
    record("request.paused", support_request, by=by, reason="approval", wake_at=None)
    return support_request


@activity
def clear(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Let a request that was approved go on: it is dispatched now (R19)."""
    demand(access.may_work(by, support_request))
    support_request.move_to("clear", _("It does not wait for an approval."))
    support_request.pending_reason = ""
    save(support_request, ["status", "pending_reason"])
    keep_promises(support_request, by=by)
    record("request.resumed", support_request, by=by, why="approved")
    start_where_assigned(support_request, by=by)
    return support_request
