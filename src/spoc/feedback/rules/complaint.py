"""The life of a complaint: one table of lawful moves, and the words it is sorted by.

The table drives the guards, the buttons and the API; constraints in the database repeat what each
state demands.
"""

from enum import StrEnum

from spoc.kit.moves import Move, Moves


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


MOVES = Moves(
    Move("receive", (), State.RECEIVED),
    Move("acknowledge", (State.RECEIVED,), State.ACKNOWLEDGED),
    Move("investigate", (State.ACKNOWLEDGED,), State.INVESTIGATING),
    Move("respond", (State.ACKNOWLEDGED, State.INVESTIGATING), State.RESPONDED),
    Move("accept", (State.RESPONDED,), State.CLOSED),
    Move("escalate", (State.RESPONDED,), State.ESCALATED),
    Move("lapse", (State.RESPONDED,), State.CLOSED),
    Move("settle", (State.ESCALATED,), State.CLOSED),
)
move, is_lawful, moves_from = MOVES.named, MOVES.is_lawful, MOVES.leading_from
