"""Alarms of Prometheus, as its Alertmanager sends them."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind, Delivered, Setting
from spoc.channels.monitors import SECRET, USER, Monitor, sent, unknown_shape
from spoc.channels.rules.alarm_payload import mapping
from spoc.channels.rules.alerts import alarm_of_group, alarms_in
from spoc.channels.rules.heard import Alarm

TOGETHER = Setting(
    "together",
    _("One incident for"),
    _("A group is what the sender groups, such as all alerts of one name"),
    default="alarm",
    choices=(("alarm", _("Each alert")), ("group", _("Each group of alerts"))),
)


class Alertmanager(Monitor, ChannelKind):
    """A receiver of Alertmanager with a `webhook_config` that points here (its format 4)."""

    key, label = "alertmanager", _("Prometheus Alertmanager")
    settings = (SECRET, USER, TOGETHER)

    def read(self, delivered: Delivered) -> Sequence[Alarm]:
        """Return an alarm for each alert of a group, or one for the group."""
        told = mapping(sent(delivered))
        if not isinstance(told.get("alerts"), list):
            raise unknown_shape("alerts")
        return [alarm_of_group(told)] if self.told["together"] == "group" else list(alarms_in(told))
