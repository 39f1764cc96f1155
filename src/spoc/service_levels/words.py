"""The words people read for agreements and clocks."""

from django.utils.translation import gettext_lazy as _

KIND = {
    "sla": _("Service level agreement"),
    "ola": _("Operational level agreement"),
    "uc": _("Underpinning contract"),
}
STATE = {
    "draft": _("Draft"),
    "in_review": _("In review"),
    "active": _("In force"),
    "ended": _("Ended"),
}
METRIC = {
    "response": _("First answer"),
    "resolution": _("Solution"),
    "fulfilment": _("Delivery"),
    "update": _("Next update"),
    "receipt": _("Receipt"),
    "fix": _("Supplier's solution"),
    "work": _("Team's part"),
}
RESULT = {
    "running": _("Running"),
    "met": _("Kept"),
    "breached": _("Broken"),
    "exempt": _("Exempt"),
}
BROKEN_BY = {
    "time": _("time ran out"),
    "priority_raised": _("the priority was raised"),
    "reopened": _("it was reopened with no time left"),
    "calendar": _("the calendar changed"),
}
REASON = {
    "customer": _("The requester"),
    "scheduled": _("An agreed time"),
    "approval": _("An approval"),
    "supplier": _("A supplier"),
    "question": _("An answer we owe the supplier"),
}
TABLES = {
    "agreement_kind": KIND,
    "agreement_state": STATE,
    "metric": METRIC,
    "clock_result": RESULT,
    "broken_by": BROKEN_BY,
    "pause_reason": REASON,
}
