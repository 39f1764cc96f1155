"""Which facts of a request are told already by the words or the record they belong to."""

TOLD_BY_ENTRIES = frozenset(
    {
        "request.answered",
        "request.replied",
        "request.noted",
        "request.called",
        "request.forwarded",
        "request.told",
        "file.attached",
        "work.logged",
        "timer.started",
        "timer.discarded",
        "request.dispatched",
        "request.escalated",
        "request.ranked",
        "clock.set",
        "clock.restarted",
        "reminder.set",
        "reminder.dropped",
        "reminder.due",
        "task.moved",
    }
)
