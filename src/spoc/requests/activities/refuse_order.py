"""An order comes to nothing: it is refused, or nobody needs it any more."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.text import one_line
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.hand_over_order import take_from_register
from spoc.requests.activities.licences import give_licences_back
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.touch import save
from spoc.requests.models import Fulfilment, SupportRequest
from spoc.requests.queries.alternatives import alternative_to
from spoc.requests.queries.order_process import instance_of
from spoc.requests.rules.words import REFUSED
from spoc.work.activities import cancel_task, withdraw_round
from spoc.work.models import ApprovalRound
from spoc.work.queries import tasks_of
from spoc.work.rules.task import OPEN
from spoc.workflow.activities import cancel_instance

# what marks the question whether an order is approved
MARK = "order"
# the ends of a request that let go of what was ordered with it
LET_GO = ("cancelled", "merged", "rejected")


def refuse(
    support_request: SupportRequest, *, by: Person, code: str, reason: str, person: str = ""
) -> None:
    """Say that an order is not to be, and why; part of what found that out.

    Its request ends with it, and takes no time of anybody's promises.
    """
    order = support_request.fulfilment
    stages = order.move_to("refuse", _("It was decided already."))
    order.refused_code, order.refused_reason = code, one_line(reason, 300)
    order.alternative = alternative_to(order, code)
    give_licences_back(order)
    order.save(
        update_fields=["stage", "refused_code", "refused_reason", "alternative", "licences_taken"]
    )
    _end(support_request, by=by)
    take_from_register(support_request, order)
    _stop_process(support_request, order, by=by)
    told: dict[str, object] = {"code": code, "reason": order.refused_reason, "person": person}
    record("order.refused", support_request, by=by, **told, changes={"stage": stages})


@activity
def withdraw_order(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Let go of an order whose request ended otherwise: nobody approves or delivers it any more."""
    demand(access.may_work(by, support_request))
    order = Fulfilment.objects.filter(pk=support_request.pk).first()
    if order is None or support_request.status not in LET_GO or not order.allows("withdraw"):
        return support_request
    stages = order.move_to("withdraw", _("It was decided already."))
    give_licences_back(order)
    order.save(update_fields=["stage", "licences_taken"])
    asked = ApprovalRound.objects.filter(noun="request", subject_id=support_request.pk, mark=MARK)
    for each in asked.filter(state="open"):
        withdraw_round(each, by=by)
    take_from_register(support_request, order)
    _stop_process(support_request, order, by=by)
    record("order.withdrawn", support_request, by=by, changes={"stage": stages})
    return support_request


def _end(support_request: SupportRequest, *, by: Person) -> None:
    support_request.move_to("cancel", _("This request is over already."))
    support_request.cancel_reason = REFUSED
    support_request.pending_reason, support_request.wake_at = "", None
    save(support_request, ["status", "cancel_reason", "pending_reason", "wake_at"])
    keep_promises(support_request, by=by)


def _stop_process(support_request: SupportRequest, order: Fulfilment, *, by: Person) -> None:
    """End the case that would have fulfilled it, and take back the tasks of it."""
    instance = instance_of(order)
    if instance is not None and instance.state == "running":
        cancel_instance(instance, by=by, reason=_("The order is over."))
    for task in tasks_of(support_request).filter(state__in=OPEN):
        cancel_task(task, by=by, result=_("The order is over."))
