"""What follows from facts about orders."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.requests import jobs, order_jobs
from spoc.requests.activities.refuse_order import MARK
from spoc.workflow.queries.processes import has_running


@on("approval.settled")
def settle_order(fact: Fact, values: Mapping[str, object]) -> None:
    """Let an order go on as its approvers decided."""
    if fact.noun == "request" and values.get("mark") == MARK:
        asked = int(str(values["round"]))
        later(order_jobs.settle_order, number=fact.subject_id, asked=asked)


@on("approval.requested", "approval.settled")
def rest_while_asked(fact: Fact, values: Mapping[str, object]) -> None:
    """Let an order rest while its process asks for an approval, and go on after."""
    if fact.noun == "request" and values.get("mark") != MARK:
        later(order_jobs.rest_while_asked, number=fact.subject_id)


@on("instance.completed")
def settle_process(fact: Fact, values: Mapping[str, object]) -> None:
    """Deliver, or refuse, what a process is through with."""
    is_refused = values.get("outcome") == "refused"
    refused = {"refused": str(values.get("reason") or "")} if is_refused else {}
    later(order_jobs.settle_process, instance=fact.subject_id, **refused)


@on("instance.failed", "instance.cancelled")
def hand_to_people(fact: Fact, values: Mapping[str, object]) -> None:
    """Let people go on where a process cannot."""
    later(order_jobs.settle_process, instance=fact.subject_id)


@on("request.resumed")
def dispatch_approved(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the rules of dispatch say who gets what was approved."""
    if values.get("why") == "approved":
        later(jobs.dispatch, number=fact.subject_id)


@on("task.done", "task.failed", "task.cancelled")
def look_at_order(fact: Fact, values: Mapping[str, object]) -> None:
    """See whether all that an order takes is done."""
    if fact.noun == "request":
        later(order_jobs.look_at_order, number=fact.subject_id)


@on("request.cancelled", "request.merged", "request.declined")
def withdraw_order(fact: Fact, values: Mapping[str, object]) -> None:
    """Let go of what was ordered with a request that is over."""
    later(order_jobs.withdraw_order, number=fact.subject_id)


@on("order.refused")
def tell_refused(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell who ordered it that it is not to be, and why."""
    later(order_jobs.tell_refused, number=fact.subject_id)


@on("request.answered")
def tell_cases(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the processes of a request hear what its requester wrote, where any runs."""
    if has_running(fact.noun, fact.subject_id):
        later(order_jobs.tell_cases, number=fact.subject_id, entry=int(str(values["entry"])))
