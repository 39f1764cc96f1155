"""A mail server that takes our letters: for one community, or for whoever has none of its own."""

import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind, Setting
from spoc.channels.connections import NotReached, connected, in_words, security
from spoc.channels.rules.address import is_email

SENDER = Setting(
    "sender",
    _("Sender"),
    _("The address letters are from; empty for the address of the community"),
    is_optional=True,
)


class Smtp(ChannelKind):
    """A way out: letters of its community go to this server, in the name it was given."""

    key, label = "smtp", _("Way out (SMTP)")
    is_way_out = True
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("host", _("Server"), _("For example smtp.example.org"), is_address=True),
        security("tls"),
        Setting(
            "port",
            _("Port"),
            _("465 with TLS from the start, 587 with STARTTLS, else 25"),
            default="465",
            is_address=True,
        ),
        Setting("user", _("User"), _("Empty where the server asks for none"), is_optional=True),
        Setting("password", _("Password"), is_secret=True, is_optional=True),
        SENDER,
    )

    @classmethod
    def missing(cls, told: dict[str, str]) -> dict[str, str]:
        """Ask for a sender that is an address."""
        if told["sender"] and not is_email(told["sender"]):
            return {"sender": gettext("Write an e-mail address, such as help@example.org.")}
        return {}

    def send(self, raw: bytes, *, sender: str, recipients: Sequence[str]) -> None:
        """Hand a letter over; whoever refuses it for good is told of by smtplib's own words."""
        with self._open() as server:
            server.sendmail(self.told["sender"] or sender, list(recipients), raw)

    def check(self) -> None:
        """Connect and sign in, and hand nothing over."""
        with self._open():
            pass

    @contextmanager
    def _open(self) -> Iterator[smtplib.SMTP]:
        """Be signed in for the block; a server that lets nobody in is a problem of the outside."""
        try:
            server = connected(
                self.told["host"], int(self.told["port"] or 0), self.told["security"]
            )
        except (OSError, smtplib.SMTPException) as refused:
            raise NotReached(in_words(refused)) from refused
        with server:
            try:
                self._sign_in(server)
            except (OSError, smtplib.SMTPException) as refused:
                raise NotReached(in_words(refused)) from refused
            yield server

    def _sign_in(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self.told["user"]:
            server.login(self.told["user"], self.told["password"])
