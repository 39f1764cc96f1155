"""Alarms of Icinga and Nagios, as the command in the guide to monitoring sends them."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind, Delivered
from spoc.channels.monitors import Monitor, sent, unknown_shape
from spoc.channels.rules import alarm_payload as said
from spoc.channels.rules.heard import Alarm

TELLING = ("PROBLEM", "RECOVERY", "")
OVER = ("OK", "UP")
SEVERITIES = {"CRITICAL": "critical", "DOWN": "critical", "UNREACHABLE": "major"}
LABELS = ("host", "check", "state", "type")


class Icinga(Monitor, ChannelKind):
    """A notification command of Icinga or Nagios that posts here, as JSON or as a form.

    A problem is known by its host and its check.
    """

    key, label = "icinga", _("Icinga or Nagios")

    def read(self, delivered: Delivered) -> Sequence[Alarm]:
        """Return the alarm of a problem or its recovery; other notifications tell of nothing."""
        told = said.mapping(sent(delivered))
        host, check = said.words(told.get("host")), said.words(told.get("check"))
        state = said.words(told.get("state")).upper()
        if not host or not state:
            raise unknown_shape("host" if state else "state")
        if said.words(told.get("type")).upper() not in TELLING:
            return []
        return [
            Alarm(
                key=said.key(host, check),
                is_over=state in OVER,
                title=_title(told, host, check, state),
                text=said.text(told.get("output")),
                severity=SEVERITIES.get(state, "warning"),
                service=said.words(told.get("service")),
                item=host,
                at=said.moment(told.get("at")),
                link=said.link(told.get("link")),
                labels={name: said.words(told.get(name)) for name in LABELS if told.get(name)},
            )
        ]


def _title(told: Mapping[str, object], host: str, check: str, state: str) -> str:
    first = said.text(told.get("output")).partition("\n")[0]
    subject = f"{check}, {host}" if check else host
    return said.words(f"{subject}: {first}" if first else f"{subject}: {state}")
