"""Alarms of Zabbix, as the webhook in the guide to monitoring sends them."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind, Delivered
from spoc.channels.monitors import Monitor, sent, unknown_shape
from spoc.channels.rules import alarm_payload as said
from spoc.channels.rules.heard import Alarm

# `{EVENT.NSEVERITY}`, from "not classified" to "disaster"
SEVERITIES = ("info", "info", "warning", "minor", "major", "critical")
OVER = "0"


class Zabbix(Monitor, ChannelKind):
    """A media type "webhook" of Zabbix that posts its parameters here as JSON.

    A problem is known by its trigger, so that one that comes back is the same alarm.
    """

    key, label = "zabbix", _("Zabbix")

    def read(self, delivered: Delivered) -> Sequence[Alarm]:
        """Return the alarm of a problem or its recovery; acknowledgements tell of nothing new."""
        told = said.mapping(sent(delivered))
        key = said.key(told.get("trigger_id")) or said.key(told.get("event_id"))
        if not key:
            raise unknown_shape("trigger_id")
        if said.words(told.get("update_status")) == "1":
            return []
        host = said.words(told.get("host"))
        title = said.words(told.get("name")) or key
        return [
            Alarm(
                key=key,
                is_over=said.words(told.get("value")) == OVER,
                title=title,
                text=said.text(told.get("text")),
                severity=_severity(told),
                service=_tags(told.get("tags")).get("service", ""),
                item=host,
                at=said.moment(told.get("at")),
                link=said.link(told.get("link")),
                labels=_tags(told.get("tags")),
            )
        ]


def _severity(told: Mapping[str, object]) -> str:
    number = said.words(told.get("severity"))
    if number.isdecimal() and len(number) < 3 and int(number) < len(SEVERITIES):
        return SEVERITIES[int(number)]
    return said.severity(number)


def _tags(value: object) -> dict[str, str]:
    """Return the tags, which come as JSON within the JSON: `[{"tag": ..., "value": ...}]`."""
    rows = value
    if isinstance(value, str):
        try:
            rows = said.loaded(value.encode())
        except ValueError:
            rows = None
    tags = [said.mapping(each) for each in rows] if isinstance(rows, list) else []
    named = {said.words(each.get("tag")): said.words(each.get("value")) for each in tags}
    return {name: each for name, each in named.items() if name}
