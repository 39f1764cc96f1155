"""What is right for surveys and complaints: whom to ask, what is low, and the life of each."""

from spoc.feedback.rules.complaint import (
    CATEGORIES,
    ENDINGS,
    MOVES,
    OPEN,
    SEVERITIES,
    Move,
    State,
    is_lawful,
    move,
    moves_from,
)
from spoc.feedback.rules.survey import (
    SCORES,
    SURVEY_STATES,
    Chance,
    is_low,
    reason_not_to_ask,
)

__all__ = [
    "CATEGORIES",
    "ENDINGS",
    "MOVES",
    "OPEN",
    "SCORES",
    "SEVERITIES",
    "SURVEY_STATES",
    "Chance",
    "Move",
    "State",
    "is_lawful",
    "is_low",
    "move",
    "moves_from",
    "reason_not_to_ask",
]
