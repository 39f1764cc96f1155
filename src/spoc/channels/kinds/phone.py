"""Phone: a telephone system tells of each step of a call, in JSON or as a form."""

import base64
import binascii
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind, Delivered, Setting
from spoc.channels.rules.heard import Heard, Rung
from spoc.kit.errors import NotAllowed

# what systems call the steps of a call
STEPS = {
    **dict.fromkeys(("ringing", "ring", "offered", "queued", "incoming"), "ringing"),
    **dict.fromkeys(("answered", "answer", "connected", "talking"), "answered"),
    **dict.fromkeys(("ended", "end", "hangup", "completed", "finished"), "ended"),
    **dict.fromkeys(("abandoned", "missed", "noanswer", "cancelled", "canceled"), "abandoned"),
}
LONGEST = 200


class Phone(ChannelKind):
    """A telephone system: who calls is shown as it rings, waits are measured, the call is kept.

    It sends `call` (its own key), `step` and `number`; and where it knows them `at`, `agent` (a
    mail address) and `recording` (a web address).
    """

    key, label = "phone", _("Telephone system")
    medium, is_told = "phone", True
    settings = (
        Setting(
            "token",
            _("Token"),
            _("Sent by the telephone system as a bearer token, or as the password of any name"),
            is_secret=True,
        ),
    )

    def verify(self, delivered: Delivered) -> None:
        """Refuse who does not know the token."""
        given = _token_in(delivered.headers.get("authorization", ""))
        token = self.told["token"]
        if not token or not hmac.compare_digest(given.encode(), token.encode()):
            raise NotAllowed(gettext("This does not come with the token of the channel."))

    def read(self, delivered: Delivered) -> Sequence[Heard]:
        """Return the step of the call."""
        given = _given(delivered)
        said = given.get("step", "").lower().replace("-", "").replace("_", "").replace(" ", "")
        step, call = STEPS.get(said), given.get("call", "")
        if step is None or not call:
            words = gettext("Send `call`, and as `step` one of: %(steps)s.")
            raise ValueError(words % {"steps": ", ".join(sorted(set(STEPS.values())))})
        number, agent = given.get("number", ""), given.get("agent", "")
        return [Rung(call, step, number, _moment(given), agent, _recording(given))]


def _given(delivered: Delivered) -> dict[str, str]:
    """Return what was sent by its names, each as a line of text."""
    try:
        if "json" in delivered.headers.get("content-type", ""):
            found = json.loads(delivered.body)
        else:
            found = dict(parse_qsl(delivered.body.decode()))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ValueError(gettext("Send one JSON object, or a form."))
    return {str(name): _line(value) for name, value in found.items()}


def _line(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    return " ".join(str(value).replace("\x00", "").split())[:LONGEST]


def _moment(given: Mapping[str, str]) -> datetime | None:
    """Return when it was, where that is said with its zone."""
    try:
        at = parse_datetime(given.get("at", ""))
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def _recording(given: Mapping[str, str]) -> str:
    """Return where the recording is; only a web address can be opened by a click."""
    address = given.get("recording", "")
    return address if urlsplit(address).scheme in ("http", "https") else ""


def _token_in(header: str) -> str:
    """Return the token of a header, sent alone or as a password.

    >>> _token_in("Bearer abc"), _token_in("Basic cGJ4OmFiYw=="), _token_in("")
    ('abc', 'abc', '')
    """
    kind, _space, given = header.partition(" ")
    if kind.lower() == "bearer":
        return given.strip()
    try:
        pair = base64.b64decode(given.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return pair.partition(":")[2] if kind.lower() == "basic" else ""
