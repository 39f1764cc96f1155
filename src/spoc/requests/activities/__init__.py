"""What is done with a support request, in the order of the process (MOF, Customer Service).

register    somebody needs something: it gets a number, an owner's team and an answer at once
guide       what was answered to the guided questions, or not known
classify    which of the four types it is, which service, how much it hurts: so its priority
decline     it is not ours to support: say so, and who can help
assign      give it to a team and a person; start says that somebody has begun
escalate    hand it to a team with more skill; the owner stays
acknowledge, tell       letters that follow by themselves
reply, note, log_call    say something to the requester, to the desk, by phone
pause, resume            wait for the requester or a date, and go on
resolve     the need is met: say how, and ask the requester to confirm
confirm, close, reopen   it is over when the requester says so, or does not object
cancel, merge, split     it was not needed, was one with another, or was two
"""

from spoc.requests.activities.assign import assign, escalate, own, start
from spoc.requests.activities.cancel import cancel
from spoc.requests.activities.classify import (
    Classification,
    classify,
    decline,
    override_priority,
    restrict,
)
from spoc.requests.activities.close import Checklist, auto_close, confirm, remind, reopen
from spoc.requests.activities.describe import (
    describe,
    describe_type,
    diagnose,
    moment_of,
    typed,
)
from spoc.requests.activities.draft import keep_draft
from spoc.requests.activities.guide import guide
from spoc.requests.activities.links import revoke_links
from spoc.requests.activities.merge import merge, unmerge
from spoc.requests.activities.pause import pause
from spoc.requests.activities.promises import rank
from spoc.requests.activities.register import Registration, follow_up, register
from spoc.requests.activities.register_once import register_once
from spoc.requests.activities.reply import hear, log_call, note, reply
from spoc.requests.activities.resolve import ClosureCheck, Resolution, resolve
from spoc.requests.activities.resume import resume
from spoc.requests.activities.split import split
from spoc.requests.activities.tell import acknowledge, tell, tell_coordinators, tell_declined

__all__ = [
    "Checklist",
    "Classification",
    "ClosureCheck",
    "Registration",
    "Resolution",
    "acknowledge",
    "assign",
    "auto_close",
    "cancel",
    "classify",
    "confirm",
    "decline",
    "describe",
    "describe_type",
    "diagnose",
    "escalate",
    "follow_up",
    "guide",
    "hear",
    "keep_draft",
    "log_call",
    "merge",
    "moment_of",
    "note",
    "override_priority",
    "own",
    "pause",
    "rank",
    "register",
    "register_once",
    "remind",
    "reopen",
    "reply",
    "resolve",
    "restrict",
    "resume",
    "revoke_links",
    "split",
    "start",
    "tell",
    "tell_coordinators",
    "tell_declined",
    "typed",
    "unmerge",
]
