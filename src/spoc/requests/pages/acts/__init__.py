"""What each posted step does with what was written in its form."""

from spoc.requests.pages.acts.around import (
    diagnose,
    link,
    restrict,
    split,
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
    resolve,
    resume,
    start,
    take,
    unmerge,
)
from spoc.requests.pages.acts.suggestions import refuse_suggestions

__all__ = [
    "accept_exemption",
    "ask_for_attention",
    "assign",
    "cancel",
    "classify",
    "confirm",
    "decline",
    "diagnose",
    "escalate",
    "exempt",
    "give_back",
    "join_major",
    "keep",
    "link",
    "merge",
    "pause",
    "priority",
    "refuse_exemption",
    "refuse_suggestions",
    "reopen",
    "resolve",
    "restrict",
    "resume",
    "split",
    "start",
    "take",
    "time",
    "title",
    "type_fields",
    "unlink",
    "unmerge",
    "unwatch",
    "watch",
    "work",
]
