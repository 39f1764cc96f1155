"""The life of a handover to a supplier: one table of lawful moves.

The table drives the guards, the buttons and the API; constraints in the database repeat what each
state demands. What comes back is returned: the supplier goes on with it, so that is no state.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a handover stands."""

    DRAFT = "draft"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    WORKING = "working"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


# the supplier has it, and time counts for them
WITH_SUPPLIER = (State.SENT, State.ACKNOWLEDGED, State.WORKING)
# somebody, we or they, still has something to do
OPEN = (State.DRAFT, *WITH_SUPPLIER, State.ANSWERED)


@dataclass(frozen=True, slots=True)
class Move:
    """A lawful move: what it is called, and from where to where."""

    verb: str
    sources: tuple[State, ...]
    target: State


MOVES = (
    Move("write", (), State.DRAFT),
    Move("send", (State.DRAFT,), State.SENT),
    Move("acknowledge", (State.SENT,), State.ACKNOWLEDGED),
    Move("work", (State.ACKNOWLEDGED, State.WORKING), State.WORKING),
    Move("ask", (State.ACKNOWLEDGED, State.WORKING), State.WORKING),
    Move("answer", (State.ACKNOWLEDGED, State.WORKING), State.ANSWERED),
    Move("accept", (State.ANSWERED,), State.ACCEPTED),
    Move("return", (State.ANSWERED,), State.WORKING),
    Move("close", (State.ACCEPTED,), State.CLOSED),
    Move("withdraw", (State.DRAFT, *WITH_SUPPLIER), State.WITHDRAWN),
)
_BY_VERB = {move.verb: move for move in MOVES}


def move(verb: str) -> Move:
    """Return the move of this name, or raise KeyError."""
    return _BY_VERB[verb]


def is_lawful(verb: str, state: str) -> bool:
    """Tell whether this move may be made from this state.

    >>> is_lawful("answer", "sent"), is_lawful("answer", "working")
    (False, True)
    """
    return State(state) in _BY_VERB[verb].sources


def moves_from(state: str) -> list[Move]:
    """Return every move that may be made from this state, in the order of the table.

    >>> [move.verb for move in moves_from("answered")]
    ['accept', 'return']
    """
    return [move for move in MOVES if State(state) in move.sources]
