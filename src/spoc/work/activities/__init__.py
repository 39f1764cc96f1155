"""How work is accounted for.

start_timer, stop_timer, discard_timer    time the work while it is done
log_work, correct_work                    the minutes it took, and mending them while fresh
"""

from spoc.work.activities.log import correct_work, log_work
from spoc.work.activities.timer import discard_timer, start_timer, stop_timer
from spoc.work.rules import LONGEST

__all__ = [
    "LONGEST",
    "correct_work",
    "discard_timer",
    "log_work",
    "start_timer",
    "stop_timer",
]
