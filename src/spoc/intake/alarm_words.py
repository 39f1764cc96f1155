"""The words people read for the codes of alarms."""

from django.utils.translation import gettext_lazy as _

SEVERITY = {
    "critical": _("Critical"),
    "major": _("Major"),
    "minor": _("Minor"),
    "warning": _("Warning"),
    "info": _("For information"),
}
STATE = {
    "firing": _("Firing"),
    "flapping": _("Flapping"),
    "suppressed": _("Suppressed"),
    "over": _("Cleared"),
}
TONE = {"firing": "bad", "flapping": "warn", "suppressed": "info", "over": "good"}
SEVERITY_TONE = {"critical": "bad", "major": "bad", "minor": "warn", "warning": "warn"}
TABLES = {"alarm_severity": SEVERITY, "alarm_state": STATE}
