"""What the pages know of handing a request on: what waits, who decides, how a note begins."""

from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import Handoff, SupportRequest
from spoc.requests.queries.handoffs import begun_with, is_last_hop_made, pending_of
from spoc.requests.queries.time_box import tier_at_work


def known_of_hops(support_request: SupportRequest, person: Person) -> dict[str, object]:
    """Return what the form of escalating knows beforehand."""
    pending = pending_of(support_request)
    return {
        "pending": pending,
        "begun": begun_with(support_request, pending),
        "is_decided": is_last_hop_made(support_request),
        "decides_hops": access.may_decide_hops(person, support_request),
    }


def hint_of(
    support_request: SupportRequest, person: Person, asked: Handoff | None
) -> dict[str, object]:
    """Return what the head of a request says about handing it on; `asked` waits to be decided."""
    pending = asked if support_request.allows("escalate") else None
    decides = pending is not None and access.may_decide_hops(person, support_request)
    used = bool(tier_at_work(support_request)) and (
        tier_at_work(support_request) == support_request.box_used_tier
    )
    return {"pending": pending, "decides_hops": decides, "is_box_used": used}
