"""What is ordered in the demonstration: waiting for a manager, on its way, delivered, refused."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from spoc.catalogue.models import Offering
from spoc.kit.time import at
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests.activities.fulfil import settle_order
from spoc.requests.activities.order import Wish, order
from spoc.requests.models import SupportRequest
from spoc.work.activities import decide
from spoc.work.models import Approval, ApprovalRound


@dataclass(frozen=True, slots=True)
class OrderIs:
    """An order: how many hours ago, by whom, for whom, of what, and what was decided."""

    hours: int
    by: str
    offering: str
    whom: str = ""
    answers: dict[str, object] = field(default_factory=dict)
    quantity: int = 1
    is_approved: bool | None = None
    reason: str = ""


ORDERS = (
    OrderIs(
        50,
        "Karin Holm",
        "laptop",
        answers={"model": "power", "reason": "CT and MR studies", "where": "House 4, floor 2"},
    ),
    OrderIs(
        46,
        "Rune Dahl",
        "vpn",
        answers={"why": "Inspections from the car."},
        is_approved=True,
    ),
    OrderIs(
        28,
        "Sanna Kivi",
        "drawing-licence",
        answers={"why": "Plans of the ward."},
        is_approved=False,
        reason="Ask the property office for the plans instead.",
    ),
    OrderIs(
        5,
        "Birgitta Ahl",
        "new-employee",
        answers={
            "who": "Nour Bashir",
            "begins": "2027-01-11",
            "things": ["account", "computer", "keys"],
            "where": "House 4, floor 2",
        },
    ),
    OrderIs(3, "Elin Sand", "guest-wifi", whom="Ahmed Yusuf", answers={"from_day": "2027-01-04"}),
)


def order_things(until: datetime) -> None:
    """Let people order, and who approves it decide some of it."""
    for each in ORDERS:
        offering = Offering.objects.filter(key=each.offering, state="published").first()
        if offering is not None:
            with at(until - timedelta(hours=each.hours)):
                _order(each, offering)


def _order(each: OrderIs, offering: Offering) -> None:
    by = Person.objects.get(name=each.by)
    whom = Person.objects.get(name=each.whom) if each.whom else by
    wish = Wish(offering, each.answers, each.quantity)
    made = order(whom, by=by, wish=wish)
    if each.is_approved is None:
        return
    approval = Approval.objects.filter(
        round__noun="request", round__subject_id=made.pk, state="requested"
    ).first()
    if approval is not None:
        _decide(made, approval, each)


def _decide(made: SupportRequest, approval: Approval, each: OrderIs) -> None:
    by, is_approved = approval.approver, bool(each.is_approved)
    decide(approval, by=by, is_approved=is_approved, reason=each.reason)
    asked = ApprovalRound.objects.get(pk=approval.round_id)
    settle_order(made, by=system(), asked=asked)
