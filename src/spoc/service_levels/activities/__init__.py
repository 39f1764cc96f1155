"""What is done with promises.

add_calendar, change_calendar    when promises run
draft_agreement, change_agreement, send_agreement, return_agreement    what is to be promised
sign_agreement, activate_agreement, end_agreement, expire_agreement    what is agreed
ask_for_review, review_agreement    whether it is still right
keep_time        bring the clocks of a record in step with where it stands
restart_clocks   run on after reopening, with what was left
exempt_clocks, exempt_clock    take it out of every measure, with a reason
propose_exemption, accept_exemption, decline_exemption    who may not decide it proposes it
warn, warn_of    tell of each part of a target used up, once: of all records, or of one
"""

from spoc.service_levels.activities.agreement import (
    activate_agreement,
    ask_for_review,
    change_agreement,
    draft_agreement,
    end_agreement,
    expire_agreement,
    return_agreement,
    review_agreement,
    send_agreement,
    sign_agreement,
)
from spoc.service_levels.activities.calendar import add_calendar, change_calendar
from spoc.service_levels.activities.clocks import (
    Promised,
    Wanted,
    exempt_clock,
    exempt_clocks,
    first_due,
    keep_time,
    restart_clocks,
)
from spoc.service_levels.activities.exemption import (
    accept_exemption,
    decline_exemption,
    propose_exemption,
)
from spoc.service_levels.activities.terms import Promises, Terms, terms_of
from spoc.service_levels.activities.warn import warn, warn_of
from spoc.service_levels.rules.hours import Hours

__all__ = [
    "Hours",
    "Promised",
    "Promises",
    "Terms",
    "Wanted",
    "accept_exemption",
    "activate_agreement",
    "add_calendar",
    "ask_for_review",
    "change_agreement",
    "change_calendar",
    "decline_exemption",
    "draft_agreement",
    "end_agreement",
    "exempt_clock",
    "exempt_clocks",
    "expire_agreement",
    "first_due",
    "keep_time",
    "propose_exemption",
    "restart_clocks",
    "return_agreement",
    "review_agreement",
    "send_agreement",
    "sign_agreement",
    "terms_of",
    "warn",
    "warn_of",
]
