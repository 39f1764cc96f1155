"""Fulfilling an order: what was decided about it, the work it takes, and that it is delivered."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.terms import Terms, terms_of
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import add_weekdays, now
from spoc.people.access import demand
from spoc.people.models import Person, Team
from spoc.requests import access
from spoc.requests.activities.await_approval import await_approval, clear
from spoc.requests.activities.hand_over_order import order_of
from spoc.requests.activities.handed_out import demand_item, lacks_item, note_item
from spoc.requests.activities.refuse_order import MARK, refuse
from spoc.requests.activities.resolve import Resolution, resolve
from spoc.requests.models import Fulfilment, SupportRequest
from spoc.requests.order_words import done_words
from spoc.requests.queries.hands import is_by_hand, is_work_done
from spoc.requests.queries.order_process import (
    instance_of,
    open_questions,
    told_of,
    version_to_run,
)
from spoc.work.activities import TaskPlan, add_tasks
from spoc.work.models import ApprovalRound
from spoc.workflow.activities import begin_instance
from spoc.workflow.models import Instance


@activity
def settle_order(
    support_request: SupportRequest, *, by: Person, asked: ApprovalRound
) -> SupportRequest:
    """Let an order go on that was approved; refuse it where it was denied, or nobody answered."""
    demand(access.may_work(by, support_request))
    order = order_of(support_request)
    is_waiting = order is not None and support_request.awaits_approval
    if order is None or not is_waiting or asked.mark != MARK or asked.is_open:
        return support_request
    if asked.state != "approved":
        denied = asked.approvals.filter(state="denied").select_related("decided_by").first()
        reason = denied.reason if denied else ""
        person = denied.decided_by.name if denied and denied.decided_by else ""
        refuse(support_request, by=by, code=asked.state, reason=reason, person=person)
        return support_request
    stages = order.move_to("approve", _("It was decided already."))
    order.save(update_fields=["stage"])
    record("order.approved", support_request, by=by, changes={"stage": stages})
    clear(support_request, by=by)
    set_to_work(support_request, order, by=by)
    return support_request


def set_to_work(support_request: SupportRequest, order: Fulfilment, *, by: Person) -> None:
    """Begin what delivers an order: its process, or a task; part of what cleared it."""
    if order.offering_version is None:
        return
    terms = terms_of(order.offering_version)
    record("order.begun", support_request, by=by, offering=terms.name)
    # what a process is drawn for is to hand something out: to change or take it back is for people
    version = version_to_run(terms) if order.purpose == "begin" else None
    if version is None:
        add_tasks(support_request, by=by, plans=[_work(support_request, terms.team, terms)])
        return
    data = told_of(support_request, order)
    instance = begin_instance(support_request, by=by, version=version, data=data)
    order.instance_id = instance.pk
    order.save(update_fields=["instance_id"])
    rest_while_asked(support_request, by=by)


@activity
def rest_while_asked(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Let an order rest while its process asks for an approval, and go on when that is decided.

    What somebody has at hand by then does not rest: they go on with what they can.
    """
    demand(access.may_work(by, support_request))
    order = order_of(support_request)
    if order is None or order.instance_id is None:
        return support_request
    is_asked = open_questions(support_request).exists()
    if is_asked and order.stage == "fulfilling" and support_request.status == "classified":
        stages = order.move_to("ask", _("It was decided already."))
        order.save(update_fields=["stage"])
        record("order.asked", support_request, by=by, changes={"stage": stages})
        await_approval(support_request, by=by)
    elif not is_asked and order.stage == "approving" and support_request.awaits_approval:
        stages = order.move_to("approve", _("It was decided already."))
        order.save(update_fields=["stage"])
        record("order.approved", support_request, by=by, changes={"stage": stages})
        clear(support_request, by=by)
    return support_request


@activity
def settle_process(
    support_request: SupportRequest, *, by: Person, instance: Instance, refused: str | None = None
) -> SupportRequest:
    """Deliver an order its process is through with, or refuse it; what failed is for people.

    `refused` is why the process refused it; None where it did not.
    """
    order = order_of(support_request)
    is_alive = support_request.is_open and support_request.status != "resolved"
    if (
        order is None
        or order.instance_id != instance.pk
        or not is_alive
        or instance.state == "running"
        or _is_of_before(order, instance)
    ):
        return support_request
    if instance.state == "completed" and refused is not None:
        refuse(support_request, by=by, code="denied", reason=refused)
        return support_request
    rest_while_asked(support_request, by=by)
    if instance.state != "completed":
        return _hand(support_request, order, instance.fault or _("the process was ended"), by=by)
    if not order.allows("deliver"):
        return support_request
    try:
        with transaction.atomic():
            return deliver(support_request, by=by)
    except NotPossible as refusal:
        return _hand(support_request, order, refusal.sentence, by=by)


def _hand(
    support_request: SupportRequest, order: Fulfilment, why: str, *, by: Person
) -> SupportRequest:
    """Let people go on where a machine cannot, with a task that says so."""
    team = terms_of(order.offering_version).team if order.offering_version else None
    add_tasks(support_request, by=by, plans=[_work(support_request, team)])
    record("order.handed", support_request, by=by, why=one_line(why, 300))
    return support_request


@activity
def deliver(
    support_request: SupportRequest,
    *,
    by: Person,
    words: str = "",
    minutes: int | None = None,
    item: ConfigurationItem | None = None,
) -> SupportRequest:
    """Say that what was ordered is there, and ask the one who ordered it to accept it.

    `item` is the thing that was handed out, where it is a configuration item.
    """
    demand(access.may_work(by, support_request))
    order = order_of(support_request)
    if order is None or not order.allows("deliver"):
        raise NotPossible(_("Nothing that was ordered with it is being delivered now."))
    demand_item(order, item, by=by)
    if item is not None:
        note_item(support_request, by=by, item=item)
    is_automatic = by.kind == Person.Kind.SYSTEM and not is_by_hand(support_request)
    order.delivered_at = now()
    order.save(update_fields=["delivered_at"])
    resolution = Resolution(
        text=words.strip() or _there(support_request, order),
        method="self_service" if is_automatic else "fulfilled",
        closure_code="delivered",
        minutes=0 if minutes is None and by.kind == Person.Kind.SYSTEM else minutes,
    )
    return resolve(support_request, by=by, resolution=resolution)


@activity
def look_at_order(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Deliver an order by itself once all its tasks are done; one that failed is for people."""
    order = order_of(support_request)
    if order is None or not order.allows("deliver"):
        return support_request
    instance = instance_of(order)
    is_by_tasks = instance is None or instance.state in ("failed", "cancelled")
    if instance is not None and _is_of_before(order, instance):
        is_by_tasks = True
    if not (is_by_tasks and support_request.is_open):
        return support_request
    if is_work_done(support_request, order.rejected_at) and not lacks_item(order):
        deliver(support_request, by=by)
    return support_request


def _is_of_before(order: Fulfilment, instance: Instance) -> bool:
    """Tell whether a case ended before what it delivered was sent back: it is for people now."""
    ended_at, rejected_at = instance.ended_at, order.rejected_at
    return bool(ended_at and rejected_at and ended_at <= rejected_at)


def _there(support_request: SupportRequest, order: Fulfilment) -> str:
    """Return the words that say it is delivered, in the requester's language."""
    language = support_request.language or support_request.requester.speaks
    with translation.override(language):
        name = str(order.offering_version.offering) if order.offering_version else ""
        return done_words(order.purpose, name)


def _work(
    support_request: SupportRequest, team: int | None, terms: Terms | None = None
) -> TaskPlan:
    """Return the one task an order is delivered by where no process does it."""
    found = Team.objects.filter(pk=team or 0, is_active=True).first()
    days = terms.lead_days if terms else None
    title = support_request.title
    if support_request.fulfilment.purpose == "begin":
        title = _("Deliver: %(what)s") % {"what": title}
    due_at = add_weekdays(now(), days) if days else None
    return TaskPlan(one_line(title, 200), team=found or support_request.team, due_at=due_at)
