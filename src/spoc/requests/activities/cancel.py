"""`cancel`: it was not needed after all."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.touch import save
from spoc.requests.models import SupportRequest
from spoc.requests.rules import cancel_reasons


@activity
def cancel(support_request: SupportRequest, *, by: Person, reason: str) -> SupportRequest:
    """End a request that nobody needs any more; test and spam are the desk's to say."""
    demand(access.may_decide_as_requester(by, support_request))
    if reason not in cancel_reasons(is_desk=access.may_work(by, support_request)):
        raise NotPossible(_("Choose why it is cancelled."))
    changes = support_request.move_to("cancel", _("This request is over already."))
    support_request.cancel_reason = reason
    support_request.pending_reason, support_request.wake_at = "", None
    save(support_request, ["status", "cancel_reason", "pending_reason", "wake_at"])
    keep_promises(support_request, by=by)
    record("request.cancelled", support_request, by=by, reason=reason, changes={"status": changes})
    return support_request
