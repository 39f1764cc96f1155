"""The words people read for the codes of work."""

from django.utils.translation import gettext_lazy as _

TASK_STATE = {
    "open": _("To do"),
    "doing": _("Begun"),
    "done": _("Done"),
    "failed": _("Could not be done"),
    "cancelled": _("Not needed"),
}
