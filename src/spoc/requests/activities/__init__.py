"""What is done with a support request, in the order of the process (MOF, Customer Service).

register    somebody needs something: it gets a number, an owner's team and an answer at once
guide       what was answered to the guided questions, or not known
classify    which of the four types it is, which service, how much it hurts: so its priority
decline     it is not ours to support: say so, and who can help
dispatch    the table of rules says which team, and who of it
assign      give it to a team and a person; start says that somebody has begun
take, give_back          have it oneself, where nobody was quicker; and back as it was
escalate    hand it to a team with more skill; the owner stays
raise_escalation, climb, acknowledge_escalation   its promise is in danger: who hears, and who next
look_at_time_box          its tier has spent what it may: it should be handed on
ask_coordinator, keep_here   it went to and fro: the incident coordinator decides
acknowledge, tell       letters that follow by themselves
reply, note, log_call    say something to the requester, to the desk, by phone
pause, resume            wait for the requester or a date, and go on
resolve     the need is met: say how, and ask the requester to confirm
confirm, close, reopen   it is over when the requester says so, or does not object
consider_major ...       a disturbance of many: see the activities of major incidents
cancel, merge, split     it was not needed, was one with another, or was two
"""

from spoc.requests.activities.answer_escalation import (
    acknowledge_escalation,
    act_on_escalation,
    close_escalations,
)
from spoc.requests.activities.ask_attention import ask_for_attention
from spoc.requests.activities.assign import assign, own, start
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
from spoc.requests.activities.dispatch import dispatch
from spoc.requests.activities.dispatch_rules import (
    RuleParticulars,
    add_rule,
    change_rule,
    move_rule,
    switch_rule,
)
from spoc.requests.activities.draft import keep_draft
from spoc.requests.activities.escalate import (
    HandoffNote,
    ask_coordinator,
    escalate,
    keep_here,
)
from spoc.requests.activities.escalate_supplier import escalate_supplier
from spoc.requests.activities.guide import guide
from spoc.requests.activities.ladder import (
    add_ladder,
    add_usual_ladders,
    change_ladder,
    end_ladder,
)
from spoc.requests.activities.learn import (
    learn_from_history,
    refuse_suggestions,
    settle_suggestions,
)
from spoc.requests.activities.links import revoke_links
from spoc.requests.activities.major import (
    change_major_terms,
    close_major,
    consider_major,
    coordinate_major,
    declare_major,
    decline_major,
    deliver_update,
    downgrade_major,
    have_too,
    link_to_major,
    miss_update,
    propose_major,
    restore_major,
    review_major,
    update_major,
)
from spoc.requests.activities.merge import merge, unmerge
from spoc.requests.activities.pause import pause
from spoc.requests.activities.promises import rank
from spoc.requests.activities.raise_escalation import climb, raise_escalation
from spoc.requests.activities.register import Registration, follow_up, register
from spoc.requests.activities.register_once import register_once
from spoc.requests.activities.reply import hear, log_call, note, reply
from spoc.requests.activities.resolve import ClosureCheck, Resolution, resolve
from spoc.requests.activities.resume import resume
from spoc.requests.activities.send_digests import send_digests
from spoc.requests.activities.split import split
from spoc.requests.activities.take import give_back, take
from spoc.requests.activities.tell import acknowledge, tell, tell_coordinators, tell_declined
from spoc.requests.activities.time_box import look_at_time_box

__all__ = [
    "Checklist",
    "Classification",
    "ClosureCheck",
    "HandoffNote",
    "Registration",
    "Resolution",
    "RuleParticulars",
    "acknowledge",
    "acknowledge_escalation",
    "act_on_escalation",
    "add_ladder",
    "add_rule",
    "add_usual_ladders",
    "ask_coordinator",
    "ask_for_attention",
    "assign",
    "auto_close",
    "cancel",
    "change_ladder",
    "change_major_terms",
    "change_rule",
    "classify",
    "climb",
    "close_escalations",
    "close_major",
    "confirm",
    "consider_major",
    "coordinate_major",
    "declare_major",
    "decline",
    "decline_major",
    "deliver_update",
    "describe",
    "describe_type",
    "diagnose",
    "dispatch",
    "downgrade_major",
    "end_ladder",
    "escalate",
    "escalate_supplier",
    "follow_up",
    "give_back",
    "guide",
    "have_too",
    "hear",
    "keep_draft",
    "keep_here",
    "learn_from_history",
    "link_to_major",
    "log_call",
    "look_at_time_box",
    "merge",
    "miss_update",
    "moment_of",
    "move_rule",
    "note",
    "override_priority",
    "own",
    "pause",
    "propose_major",
    "raise_escalation",
    "rank",
    "refuse_suggestions",
    "register",
    "register_once",
    "remind",
    "reopen",
    "reply",
    "resolve",
    "restore_major",
    "restrict",
    "resume",
    "review_major",
    "revoke_links",
    "send_digests",
    "settle_suggestions",
    "split",
    "start",
    "switch_rule",
    "take",
    "tell",
    "tell_coordinators",
    "tell_declined",
    "typed",
    "unmerge",
    "update_major",
]
