"""`escalate_supplier`: what a supplier promised for a request is in danger, or broken."""

from spoc.audit.activities import activity
from spoc.people.models import Person
from spoc.requests.activities.raise_escalation import raise_escalation
from spoc.requests.models import Escalation, SupportRequest
from spoc.requests.rules.ladder import CONTACT, SUPPLIER, part_used
from spoc.suppliers.activities import remind_supplier
from spoc.suppliers.models import Handover


@activity
def escalate_supplier(
    handover: Handover, *, by: Person, metric: str, percent: int
) -> list[Escalation]:
    """Tell those whom the suppliers' ladder names; the supplier reads it in its own thread."""
    parent, trigger = handover.parent, part_used(percent)
    if not isinstance(parent, SupportRequest) or trigger is None or not handover.is_with_supplier:
        return []
    raised = raise_escalation(
        parent,
        by=by,
        trigger=trigger,
        occasion=f"{handover.reference} {metric}",
        reason=f"{handover.supplier.name}, {handover.reference}",
        level=SUPPLIER,
    )
    roles = {step.place: step.roles for each in raised[:1] for step in each.ladder.steps}
    if any(CONTACT in roles[each.place] for each in raised):
        remind_supplier(handover, by=by, metric=metric, percent=percent)
    return raised
