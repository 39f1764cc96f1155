"""The words people read for the codes of a configuration item."""

from django.utils.translation import gettext_lazy as _

KIND = {
    "application": _("Application"),
    "server": _("Server"),
    "storage": _("Storage"),
    "network": _("Network equipment"),
    "device": _("Device"),
    "other": _("Something else"),
}
TABLES = {"item_kind": KIND}
