"""`look_at_time_box`: say once that a tier has spent on a request what it may."""

from spoc.audit.activities import activity, record
from spoc.people.models import Person
from spoc.requests.activities.touch import save
from spoc.requests.models import SupportRequest
from spoc.requests.queries.time_box import effort_of
from spoc.requests.rules.time_box import is_box_used


@activity
def look_at_time_box(support_request: SupportRequest, *, by: Person) -> bool:
    """Record that the tier's time is used and it should be handed on; once while it has it."""
    effort = effort_of(support_request)
    if effort is None or effort.tier == support_request.box_used_tier or not is_box_used(effort):
        return False
    support_request.box_used_tier = effort.tier
    save(support_request, ["box_used_tier"])
    record(
        "request.time_box_used", support_request, by=by, tier=effort.tier, minutes=effort.minutes
    )
    return True
