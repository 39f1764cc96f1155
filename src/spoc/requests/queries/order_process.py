"""The process an order is fulfilled by: which version of it runs, and what its cases are told."""

from django.db.models import QuerySet

from spoc.catalogue.terms import Terms
from spoc.requests.models import Fulfilment, SupportRequest
from spoc.work.models import ApprovalRound
from spoc.workflow.models import DefinitionVersion, Instance


def version_to_run(terms: Terms) -> DefinitionVersion | None:
    """Return the version of the process that a new order runs by; None where there is none.

    The one its terms were published with, or the one that took its place since.
    """
    if terms.definition is None:
        return None
    versions = DefinitionVersion.objects.filter(
        definition=terms.definition, definition__is_live=True, state="published"
    )
    return versions.first()


def told_of(support_request: SupportRequest, order: Fulfilment) -> dict[str, object]:
    """Return what a case knows of the order it is begun for: its answers by key, and the rest."""
    price = order.price
    return {
        **order.answers,
        "request": support_request.pk,
        "requester": support_request.requester_id,
        "requested_for": order.requested_for_id,
        "quantity": order.quantity,
        "price": None if price is None else float(price),
        "total": None if order.total is None else float(order.total),
        "purpose": order.purpose,
    }


def instance_of(order: Fulfilment) -> Instance | None:
    """Return the case that fulfils an order, where a process does."""
    rows = Instance.objects.filter(pk=order.instance_id or 0)
    return rows.select_related("definition_version__definition").first()


def order_run_by(instance: int) -> Fulfilment | None:
    """Return the order that a case fulfils, if it fulfils one."""
    rows = Fulfilment.objects.filter(instance_id=instance)
    return rows.select_related("support_request").first()


def open_questions(support_request: SupportRequest) -> QuerySet[ApprovalRound]:
    """Return what is asked about a request and not decided yet."""
    asked = ApprovalRound.objects.filter(noun="request", subject_id=support_request.pk)
    return asked.filter(state="open").order_by("id")
