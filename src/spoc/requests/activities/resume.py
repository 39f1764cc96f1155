"""`resume`: what was waited for has come."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.touch import save
from spoc.requests.models import SupportRequest


@activity
def resume(support_request: SupportRequest, *, by: Person, why: str = "by_hand") -> SupportRequest:
    """Go on with a request that waited: `why` is answered, woken or by_hand."""
    demand(access.is_party(by, support_request) or access.may_work(by, support_request))
    support_request.move_to("resume", _("Only a request that waits can go on."))
    support_request.pending_reason, support_request.wake_at = "", None
    save(support_request, ["status", "pending_reason", "wake_at"])
    keep_promises(support_request, by=by)
    record("request.resumed", support_request, by=by, why=why)
    return support_request
