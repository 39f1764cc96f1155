"""The words people read for handovers."""

from django.utils.translation import gettext_lazy as _

STATE = {
    "draft": _("Draft"),
    "sent": _("Sent"),
    "acknowledged": _("Received by the supplier"),
    "working": _("Being worked on"),
    "answered": _("Answered"),
    "accepted": _("Accepted"),
    "closed": _("Closed"),
    "withdrawn": _("Withdrawn"),
}
TABLES = {"handover_state": STATE}
