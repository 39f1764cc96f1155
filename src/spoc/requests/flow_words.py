"""The words people read for what moves with a request when it is merged."""

from django.utils.translation import gettext_lazy as _

FLOW_TABLES = {
    "moved": {
        "entry": _("Messages and notes"),
        "attachment": _("Files"),
        "contact": _("Contacts"),
        "letter": _("Letters"),
        "watch": _("Watchers"),
        "work_log": _("Work logs"),
        "task": _("Tasks"),
        "timer": _("Running timers"),
        "draft": _("Drafts"),
        "guided_answer": _("Guided answers"),
        "handover": _("Handovers"),
    }
}
