"""What each posted step does with what was written in its form."""

from spoc.requests.pages.acts.around import (
    diagnose,
    fill_in,
    link,
    restrict,
    split,
    tag,
    title,
    type_fields,
    unlink,
    unwatch,
    watch,
)
from spoc.requests.pages.acts.attention import ask_for_attention
from spoc.requests.pages.acts.effort import time, work
from spoc.requests.pages.acts.exemption import accept_exemption, exempt, refuse_exemption
from spoc.requests.pages.acts.handing_on import escalate, keep
from spoc.requests.pages.acts.major import join_major
from spoc.requests.pages.acts.moves import (
    assign,
    cancel,
    classify,
    confirm,
    decline,
    give_back,
    merge,
    pause,
    priority,
    reopen,
    resume,
    start,
    take,
    unmerge,
)
from spoc.requests.pages.acts.reminders import drop_reminder, remind_me
from spoc.requests.pages.acts.suggestions import refuse_suggestions
from spoc.requests.pages.acts.tasks import add_tasks, resolve
from spoc.requests.pages.acts.written import forward, plan_anew, take_back, take_draft, unplan

__all__ = [
    "accept_exemption",
    "add_tasks",
    "ask_for_attention",
    "assign",
    "cancel",
    "classify",
    "confirm",
    "decline",
    "diagnose",
    "drop_reminder",
    "escalate",
    "exempt",
    "fill_in",
    "forward",
    "give_back",
    "join_major",
    "keep",
    "link",
    "merge",
    "pause",
    "plan_anew",
    "priority",
    "refuse_exemption",
    "refuse_suggestions",
    "remind_me",
    "reopen",
    "resolve",
    "restrict",
    "resume",
    "split",
    "start",
    "tag",
    "take",
    "take_back",
    "take_draft",
    "time",
    "title",
    "type_fields",
    "unlink",
    "unmerge",
    "unplan",
    "unwatch",
    "watch",
    "work",
]
