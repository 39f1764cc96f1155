"""The codes a request is described by. Their words for people stand in the app's labels."""

TYPES = ("unclassified", "information", "fulfilment", "new_service", "incident")
SUPPORTABILITY = ("undecided", "supported", "chargeable", "unsupported")
# change follows with the record it points at
PENDING_REASONS = ("customer", "scheduled", "supplier", "approval")
# what an agent may let it wait for; an approval is waited for where one was asked for
HELD_FOR = ("customer", "scheduled", "supplier")
METHODS = (
    "article",
    "workaround",
    "fix",
    "change",
    "fulfilled",
    "advice",
    "self_service",
    "no_action",
)
CLOSURE_CODES = (
    "solved",
    "workaround",
    "answered",
    "delivered",
    "handed_to_portfolio",
    "no_fault_found",
    "not_reproducible",
    "user_solved",
)
CANCEL_REASONS = ("withdrawn", "test", "spam", "recorded_in_error")
REQUESTER_CANCELS = ("withdrawn", "recorded_in_error")
# an order that is not to be: nobody chooses it, it follows from what was decided
REFUSED = "refused"
EXEMPT = frozenset({"test", "spam", "recorded_in_error"})


def cancel_reasons(*, is_desk: bool) -> tuple[str, ...]:
    """Return the reasons a request may be cancelled for, by who cancels it."""
    return CANCEL_REASONS if is_desk else REQUESTER_CANCELS
