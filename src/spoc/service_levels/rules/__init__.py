"""What is right about promises: business time, clocks, and whose time was used."""

from spoc.service_levels.rules.business_time import (
    Calendar,
    after_days,
    consumed,
    due_at,
    next_opening,
    open_at,
    read_windows,
)
from spoc.service_levels.rules.chain import Holder, Segment, Turn, blamed, chain, totals
from spoc.service_levels.rules.clock import (
    MARKS,
    Course,
    due,
    is_broken,
    is_met,
    marks_by,
    next_mark,
    reached_at,
    used,
)

__all__ = [
    "MARKS",
    "Calendar",
    "Course",
    "Holder",
    "Segment",
    "Turn",
    "after_days",
    "blamed",
    "chain",
    "consumed",
    "due",
    "due_at",
    "is_broken",
    "is_met",
    "marks_by",
    "next_mark",
    "next_opening",
    "open_at",
    "reached_at",
    "read_windows",
    "totals",
    "used",
]
