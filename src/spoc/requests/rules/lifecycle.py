"""The life of a support request: one table of lawful moves, R1 to R19.

The table drives the guards, the buttons, the API and the diagram in the reference; constraints
in the database repeat what each status demands.
"""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where a request stands."""

    NEW = "new"
    CLASSIFIED = "classified"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    PENDING = "pending"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    MERGED = "merged"


WORKED = (Status.NEW, Status.CLASSIFIED, Status.ASSIGNED, Status.IN_PROGRESS, Status.PENDING)
# what still waits for somebody: the worked ones and those the requester has yet to confirm
OPEN = (*WORKED, Status.RESOLVED)
ENDED = (Status.CLOSED, Status.REJECTED, Status.CANCELLED, Status.MERGED)


@dataclass(frozen=True, slots=True)
class Move:
    """A lawful move: its number, the activity that makes it, and from where to where."""

    number: str
    verb: str
    sources: tuple[Status, ...]
    target: Status


MOVES = (
    Move("R1", "register", (), Status.NEW),
    Move("R2", "classify", (Status.NEW,), Status.CLASSIFIED),
    Move("R3", "decline", (Status.NEW,), Status.REJECTED),
    Move("R4", "assign", (Status.CLASSIFIED,), Status.ASSIGNED),
    Move("R5", "start", (Status.ASSIGNED,), Status.IN_PROGRESS),
    Move("R6", "answer_now", (Status.NEW, Status.CLASSIFIED), Status.RESOLVED),
    Move("R7", "pause", (Status.IN_PROGRESS,), Status.PENDING),
    Move("R8", "resume", (Status.PENDING,), Status.IN_PROGRESS),
    Move("R9", "resolve", (Status.ASSIGNED, Status.IN_PROGRESS, Status.PENDING), Status.RESOLVED),
    Move("R10", "confirm", (Status.RESOLVED,), Status.CLOSED),
    Move("R11", "auto_close", (Status.RESOLVED,), Status.CLOSED),
    Move("R12", "reopen", (Status.RESOLVED,), Status.IN_PROGRESS),
    Move("R13", "escalate", (Status.IN_PROGRESS, Status.PENDING), Status.ASSIGNED),
    Move("R14", "reclassify", WORKED[1:], Status.CLASSIFIED),
    Move("R15", "cancel", OPEN, Status.CANCELLED),
    Move("R16", "merge", OPEN, Status.MERGED),
    Move("R17", "follow_up", (Status.CLOSED,), Status.CLOSED),
    # an order waits for its approval before anybody has it, and is dispatched when it came
    Move("R18", "await_approval", (Status.CLASSIFIED,), Status.PENDING),
    Move("R19", "clear", (Status.PENDING,), Status.CLASSIFIED),
)
_BY_VERB = {move.verb: move for move in MOVES}
# all that can be done with what waits for its approval, which nobody need have
UNAPPROVED = ("clear", "cancel", "merge")


def move(verb: str) -> Move:
    """Return the move an activity makes, or raise KeyError."""
    return _BY_VERB[verb]


def is_lawful(verb: str, status: str, waits_for: str = "") -> bool:
    """Tell whether this move may be made from this status, and from what it waits for.

    >>> is_lawful("resolve", "new"), is_lawful("resolve", "pending")
    (False, True)
    >>> is_lawful("resolve", "pending", "approval"), is_lawful("clear", "pending", "approval")
    (False, True)
    """
    is_unapproved = waits_for == "approval"
    if (verb == "clear" and not is_unapproved) or (is_unapproved and verb not in UNAPPROVED):
        return False
    return Status(status) in _BY_VERB[verb].sources


def moves_from(status: str, waits_for: str = "") -> list[Move]:
    """Return every move that may be made from this status, in the order of the table.

    >>> [move.verb for move in moves_from("pending")]
    ['resume', 'resolve', 'escalate', 'reclassify', 'cancel', 'merge']
    """
    return [move for move in MOVES if is_lawful(move.verb, status, waits_for)]


def diagram() -> str:
    """Return the table as a Mermaid state diagram, for the reference."""
    lines = ["stateDiagram-v2"]
    for each in MOVES:
        sources = each.sources or ("[*]",)
        lines += [f"    {s} --> {each.target}: {each.number} {each.verb}" for s in sources]
    lines += [f"    {status} --> [*]" for status in ENDED]
    return "\n".join(lines)
