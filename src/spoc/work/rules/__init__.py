"""How long work took, and the moves of a task."""

from spoc.work.rules.minutes import (
    LONGEST,
    is_forgotten,
    may_be_corrected,
    minutes_between,
)

__all__ = ["LONGEST", "is_forgotten", "may_be_corrected", "minutes_between"]
