"""What is right for a handover: its life, and what a supplier's letter says by hand of rule."""

from spoc.suppliers.rules.lifecycle import (
    MOVES,
    OPEN,
    WITH_SUPPLIER,
    Move,
    State,
    is_lawful,
    move,
    moves_from,
)
from spoc.suppliers.rules.reading import Said, read
from spoc.suppliers.rules.senders import is_theirs

__all__ = [
    "MOVES",
    "OPEN",
    "WITH_SUPPLIER",
    "Move",
    "Said",
    "State",
    "is_lawful",
    "is_theirs",
    "move",
    "moves_from",
    "read",
]
