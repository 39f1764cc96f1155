"""What is known of a request when somebody wants to resolve it."""

from typing import Any

from spoc.records.models import Link
from spoc.requests.models import SupportRequest
from spoc.requests.rules.guards import Outcome
from spoc.requests.rules.lifecycle import WORKED
from spoc.work.queries import logs_of


def outcome_of(support_request: SupportRequest, text: str, method: str, code: str) -> Outcome:
    """Return what the guards of resolving ask about."""
    incident = _known_of(support_request, "incident", "incident")
    information = _known_of(support_request, "information", "information")
    fulfilment = _known_of(support_request, "fulfilment", "fulfilment")
    proposal = _known_of(support_request, "new_service", "proposal")
    return Outcome(
        type=support_request.type,
        resolution=text.strip(),
        method=method,
        closure_code=code,
        effort_logged=logs_of(support_request).exists(),
        restored=bool(incident and incident.restored_at),
        verified=bool(incident and incident.verification),
        is_gap=bool(information and information.is_gap),
        has_article=bool(information) and has_article(support_request),
        delivered=bool(fulfilment and fulfilment.delivered_at),
        decision=proposal.decision if proposal else "",
        decision_reason=proposal.decision_reason if proposal else "",
        open_children=open_children(support_request),
    )


def _known_of(support_request: SupportRequest, type: str, name: str) -> Any:
    """Return the fields of a type; None when the request is of another."""
    return getattr(support_request, name, None) if support_request.type == type else None


def has_article(support_request: SupportRequest) -> bool:
    """Tell whether an article is linked as what answered a request."""
    return Link.objects.filter(
        relation="documented_by",
        from_noun="request",
        from_id=support_request.pk,
        to_noun="article",
    ).exists()


def open_children(support_request: SupportRequest) -> int:
    """Return how many requests this one is the parent of and that are still worked on."""
    children = Link.objects.filter(
        relation="parent_of",
        from_noun="request",
        from_id=support_request.pk,
        to_noun="request",
    )
    return SupportRequest.objects.filter(
        pk__in=children.values("to_id"), status__in=[str(status) for status in WORKED]
    ).count()
