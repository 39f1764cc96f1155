"""What is done with a support request, in the order of the process (MOF, Customer Service).

register    somebody needs something: it gets a number, an owner's team and an answer at once
guide       what was answered to the guided questions, or not known
classify    which of the four types it is, which service, how much it hurts: so its priority
decline     it is not ours to support: say so, and who can help
dispatch    the table of rules says which team, and who of it
fill_in     what the desk keeps of it beside what every desk does
assign      give it to a team and a person; start says that somebody has begun
take, give_back          have it oneself, where nobody was quicker; and back as it was
take_next                the most urgent that nobody has; no two people get the same
escalate    hand it to a team with more skill; the owner stays
raise_escalation, climb, acknowledge_escalation   its promise is in danger: who hears, and who next
look_at_time_box          its tier has spent what it may: it should be handed on
ask_coordinator, keep_here   it went to and fro: the incident coordinator decides
acknowledge, tell       letters that follow by themselves
forward                  send what was said to somebody outside
plan_reply, take_back    say it later; say it a moment ago, and not after all
reply, note, log_call    say something to the requester, to the desk, by phone
set_reminder, drop_reminder, bring_back   out of one's sight until a moment, then on top
pause, resume            wait for the requester or a date, and go on
resolve     the need is met: say how, and ask the requester to confirm
confirm, close, reopen   it is over when the requester says so, or does not object
consider_major ...       a disturbance of many: see the activities of major incidents
cancel, merge, split     it was not needed, was one with another, or was two
try_merge   what a merge would lead to, before it is done
fold_tallies, mend_tallies   keep short, and right, what is kept of how many are open
run_macro, undo_macro     what is often done together; see also the modules macros and bulk
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
from spoc.requests.activities.custom_fields import fill_in
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
from spoc.requests.activities.draft import draft_reply, keep_draft, take_draft
from spoc.requests.activities.escalate import (
    HandoffNote,
    ask_coordinator,
    escalate,
    keep_here,
)
from spoc.requests.activities.escalate_supplier import escalate_supplier
from spoc.requests.activities.field_settings import (
    FieldParticulars,
    add_field,
    change_field,
    move_field,
)
from spoc.requests.activities.fold_tallies import fold_tallies, mend_tallies
from spoc.requests.activities.forward import forward
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
from spoc.requests.activities.planned_reply import (
    move_reply,
    plan_reply,
    send_planned,
    unplan_reply,
)
from spoc.requests.activities.promises import rank
from spoc.requests.activities.raise_escalation import climb, raise_escalation
from spoc.requests.activities.recurrences import (
    RecurrenceParticulars,
    add_recurrence,
    change_recurrence,
    register_due,
    set_recurrence,
)
from spoc.requests.activities.register import Registration, follow_up, register
from spoc.requests.activities.register_once import register_once
from spoc.requests.activities.reminders import (
    bring_back,
    drop_reminder,
    note_seen,
    set_reminder,
)
from spoc.requests.activities.reply import hear, log_call, note, reply
from spoc.requests.activities.resolve import ClosureCheck, Resolution, resolve
from spoc.requests.activities.resume import resume
from spoc.requests.activities.run_macro import run_macro, undo_macro
from spoc.requests.activities.send_digests import send_digests
from spoc.requests.activities.split import split
from spoc.requests.activities.tags import tag
from spoc.requests.activities.take import give_back, take
from spoc.requests.activities.take_back import take_back
from spoc.requests.activities.take_next import Next, take_next
from spoc.requests.activities.tell import acknowledge, tell, tell_coordinators, tell_declined
from spoc.requests.activities.tell_concerned import tell_concerned
from spoc.requests.activities.templates import (
    TemplateParticulars,
    add_template,
    change_template,
    register_from,
)
from spoc.requests.activities.time_box import look_at_time_box
from spoc.requests.activities.try_merge import MergeTrial, try_merge
from spoc.requests.activities.views import (
    ViewParticulars,
    add_view,
    change_view,
    delete_view,
    export_view,
    move_pin,
    pin_view,
    unpin_view,
)
from spoc.requests.activities.waiting_files import keep_file

__all__ = [
    "Checklist",
    "Classification",
    "ClosureCheck",
    "FieldParticulars",
    "HandoffNote",
    "MergeTrial",
    "Next",
    "RecurrenceParticulars",
    "Registration",
    "Resolution",
    "RuleParticulars",
    "TemplateParticulars",
    "ViewParticulars",
    "acknowledge",
    "acknowledge_escalation",
    "act_on_escalation",
    "add_field",
    "add_ladder",
    "add_recurrence",
    "add_rule",
    "add_template",
    "add_usual_ladders",
    "add_view",
    "ask_coordinator",
    "ask_for_attention",
    "assign",
    "auto_close",
    "bring_back",
    "cancel",
    "change_field",
    "change_ladder",
    "change_major_terms",
    "change_recurrence",
    "change_rule",
    "change_template",
    "change_view",
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
    "delete_view",
    "deliver_update",
    "describe",
    "describe_type",
    "diagnose",
    "dispatch",
    "downgrade_major",
    "draft_reply",
    "drop_reminder",
    "end_ladder",
    "escalate",
    "escalate_supplier",
    "export_view",
    "fill_in",
    "fold_tallies",
    "follow_up",
    "forward",
    "give_back",
    "guide",
    "have_too",
    "hear",
    "keep_draft",
    "keep_file",
    "keep_here",
    "learn_from_history",
    "link_to_major",
    "log_call",
    "look_at_time_box",
    "mend_tallies",
    "merge",
    "miss_update",
    "moment_of",
    "move_field",
    "move_pin",
    "move_reply",
    "move_rule",
    "note",
    "note_seen",
    "override_priority",
    "own",
    "pause",
    "pin_view",
    "plan_reply",
    "propose_major",
    "raise_escalation",
    "rank",
    "refuse_suggestions",
    "register",
    "register_due",
    "register_from",
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
    "run_macro",
    "send_digests",
    "send_planned",
    "set_recurrence",
    "set_reminder",
    "settle_suggestions",
    "split",
    "start",
    "switch_rule",
    "tag",
    "take",
    "take_back",
    "take_draft",
    "take_next",
    "tell",
    "tell_concerned",
    "tell_coordinators",
    "tell_declined",
    "try_merge",
    "typed",
    "undo_macro",
    "unmerge",
    "unpin_view",
    "unplan_reply",
    "update_major",
]
