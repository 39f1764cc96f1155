"""What waits about approvals: letters to who is to decide, and questions nobody needs any more."""

from procrastinate.contrib.django import app

from spoc.audit.models import Fact
from spoc.people.queries import system
from spoc.requests.activities.tell_approvers import tell_approver
from spoc.requests.activities.withdraw_approvals import withdraw_approvals
from spoc.requests.models import SupportRequest
from spoc.work.models import Approval


@app.task(queue="requests")
def tell(fact: int, approval: int) -> None:
    """Write to whoever may decide an approval."""
    asked = Approval.objects.select_related("round").filter(pk=approval).first()
    if asked is not None:
        tell_approver(Fact.objects.get(pk=fact), by=system(), approval=asked)


@app.task(queue="requests")
def withdraw(number: int) -> None:
    """Take back what is asked about a request that is over."""
    withdraw_approvals(SupportRequest.objects.get(pk=number), by=system())
