"""The codes of agreements and clocks. Their words for people stand in the app's labels."""

KINDS = ("sla", "ola", "uc")
STATES = ("draft", "in_review", "active", "ended")
# a customer's promise: response, resolution, fulfilment, update; a supplier's: receipt, fix
METRICS = ("response", "resolution", "fulfilment", "update", "receipt", "fix", "work")
RESULTS = ("running", "met", "breached", "exempt")
# what stops the clock while it lasts, unless the agreement says otherwise
PAUSING = {"sla": ("customer", "scheduled"), "ola": ("customer", "scheduled", "supplier"), "uc": ()}
# these run on whatever the request waits for
NEVER_PAUSED = frozenset({"response", "update", "receipt"})
