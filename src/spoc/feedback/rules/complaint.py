"""The life of a complaint: one table of lawful moves, and the words it is sorted by.

The table drives the guards, the buttons and the API; constraints in the database repeat what each
state demands.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    INVESTIGATING = "investigating"
    RESPONDED = "responded"
    ESCALATED = "escalated"
    CLOSED = "closed"


# somebody here, or who complained, still has something to do
OPEN = tuple(state for state in State if state is not State.CLOSED)
# what the service did, or how people were met
CATEGORIES = ("service", "handling", "waiting", "information", "other")
SEVERITIES = ("minor", "normal", "serious")
# how it ended: the response was accepted, nothing more was heard, or the last word was said
ENDINGS = ("accepted", "silence", "settled")


@dataclass(frozen=True, slots=True)
class Move:
    """A lawful move: what it is called, and from where to where."""

    verb: str
    sources: tuple[State, ...]
    target: State


MOVES = (
    Move("receive", (), State.RECEIVED),
    Move("acknowledge", (State.RECEIVED,), State.ACKNOWLEDGED),
    Move("investigate", (State.ACKNOWLEDGED,), State.INVESTIGATING),
    Move("respond", (State.ACKNOWLEDGED, State.INVESTIGATING), State.RESPONDED),
    Move("accept", (State.RESPONDED,), State.CLOSED),
    Move("escalate", (State.RESPONDED,), State.ESCALATED),
    Move("lapse", (State.RESPONDED,), State.CLOSED),
    Move("settle", (State.ESCALATED,), State.CLOSED),
)
_BY_VERB = {move.verb: move for move in MOVES}


def move(verb: str) -> Move:
    """Return the move of this name, or raise KeyError."""
    return _BY_VERB[verb]


def is_lawful(verb: str, state: str) -> bool:
    """Tell whether this move may be made from this state.

    >>> is_lawful("respond", "received"), is_lawful("respond", "acknowledged")
    (False, True)
    """
    return State(state) in _BY_VERB[verb].sources


def moves_from(state: str) -> list[Move]:
    """Return every move that may be made from this state, in the order of the table.

    >>> [move.verb for move in moves_from("responded")]
    ['accept', 'escalate', 'lapse']
    """
    return [move for move in MOVES if State(state) in move.sources]
