"""What is right for a support request: its life, its priority, its likeness to others."""

from spoc.requests.rules.lifecycle import (
    MOVES,
    OPEN,
    Move,
    Status,
    is_lawful,
    move,
    moves_from,
)
from spoc.requests.rules.priority import LOST, priority_of, suggested_impact, suggested_urgency
from spoc.requests.rules.reading import Reading, Subject, read
from spoc.requests.rules.similarity import Likeness, likeness, trigram_similarity
from spoc.requests.rules.words import (
    CLOSURE_CODES,
    METHODS,
    PENDING_REASONS,
    TYPES,
    cancel_reasons,
)

__all__ = [
    "CLOSURE_CODES",
    "LOST",
    "METHODS",
    "MOVES",
    "OPEN",
    "PENDING_REASONS",
    "TYPES",
    "Likeness",
    "Move",
    "Reading",
    "Status",
    "Subject",
    "cancel_reasons",
    "is_lawful",
    "likeness",
    "move",
    "moves_from",
    "priority_of",
    "read",
    "suggested_impact",
    "suggested_urgency",
    "trigram_similarity",
]
