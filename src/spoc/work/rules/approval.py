"""When a round of approvals is settled, who may decide in it, and when its approvers hear again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

RULES = ("all", "any", "sequence", "quorum")
ROUND_STATES = ("open", "approved", "denied", "expired", "withdrawn")
DECIDED = ("approved", "denied")
AWAITED = ("waiting", "requested")
APPROVAL_STATES = (*AWAITED, *DECIDED, "expired", "withdrawn")
# by which way somebody answered: a page of the desk, the portal, a link in a mail, a mail
WAYS = ("page", "portal", "mail", "answer", "api")
REMIND_AFTER = 0.5
LONGEST_REASON = 1000


def outcome(rule: str, quorum: int, states: Sequence[str]) -> str | None:
    """Return how a round ends with its approvals in these states; None while it is open.

    It ends at the earliest moment at which nobody can turn it any more.

    >>> outcome("quorum", 2, ["approved", "requested", "approved"])
    'approved'
    >>> outcome("quorum", 2, ["denied", "requested", "denied"])
    'denied'
    """
    needed = needed_of(rule, quorum, len(states))
    approved, denied = states.count("approved"), states.count("denied")
    if needed and approved >= needed:
        return "approved"
    return "denied" if denied > len(states) - needed else None


def needed_of(rule: str, quorum: int, count: int) -> int:
    """Return how many of so many approvers have to approve.

    >>> [needed_of(rule, 2, 3) for rule in RULES]
    [3, 1, 3, 2]
    """
    return {"any": min(1, count), "quorum": min(quorum, count)}.get(rule, count)


def asked_now(rule: str, states: Sequence[str]) -> list[int]:
    """Return the places of the approvers who are to be asked now: in a sequence one at a time.

    >>> asked_now("sequence", ["approved", "waiting", "waiting"])
    [1]
    >>> asked_now("all", ["waiting", "waiting"])
    [0, 1]
    """
    waiting = [place for place, state in enumerate(states) if state == "waiting"]
    if rule != "sequence":
        return waiting
    return [] if "requested" in states else waiting[:1]


def remind_at(requested: datetime, due: datetime | None) -> datetime | None:
    """Return when who was asked is reminded: after half the time; None where there is no end."""
    if due is None or due <= requested:
        return None
    return requested + (due - requested) * REMIND_AFTER


@dataclass(frozen=True, slots=True)
class Seat:
    """Who may decide an approval: who was asked, a delegate, deputies; and who is kept out.

    `barred` are who gains by it and, where that is demanded, who asked; `spent` are those who
    decided another approval of the round.
    """

    approver: int
    delegate: int | None = None
    deputies: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()
    spent: frozenset[int] = field(default_factory=frozenset)


def objection(seat: Seat, person: int) -> str | None:
    """Return why somebody may not decide: they are not asked, gain by it, or decided; or None.

    >>> objection(Seat(approver=1, barred=frozenset([1])), 1)
    'barred'
    """
    if person not in (seat.approver, seat.delegate) and person not in seat.deputies:
        return "not_asked"
    if person in seat.barred:
        return "barred"
    return "spent" if person in seat.spent else None


def delegate_objection(seat: Seat, approvers: Iterable[int], person: int) -> str | None:
    """Return why an approval cannot be handed to somebody; None where it can.

    Nobody has two voices in a round, and nobody gets one who gains by it.
    """
    if person == seat.approver or person in set(approvers):
        return "is_approver"
    if person in seat.barred:
        return "barred"
    return "spent" if person in seat.spent else None


def quorum_fault(rule: str, quorum: int, count: int) -> bool:
    """Tell whether so many voices cannot be asked of so many approvers.

    >>> quorum_fault("quorum", 4, 3), quorum_fault("all", 0, 3)
    (True, False)
    """
    return rule == "quorum" and not 1 <= quorum <= count
