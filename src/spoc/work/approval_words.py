"""The words people read for the codes of approvals."""

from django.utils.translation import gettext_lazy as _

APPROVAL_STATE = {
    "waiting": _("Asked later"),
    "requested": _("Waits for a decision"),
    "approved": _("Approved"),
    "denied": _("Not approved"),
    "expired": _("Time ran out"),
    "withdrawn": _("No longer asked"),
}
OUTCOME = {
    "open": _("Waits for decisions"),
    "approved": _("approved"),
    "denied": _("not approved"),
    "expired": _("time ran out"),
    "withdrawn": _("taken back"),
}
RULE = {
    "all": _("All of them have to approve."),
    "any": _("One of them is enough."),
    "sequence": _("They are asked one after the other, and all have to approve."),
    "quorum": _("A number of them have to approve."),
}
WAY = {
    "page": _("on the page"),
    "portal": _("in the portal"),
    "mail": _("by the link in the letter"),
    "answer": _("by answering the letter"),
    "api": _("through the API"),
}
TABLES = {
    "approval_state": APPROVAL_STATE,
    "approval_outcome": OUTCOME,
    "approval_rule": RULE,
    "approval_way": WAY,
}
