"""Whether a request may be asked for as a new service, and which one was made of it."""

from spoc.records.models import Link
from spoc.requests.models import SupportRequest


def may_be_proposed(support_request: SupportRequest) -> bool:
    """Tell whether nothing there meets it: a question, or an order that cannot be met or never was.

    What is being ordered, or was decided against, is there.
    """
    if support_request.type == "information":
        return support_request.is_open
    if support_request.type != "fulfilment":
        return False
    order = support_request.fulfilment
    return order.cannot_be_met or (not order.is_order and support_request.is_open)


def proposed_instead(support_request: SupportRequest) -> SupportRequest | None:
    """Return the request for a new service that was made of one; None where none was."""
    links = Link.objects.filter(
        relation="raised_from", from_noun="request", to_noun="request", to_id=support_request.pk
    )
    found = SupportRequest.objects.filter(pk__in=links.values("from_id"), type="new_service")
    return found.order_by("pk").first()
