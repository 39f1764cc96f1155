"""The codes of agreements and clocks. Their words for people stand in the app's labels."""

KINDS = ("sla", "ola", "uc")
STATES = ("draft", "in_review", "active", "ended")
# a customer's promise: response, resolution, fulfilment, update; a supplier's: receipt, fix
METRICS = ("response", "resolution", "fulfilment", "update", "receipt", "fix", "work")
# what each kind of agreement may promise
METRICS_OF = {
    "sla": ("response", "resolution", "fulfilment", "update"),
    "ola": ("work",),
    "uc": ("receipt", "fix"),
}
# what is ordered is delivered, all else is solved
LEFT_OUT = {"fulfilment": "resolution"} | dict.fromkeys(
    ("incident", "information", "new_service"), "fulfilment"
)
# with whom each kind is agreed; a customers' agreement may be with everybody
PARTIES = {"sla": ("organisation", "community"), "ola": ("team",), "uc": ("supplier",)}
RESULTS = ("running", "met", "breached", "exempt")
# what was promised so is promised again, should it come to that: a merge can be undone
OTHERWISE, MERGED = "promised otherwise", "merged"
MAY_RETURN = frozenset({OTHERWISE, MERGED})
# what a request may wait for
REASONS = ("customer", "scheduled", "approval", "supplier", "question")
# what stops the clock while it lasts, unless the agreement says otherwise
PAUSING = {
    "sla": ("customer", "scheduled"),
    "ola": ("customer", "scheduled", "supplier"),
    "uc": ("question",),
}
# what stops it whatever the agreement says: nobody works on what is not approved yet
ALWAYS_PAUSING = frozenset({"approval"})
# these run on whatever the request waits for
NEVER_PAUSED = frozenset({"response", "update", "receipt"})


def metrics_for(kind: str, request_type: str) -> list[str]:
    """Return what an agreement of a kind may promise for a type of request; for any where empty.

    >>> metrics_for("sla", "fulfilment")
    ['response', 'fulfilment', 'update']
    """
    left_out = LEFT_OUT.get(request_type, "")
    return [metric for metric in METRICS_OF[kind] if metric != left_out]
