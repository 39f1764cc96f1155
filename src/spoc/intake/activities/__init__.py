"""What comes in becomes work.

receive_letter    a raw letter: kept, read, its sender known, its conversation found
receive_letters   many at once
read_letter       the same for a letter already kept
take_call         a call or a visit, written down by an agent
ask               a question asked in the portal
enquire           what somebody asks who is not served yet
hear              what another system sent to a channel
follow_call, end_lost_calls   a step of a call, as a telephone system tells
converse          what somebody wrote in a messenger
hear_alarm        an alarm is counted, opens an incident, is over, or comes again
look_after_alarms what becomes of alarms as time goes by
resolve_cleared   an incident whose alarms are over, in one step
plan_window, change_window, end_window   the maintenance in which alarms are expected
change_alarm_terms   from where on alarms come and go too often, or are one storm
"""

from spoc.intake.activities.alarm_care import look_after_alarms
from spoc.intake.activities.alarm_resolution import resolve_cleared
from spoc.intake.activities.alarm_terms import ALARM_LIMITS, change_alarm_terms
from spoc.intake.activities.alarms import hear_alarm
from spoc.intake.activities.ask import Question, ask
from spoc.intake.activities.call import Call, take_call
from spoc.intake.activities.calls import end_lost_calls, follow_call
from spoc.intake.activities.enquire import Enquiry, enquire
from spoc.intake.activities.hear import hear, hears
from spoc.intake.activities.messages import converse
from spoc.intake.activities.receive import Receipt, read_letter, receive_letter, receive_letters
from spoc.intake.activities.windows import (
    WindowParticulars,
    change_window,
    end_window,
    plan_window,
)

__all__ = [
    "ALARM_LIMITS",
    "Call",
    "Enquiry",
    "Question",
    "Receipt",
    "WindowParticulars",
    "ask",
    "change_alarm_terms",
    "change_window",
    "converse",
    "end_lost_calls",
    "end_window",
    "enquire",
    "follow_call",
    "hear",
    "hear_alarm",
    "hears",
    "look_after_alarms",
    "plan_window",
    "read_letter",
    "receive_letter",
    "receive_letters",
    "resolve_cleared",
    "take_call",
]
