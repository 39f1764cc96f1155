"""Alarms of Grafana's own alerting."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind, Delivered
from spoc.channels.monitors import Monitor, sent, unknown_shape
from spoc.channels.rules.alarm_payload import mapping
from spoc.channels.rules.alerts import alarms_in
from spoc.channels.rules.heard import Alarm


class Grafana(Monitor, ChannelKind):
    """A contact point of Grafana with the integration "webhook" that points here."""

    key, label = "grafana", _("Grafana")

    def read(self, delivered: Delivered) -> Sequence[Alarm]:
        """Return an alarm for each alert; that a rule has no data is an alarm like others."""
        told = mapping(sent(delivered))
        if not isinstance(told.get("alerts"), list):
            raise unknown_shape("alerts")
        return list(alarms_in(told))
