"""What is done with promises.

add_calendar, change_calendar    when promises run
draft_agreement, change_agreement, send_agreement, return_agreement    what is to be promised
sign_agreement, activate_agreement, review_agreement, end_agreement    what is agreed
keep_time        bring the clocks of a record in step with where it stands
restart_clocks   run on after reopening, with what was left
exempt_clocks, exempt_clock    take it out of every measure, with a reason
warn             tell of each part of a target used up, once
"""

from spoc.service_levels.activities.agreement import (
    Promises,
    Terms,
    activate_agreement,
    change_agreement,
    draft_agreement,
    end_agreement,
    return_agreement,
    review_agreement,
    send_agreement,
    sign_agreement,
)
from spoc.service_levels.activities.calendar import Hours, add_calendar, change_calendar
from spoc.service_levels.activities.clocks import (
    Promised,
    Wanted,
    exempt_clock,
    exempt_clocks,
    keep_time,
    restart_clocks,
)
from spoc.service_levels.activities.warn import warn

__all__ = [
    "Hours",
    "Promised",
    "Promises",
    "Terms",
    "Wanted",
    "activate_agreement",
    "add_calendar",
    "change_agreement",
    "change_calendar",
    "draft_agreement",
    "end_agreement",
    "exempt_clock",
    "exempt_clocks",
    "keep_time",
    "restart_clocks",
    "return_agreement",
    "review_agreement",
    "send_agreement",
    "sign_agreement",
    "warn",
]
