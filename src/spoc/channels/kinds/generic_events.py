"""Alarms of any system that posts JSON: the settings say what stands where."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind, Delivered, Setting
from spoc.channels.monitors import SECRET, USER, Monitor, same, sent, unknown_shape
from spoc.channels.rules import alarm_payload as said
from spoc.channels.rules.heard import Alarm

PATHS = (
    Setting("key", _("Key"), _("What stays the same while it is the same alarm"), default="key"),
    Setting("state", _("State"), default="state"),
    Setting("title", _("Title"), default="title"),
    Setting("text", _("Words"), default="text", is_optional=True),
    Setting("severity", _("Severity"), default="severity", is_optional=True),
    Setting("service", _("Service"), default="service", is_optional=True),
    Setting("item", _("Configuration item"), default="host", is_optional=True),
    Setting("at", _("When"), default="at", is_optional=True),
    Setting("link", _("Link"), default="link", is_optional=True),
)
MOST_DEEP = 20


class GenericEvents(Monitor, ChannelKind):
    """Whatever posts JSON here; each thing is found by a dotted path: `alert.labels.host`."""

    key, label = "events", _("Alarms as JSON, from anywhere")
    settings = (
        SECRET,
        USER,
        Setting(
            "header",
            _("Header of the token"),
            _("Only where the sender has a header of its own for it, such as X-Api-Key"),
            is_optional=True,
        ),
        Setting(
            "list",
            _("Where the alarms are"),
            _("The dotted path of a list of alarms; empty where what is sent is one alarm"),
            is_optional=True,
        ),
        *PATHS,
        Setting(
            "over",
            _("Words that mean it is over"),
            _("Separated by commas"),
            default="ok, resolved, recovered, recovery, closed, clear, cleared, up, 0, false",
        ),
    )

    @classmethod
    def missing(cls, told: dict[str, str]) -> dict[str, str]:
        """Refuse a path nobody could walk."""
        words = gettext("Write names with dots between them, such as alert.labels.host.")
        paths = {each.key: told.get(each.key, "") for each in PATHS} | {
            "list": told.get("list", "")
        }
        wrong = [key for key, path in paths.items() if path and not is_path(path)]
        return dict.fromkeys(wrong, words)

    def is_shown(self, delivered: Delivered) -> bool:
        """Tell whether the headers show the secret, in a header of its own where that is said."""
        if not self.told["header"]:
            return super().is_shown(delivered)
        shown = delivered.headers.get(self.told["header"].strip().lower(), "")
        return same(shown.strip().removeprefix("Bearer "), self.told["secret"])

    def read(self, delivered: Delivered) -> Sequence[Alarm]:
        """Return an alarm for each thing that the settings find."""
        told = said.at_path(sent(delivered), self.told["list"])
        rows = told if isinstance(told, list) else [told]
        if not rows or not all(isinstance(each, dict) for each in rows):
            raise unknown_shape(self.told["list"] or self.told["key"])
        return [self._alarm(each) for each in rows]

    def _alarm(self, row: object) -> Alarm:
        found = {each.key: said.at_path(row, self.told[each.key] or each.key) for each in PATHS}
        key = said.key(found["key"])
        if not key:
            raise unknown_shape(self.told["key"])
        over = [word.strip().casefold() for word in self.told["over"].split(",")]
        return Alarm(
            key=key,
            is_over=said.words(found["state"]).casefold() in over,
            title=said.words(found["title"]) or key,
            text=said.text(found["text"]),
            severity=said.severity(found["severity"]),
            service=said.words(found["service"]),
            item=said.words(found["item"]),
            at=said.moment(found["at"]),
            link=said.link(found["link"]),
        )


def is_path(path: str) -> bool:
    """Tell whether a dotted path has no empty part and is not too deep.

    >>> is_path("alerts.0.host"), is_path("alerts..host")
    (True, False)
    """
    parts = path.split(".")
    return len(parts) <= MOST_DEEP and all(parts)
