"""What is done with what people say of us.

ask_how_it_was                     the question, once a request is closed
answer_survey, expire_survey       what they say, or that they said nothing
follow_up                          somebody looks into a low score
praise, tell_praised               thanks, passed on to whoever they are for
receive_complaint, receive_flagged     somebody complains, or a request turns out to be a complaint
tell_received, tell_late           who manages the service hears of it
describe_complaint                 what it is about, how serious it is, and who answers it
acknowledge_complaint              who complained is told that somebody does
investigate_complaint, respond_to_complaint     what happened, and what is done about it
hear_complainant                   who complained writes more about it
accept_response, escalate_complaint, lapse_complaint    who complained is content, is not, or silent
tell_escalated, settle_complaint   the management hears of it, and has the last word
change_feedback_terms              when people are asked, and how long a complaint takes
"""

from spoc.feedback.activities.answer import Answer, answer_survey, expire_survey, follow_up
from spoc.feedback.activities.ask import ask_how_it_was
from spoc.feedback.activities.complain import Grievance, receive_complaint, receive_flagged
from spoc.feedback.activities.decide import (
    accept_response,
    escalate_complaint,
    lapse_complaint,
)
from spoc.feedback.activities.handle import (
    Response,
    acknowledge_complaint,
    describe_complaint,
    investigate_complaint,
    respond_to_complaint,
    settle_complaint,
)
from spoc.feedback.activities.hear import hear_complainant
from spoc.feedback.activities.praise import praise, tell_praised
from spoc.feedback.activities.tell import tell_escalated, tell_heard, tell_late, tell_received
from spoc.feedback.activities.terms import LIMITS, change_feedback_terms

__all__ = [
    "LIMITS",
    "Answer",
    "Grievance",
    "Response",
    "accept_response",
    "acknowledge_complaint",
    "answer_survey",
    "ask_how_it_was",
    "change_feedback_terms",
    "describe_complaint",
    "escalate_complaint",
    "expire_survey",
    "follow_up",
    "hear_complainant",
    "investigate_complaint",
    "lapse_complaint",
    "praise",
    "receive_complaint",
    "receive_flagged",
    "respond_to_complaint",
    "settle_complaint",
    "tell_escalated",
    "tell_heard",
    "tell_late",
    "tell_praised",
    "tell_received",
]
