"""The life of a handover to a supplier: one table of lawful moves.

The table drives the guards, the buttons and the API; constraints in the database repeat what each
state demands. What comes back is returned: the supplier goes on with it, so that is no state.
"""

from enum import StrEnum

from spoc.kit.moves import Move, Moves


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


MOVES = Moves(
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
move, is_lawful, moves_from = MOVES.named, MOVES.is_lawful, MOVES.leading_from
