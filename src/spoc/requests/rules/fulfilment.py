"""The way of an order: one table of lawful moves, from asking for it to accepting it (C.5)."""

from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from spoc.kit.moves import Move, Moves


class Stage(StrEnum):
    """How far an order has come; what was never ordered from the catalogue has no stage."""

    NONE = ""
    CHECKING = "checking"
    APPROVING = "approving"
    FULFILLING = "fulfilling"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STAGES = tuple(stage.value for stage in Stage)
UNDERWAY = (Stage.CHECKING, Stage.APPROVING, Stage.FULFILLING, Stage.DELIVERED)
# while it is delivered, and afterwards, it can be said what was handed out
GIVEN_OUT = (Stage.FULFILLING, Stage.DELIVERED, Stage.ACCEPTED)
# what is still to come of an order
AHEAD = (Stage.CHECKING, Stage.APPROVING, Stage.FULFILLING)
# what an order does with what somebody has: it begins it, or it ends it
PURPOSES = ("begin", "change", "end")
# how long something waits in a basket to be ordered
KEPT_FOR = timedelta(days=30)
# how many of one thing are ordered at once
MOST = 100
# why an order came to nothing once it was made, beside what may keep it from being made
DECIDED_AGAINST = ("denied", "expired", "withdrawn", "nobody_approves")
# what somebody decided against is there, and so is what can be had later, or once it is proven
HAD_OTHERWISE = (*DECIDED_AGAINST, "identity", "not_yet", "suspended")


MOVES = Moves(
    Move("order", (Stage.NONE,), Stage.CHECKING),
    # a process may ask on its way whether it goes on, and be told that it does not
    Move("ask", (Stage.CHECKING, Stage.FULFILLING), Stage.APPROVING),
    Move("begin", (Stage.CHECKING,), Stage.FULFILLING),
    Move("approve", (Stage.APPROVING,), Stage.FULFILLING),
    Move("refuse", (Stage.CHECKING, Stage.APPROVING, Stage.FULFILLING), Stage.REFUSED),
    Move("deliver", (Stage.FULFILLING,), Stage.DELIVERED),
    Move("accept", (Stage.DELIVERED,), Stage.ACCEPTED),
    Move("reject", (Stage.DELIVERED,), Stage.FULFILLING),
    Move("withdraw", UNDERWAY, Stage.WITHDRAWN),
)


def target(verb: str, stage: str) -> Stage | None:
    """Return the stage a move leads to; None where it cannot be made from here.

    >>> target("deliver", "fulfilling"), target("deliver", "approving")
    (<Stage.DELIVERED: 'delivered'>, None)
    """
    found = MOVES.named(verb)
    return found.target if Stage(stage) in found.sources else None


def total(price: Decimal | None, quantity: int) -> Decimal | None:
    """Return what an order costs in all; None where no price is told.

    >>> total(Decimal("19.50"), 2), total(None, 2)
    (Decimal('39.00'), None)
    """
    return None if price is None else price * quantity


def diagram() -> str:
    """Return the table as a Mermaid state diagram, for the reference."""
    lines = ["stateDiagram-v2"]
    for each in MOVES:
        lines += [f"    {s or '[*]'} --> {each.target}: {each.verb}" for s in each.sources]
    ended = (Stage.ACCEPTED, Stage.REFUSED, Stage.WITHDRAWN)
    lines += [f"    {stage} --> [*]" for stage in ended]
    return "\n".join(lines)
