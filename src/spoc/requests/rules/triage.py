"""Triage: in which order the queue is worked, and why each request stands where it stands."""

from dataclasses import dataclass
from datetime import UTC, datetime

# what has no due instant comes after all that has one
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
PAUSED, SOLVED, ORDINARY = 100, 200, 10
RAISING = (75, 100)
PAUSING = ("customer", "scheduled", "approval")


def rests(status: str, pending_reason: str) -> bool:
    """Tell whether no time runs: what waits for the requester is neither late nor due soon.

    >>> rests("pending", "customer"), rests("pending", "supplier"), rests("new", "")
    (True, False, False)
    """
    return status == "pending" and pending_reason in PAUSING


@dataclass(frozen=True, slots=True)
class Standing:
    """What the order asks of a request; `used_mark` is the last warning of its clocks given."""

    number: int
    priority: int
    status: str
    created_at: datetime
    is_major: bool = False
    used_mark: int = 0
    criticality: int = 4
    due_at: datetime | None = None
    is_vip: bool = False
    pending_reason: str = ""

    @property
    def is_paused(self) -> bool:
        """Whether its time stands still; while a supplier has it, the promise runs on."""
        return rests(self.status, self.pending_reason)


def effective_priority(priority: int, used_mark: int) -> int:
    """Return the priority it is worked by: one higher at 75 % used, two at 100 %, never by age 1.

    >>> effective_priority(3, 80), effective_priority(5, 130), effective_priority(2, 90)
    (2, 3, 2)
    """
    if priority <= 2:
        return priority
    return max(2, priority - sum(used_mark >= mark for mark in RAISING))


def rank(standing: Standing) -> int:
    """Return the first part of the key: paused last, a major incident first, then the priority."""
    waits = PAUSED if standing.is_paused else 0
    if standing.status == "resolved":
        waits = SOLVED
    ordinary = 0 if standing.is_major else ORDINARY
    return waits + ordinary + effective_priority(standing.priority, standing.used_mark)


def triage_key(standing: Standing) -> tuple[int, int, datetime, bool, datetime, int]:
    """Return the key the queue is sorted by, ascending."""
    return (
        rank(standing),
        standing.criticality,
        standing.due_at or NEVER,
        not standing.is_vip,
        standing.created_at,
        standing.number,
    )


def reasons(standing: Standing) -> list[str]:
    """Return why it stands where it stands, as codes in the order they decide."""
    found = []
    if standing.is_paused:
        found.append("paused")
    if standing.status == "resolved":
        found.append("solved")
    if standing.is_major:
        found.append("major")
    raised = standing.priority - effective_priority(standing.priority, standing.used_mark)
    found.append(f"raised_{raised}" if raised else "priority")
    found.append("criticality")
    found.append("due" if standing.due_at else "no_due")
    if standing.is_vip:
        found.append("vip")
    return found
