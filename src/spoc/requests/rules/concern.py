"""Whom a fact concerns: which news it is to whom, and which news comes before which."""

from collections.abc import Mapping

ASSIGNEE, WATCHERS, TOLD, NAMED, DECIDERS, LEADERS = (
    *("assignee", "watchers", "told", "named", "deciders"),
    "leaders",
)
WATCHED = (
    *("request.answered", "request.replied", "request.noted", "request.called"),
    *("request.assigned", "request.escalated", "request.paused", "request.resumed"),
    *("request.resolved", "request.closed", "request.reopened", "request.cancelled"),
    "request.merged",
)
# a fact, the news it is, and to whom; the first that fits somebody is what they are told
CONCERNS: tuple[tuple[str, str, str], ...] = (
    ("request.assigned", "assigned", ASSIGNEE),
    ("request.answered", "answered", ASSIGNEE),
    ("clock.warned", "promise_nears", ASSIGNEE),
    ("clock.broken", "promise_broken", ASSIGNEE),
    ("escalation.raised", "escalated", TOLD),
    ("escalation.told", "escalated", TOLD),
    ("major.declared", "major", LEADERS),
    ("task.added", "task_given", NAMED),
    ("task.changed", "task_given", NAMED),
    ("reminder.due", "reminder", NAMED),
    ("exemption.proposed", "exemption", DECIDERS),
    *((kind, "watched", WATCHERS) for kind in WATCHED),
)
CONCERNING = tuple(dict.fromkeys(kind for kind, _event, _who in CONCERNS))


def news_of(kind: str) -> list[tuple[str, str]]:
    """Return which news a fact is, and to whom, in their order.

    >>> news_of("request.answered")
    [('answered', 'assignee'), ('watched', 'watchers')]
    """
    return [(event, who) for fact, event, who in CONCERNS if fact == kind]


def has_new_assignee(values: Mapping[str, object]) -> bool:
    """Tell whether an assignment named another person than before.

    >>> has_new_assignee({"changes": {"assignee": [None, "Maja Lindqvist"]}})
    True
    >>> has_new_assignee({"changes": {"team": ["Service desk", "Applications"]}})
    False
    """
    changes = values.get("changes")
    change = changes.get("assignee") if isinstance(changes, Mapping) else None
    return isinstance(change, list) and bool(change[1])
