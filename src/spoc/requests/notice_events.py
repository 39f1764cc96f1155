"""What somebody at the desk is told of about requests, with the words for it."""

from django.utils.translation import gettext_lazy as _

from spoc.channels.events import Event

EVENTS = (
    Event(
        "assigned",
        _("A request is assigned to me"),
        _("{by} assigned it to you"),
        icon="person",
    ),
    Event(
        "answered",
        _("The requester answers in one of mine"),
        _("{by} answered"),
        icon="reply",
    ),
    Event(
        "mentioned",
        _("Somebody mentions me"),
        _("{by} mentioned you in a note"),
        usual="mail",
        icon="at",
    ),
    Event(
        "watched",
        _("Something I watch changes"),
        _("{by}: {change:watched_change}"),
        icon="eye",
    ),
    Event(
        "promise_nears",
        _("A promise on one of mine runs out"),
        _("{percent} % of the promised time is used: {metric:metric}"),
        hint=_("At three quarters and at nine tenths"),
        icon="clock",
    ),
    Event(
        "promise_broken",
        _("A promise on one of mine is broken"),
        _("The promise is broken: {metric:metric}"),
        icon="alert",
    ),
    Event(
        "escalated",
        _("An escalation is raised to me"),
        _("It was escalated to you: {trigger:ladder_trigger}"),
        hint=_("The ladder writes its letters in any case"),
        ways=("page", "none"),
        icon="up",
    ),
    Event(
        "major",
        _("A major incident is declared"),
        _("{by} declared it a major incident"),
        hint=_("A letter keeps no quiet hours"),
        icon="incident",
        is_urgent=True,
    ),
    Event(
        "task_given",
        _("A task is given to me"),
        _("{by} gave you a task: {task}"),
        icon="check",
    ),
    Event(
        "approval_asked",
        _("Something waits for my approval"),
        _("{by} needs your approval"),
        hint=_("A letter by which you can decide comes in any case"),
        icon="check",
        ways=("page", "none"),
    ),
    Event(
        "reminder",
        _("A reminder of mine is due"),
        _("You wanted to be reminded: {note}"),
        icon="history",
    ),
    Event(
        "exemption",
        _("An exemption waits for me to decide"),
        _("{by} proposes that a promise should not count: {metric:metric}"),
        icon="flag",
    ),
)
# what changed of something watched, after the name of who did it
WATCHED_CHANGE = {
    "request.answered": _("an answer"),
    "request.replied": _("wrote to the requester"),
    "request.noted": _("a note"),
    "request.called": _("a call"),
    "request.assigned": _("assigned it"),
    "request.escalated": _("escalated it"),
    "request.paused": _("let it wait"),
    "request.resumed": _("it goes on"),
    "request.resolved": _("resolved it"),
    "request.closed": _("closed it"),
    "request.reopened": _("reopened it"),
    "request.cancelled": _("cancelled it"),
    "request.merged": _("merged it"),
}
NOTICE_TABLES = {"watched_change": WATCHED_CHANGE}
