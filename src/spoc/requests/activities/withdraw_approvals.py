"""`withdraw_approvals`: what is over needs nobody's approval any more."""

from spoc.audit.activities import activity
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.work.activities import withdraw_round
from spoc.work.models import ApprovalRound
from spoc.work.queries.approvals import open_rounds_of


@activity
def withdraw_approvals(support_request: SupportRequest, *, by: Person) -> list[ApprovalRound]:
    """Take back every question about a request that is over."""
    if support_request.is_open:
        return []
    rounds = open_rounds_of("request", support_request.pk)
    return [withdraw_round(asked, by=by) for asked in rounds]
