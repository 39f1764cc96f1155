"""What follows from facts about approvals, and from the end of the request they are about."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.requests import approval_jobs

OVER = ("request.cancelled", "request.declined", "request.closed", "request.merged")


@on("approval.requested", "approval.delegated", "approval.renewed", "approval.reminded")
def tell(fact: Fact, values: Mapping[str, object]) -> None:
    """Write to whoever is to decide."""
    asked = values.get("approvals")
    for pk in asked if isinstance(asked, list) else ():
        later(approval_jobs.tell, fact=fact.pk, approval=pk)


@on(*OVER)
def withdraw(fact: Fact, values: Mapping[str, object]) -> None:
    """Take back what is asked about a request that is over."""
    later(approval_jobs.withdraw, number=fact.subject_id)
