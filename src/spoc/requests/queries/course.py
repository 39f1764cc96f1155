"""How a request went from its first contact to its end."""

from spoc.requests.models import SupportRequest
from spoc.requests.rules.first_contact import Course

LIVE = ("phone", "chat", "walk_in")


def course_of(support_request: SupportRequest) -> Course:
    """Return what the rule of the first contact asks about, in two queries."""
    said = support_request.entries.filter(is_internal=False, is_removed=False).order_by("at", "id")
    told = [*said.values_list("is_from_desk", "at")]
    answers = [at for is_from_desk, at in told if is_from_desk]
    resolved_at = support_request.resolved_at
    return Course(
        tier_resolved=support_request.tier_resolved,
        hop_count=support_request.hop_count,
        reopen_count=support_request.reopen_count,
        is_live=support_request.channel in LIVE,
        is_solved_in_call=_in_call(support_request),
        answers_before=sum(resolved_at is not None and at < resolved_at for at in answers),
        heard_after_first=sum(not is_from_desk for is_from_desk, _ in told[1:]),
    )


def _in_call(support_request: SupportRequest) -> bool:
    """Tell whether it was resolved while the first contact still lasted."""
    contacts = support_request.contacts.select_related("interaction").order_by("id")
    contact = contacts.first()
    if contact is None or support_request.resolved_at is None:
        return False
    call = contact.interaction
    if call.disposition == "quick_answer":
        return True
    return call.ended_at is None or support_request.resolved_at <= call.ended_at
