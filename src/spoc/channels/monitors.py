"""What all kinds of monitoring have in common: how a sender proves who it is, and what it sends."""

import base64
import binascii
import hmac
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.channels.base import Delivered, Setting
from spoc.channels.rules.alarm_payload import loaded
from spoc.kit.errors import NotAllowed

SECRET = Setting(
    "secret",
    _("Token or password"),
    _("The sender shows it with each delivery, as a bearer token or as a password"),
    is_secret=True,
)
USER = Setting(
    "user", _("User name"), _("Only where the sender uses a name and a password"), is_optional=True
)


class Monitor:
    """A system that tells of alarms, mixed into its kind: `class X(Monitor, ChannelKind)`.

    It proves who it is by `Authorization: Bearer <token>`, or by a user name and a password.
    """

    medium = "event"
    is_told = True
    settings: ClassVar[tuple[Setting, ...]] = (SECRET, USER)
    told: dict[str, str]

    def verify(self, delivered: Delivered) -> None:
        """Refuse whoever does not show the secret."""
        if not self.told["secret"] or not self.is_shown(delivered):
            raise NotAllowed(gettext("The token or password of this channel was not shown."))

    def is_shown(self, delivered: Delivered) -> bool:
        """Tell whether the headers show the secret."""
        scheme, _space, shown = delivered.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return not self.told["user"] and same(shown.strip(), self.told["secret"])
        if scheme.lower() == "basic":
            return bool(self.told["user"]) and same(
                decoded(shown), f"{self.told['user']}:{self.told['secret']}"
            )
        return False


def same(shown: str, secret: str) -> bool:
    """Tell whether two secrets are one, in the same time whichever sign differs."""
    return hmac.compare_digest(shown.encode(), secret.encode())


def decoded(shown: str) -> str:
    """Return what a basic authorisation says; nothing where it cannot be read."""
    try:
        return base64.b64decode(shown.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        return ""


def sent(delivered: Delivered) -> object:
    """Return what was sent; what cannot be read is refused in a sentence."""
    try:
        return loaded(delivered.body, delivered.headers.get("content-type", ""))
    except ValueError as problem:
        raise ValueError(
            gettext("What was sent is no JSON: look at what the sender is set to send.")
        ) from problem


def unknown_shape(lacking: str) -> ValueError:
    """Return the refusal of what is JSON, but says nothing of an alarm."""
    words = gettext("What was sent has no “%(name)s”: is it the right kind of channel?")
    return ValueError(words % {"name": lacking})
