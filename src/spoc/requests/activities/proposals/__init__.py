"""What is done with a new service that is asked for, in the order of its filter.

propose_instead     a question, or a refused order, is asked for as a new service
match_services      see what there is already that may meet the need
dismiss_match, accept_match   why it will not do; or it will, and the request is an order
ask_justification   the requester says what for, for whom and what it would save
remind_justification, lapse_proposal   asked again, twice; in the end it lapses
justify             the requester answered
score_proposal      five marks from 1 to 5, weighed
pass_filter, filter_out       somebody stands for it, and it is assessed; or it is not worth it
appeal              judged once more, once
assess              demand, resources and benefits
ask_budget, settle_budget     whoever has the money says so
approve_proposal, defer_proposal, decline_proposal   a service owner decides
wake_proposal       the day has come until which it was put off
"""

from spoc.requests.activities.proposals.assess import (
    Assessment,
    ask_budget,
    assess_proposal,
    settle_budget,
)
from spoc.requests.activities.proposals.decide import (
    approve_proposal,
    decline_proposal,
    defer_proposal,
    take_over_decision,
    wake_proposal,
)
from spoc.requests.activities.proposals.instead import propose_instead
from spoc.requests.activities.proposals.judge import (
    Judgement,
    appeal,
    filter_out,
    pass_filter,
    score_proposal,
)
from spoc.requests.activities.proposals.justify import (
    Justification,
    ask_justification,
    justify,
    lapse_proposal,
    remind_justification,
)
from spoc.requests.activities.proposals.match import (
    accept_match,
    dismiss_match,
    match_services,
)
from spoc.requests.activities.proposals.terms import change_proposal_terms
from spoc.requests.activities.proposals.told import tell_next, tell_sponsor

__all__ = [
    "Assessment",
    "Judgement",
    "Justification",
    "accept_match",
    "appeal",
    "approve_proposal",
    "ask_budget",
    "ask_justification",
    "assess_proposal",
    "change_proposal_terms",
    "decline_proposal",
    "defer_proposal",
    "dismiss_match",
    "filter_out",
    "justify",
    "lapse_proposal",
    "match_services",
    "pass_filter",
    "propose_instead",
    "remind_justification",
    "score_proposal",
    "settle_budget",
    "take_over_decision",
    "tell_next",
    "tell_sponsor",
    "wake_proposal",
]
