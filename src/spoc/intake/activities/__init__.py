"""What comes in becomes work.

receive_letter    a raw letter: kept, read, its sender known, its conversation found
receive_letters   many at once
read_letter       the same for a letter already kept
take_call         a call or a visit, written down by an agent
ask               a question asked in the portal
"""

from spoc.intake.activities.ask import Question, ask
from spoc.intake.activities.call import Call, take_call
from spoc.intake.activities.receive import Receipt, read_letter, receive_letter, receive_letters

__all__ = [
    "Call",
    "Question",
    "Receipt",
    "ask",
    "read_letter",
    "receive_letter",
    "receive_letters",
    "take_call",
]
