"""How far an order is, in the words of the one who ordered it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.catalogue.terms import terms_of
from spoc.catalogue.words import price_words
from spoc.cmdb.access import visible_to as items_visible_to
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.time import add_weekdays
from spoc.people.models import Person
from spoc.requests.models import Fulfilment, SupportRequest
from spoc.requests.queries.ordered import told_in_words
from spoc.requests.rules.fulfilment import Stage as At
from spoc.ui.environment import when
from spoc.work.models import ApprovalRound
from spoc.workflow.queries.shown import StepShown, steps_of

PLACES = {"checking": 0, "approving": 1, "fulfilling": 2, "delivered": 3, "accepted": 4}


@dataclass(frozen=True, slots=True)
class OrderStage:
    """One stage of the way; state is `past`, `at`, or empty while it is to come."""

    label: str
    small: str
    state: str


@dataclass(frozen=True, slots=True)
class OrderTold:
    """An order as the page of its request tells of it to the one who made it."""

    order: Fulfilment
    name: str
    price: str
    whom: str
    told: list[tuple[str, str]]
    stages: list[OrderStage]
    steps: list[StepShown]
    item: ConfigurationItem | None


def order_told(support_request: SupportRequest, person: Person) -> OrderTold | None:
    """Return what a request tells of the order it is; None where it is none."""
    order = order_of(support_request)
    if order is None or order.offering_version is None:
        return None
    terms = terms_of(order.offering_version)
    whom = order.requested_for
    return OrderTold(
        order=order,
        name=str(order.offering_version.offering),
        price=price_words(order.total, order.currency, terms.period),
        whom="" if whom is None or whom.pk == person.pk else whom.name,
        told=told_in_words(terms.form, order.answers),
        stages=order_stages(support_request, order),
        steps=steps_of(support_request) if order.instance_id else [],
        item=_item(order, person),
    )


def order_beside(support_request: SupportRequest, person: Person) -> OrderTold | None:
    """Return the same for a page that read the request whole; nothing is asked where it is none."""
    known = getattr(support_request, "fulfilment", None)
    return order_told(support_request, person) if known is not None and known.is_order else None


def order_of(support_request: SupportRequest) -> Fulfilment | None:
    """Return the order a request is, with its terms; None where nothing was ordered with it."""
    if support_request.type != "fulfilment":
        return None
    rows = Fulfilment.objects.exclude(stage="").filter(pk=support_request.pk)
    return rows.select_related(
        "offering_version__offering", "requested_for", "alternative", "basket"
    ).first()


def stage_words(order: Fulfilment) -> str:
    """Return how far an order is, as the one who ordered it reads it."""
    words = {
        "checking": _("We check it"),
        "approving": _("Somebody has to approve it first"),
        "fulfilling": _("We are getting it ready"),
        "delivered": _("Delivered: please check"),
        "accepted": _("Done"),
        "refused": _("It was refused"),
        "withdrawn": _("Cancelled"),
    }
    return words.get(order.stage, "")


def order_stages(support_request: SupportRequest, order: Fulfilment) -> list[OrderStage]:
    """Return the way of an order from asking to done; nothing where it ended early.

    Whether somebody has to approve it stands there where somebody was asked.
    """
    if order.stage not in PLACES:
        return []
    here = PLACES[order.stage] if support_request.status != "closed" else PLACES["accepted"]
    asked = _asked(support_request)
    way = [(0, _("Ordered"), when(support_request.created_at))]
    if asked is not None:
        way.append((1, _("Approval"), _approval(asked)))
    way += [
        (2, _("Being delivered"), _delivery(support_request, order)),
        (3, _("Please check"), when(order.delivered_at) if order.delivered_at else _later()),
        (4, _("Done"), when(support_request.closed_at) if support_request.closed_at else ""),
    ]
    return [
        OrderStage(words, small, "past" if place < here else "at" if place == here else "")
        for place, words, small in way
    ]


def _item(order: Fulfilment, person: Person) -> ConfigurationItem | None:
    """Return the thing that was handed out, to who may know of it."""
    return items_visible_to(person).filter(pk=order.item_id).first() if order.item_id else None


def _asked(support_request: SupportRequest) -> ApprovalRound | None:
    rounds = ApprovalRound.objects.filter(noun="request", subject_id=support_request.pk)
    return rounds.order_by("id").first()


def _approval(asked: ApprovalRound) -> str:
    if asked.settled_at is not None:
        return when(asked.settled_at)
    rows = asked.approvals.filter(state="requested").select_related("approver").order_by("order")
    names = [each.approver.name for each in rows[:3]]
    return ", ".join(names) or _later()


def _delivery(support_request: SupportRequest, order: Fulfilment) -> str:
    """Return by when it is there, as far as its terms say so."""
    if order.delivered_at is not None or order.stage != At.FULFILLING:
        return when(order.delivered_at) if order.delivered_at else ""
    days = terms_of(order.offering_version).lead_days if order.offering_version else None
    if support_request.due_at is not None:
        return _("by %(when)s") % {"when": when(support_request.due_at)}
    if not days:
        return ""
    ready = add_weekdays(support_request.created_at, days)
    return _("by %(when)s") % {"when": when(ready)}


def _later() -> str:
    return _("we will ask you")
