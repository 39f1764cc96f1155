"""Mail by IMAP: fetched by polling, kept before it is marked as fetched."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from imaplib import IMAP4

from django.utils.translation import gettext_lazy as _
from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.query import AND

from spoc.channels.base import ChannelKind, Keep, Setting

PATIENCE = 30
BATCH = 200


class Email(ChannelKind):
    """A mailbox: letters to it become requests, answers come back into the same conversation."""

    key, label = "email", _("Mailbox (IMAP)")
    settings = (
        Setting("host", _("Server"), _("For example imap.example.org")),
        Setting("port", _("Port"), _("993 with TLS, 143 without"), default="993"),
        Setting(
            "security",
            _("Security"),
            _("tls, starttls, or none on your own machine"),
            default="tls",
        ),
        Setting("user", _("User")),
        Setting("password", _("Password"), is_secret=True),
        Setting("folder", _("Folder"), default="INBOX"),
        Setting(
            "after",
            _("When a letter is kept"),
            _("seen marks it as read, delete removes it, or name a folder to move it to"),
            default="seen",
        ),
    )

    def fetch(self, keep: Keep) -> Iterator[str]:
        """Keep each unread letter, and only then mark, move or delete it on the server."""
        with self._open() as box:
            unread = box.fetch(AND(seen=False), mark_seen=False, bulk=False, limit=BATCH)
            for message in unread:
                if message.uid and keep(message.obj.as_bytes()):
                    self._finish(box, message.uid)
                    yield message.uid

    def check(self) -> None:
        """Sign in and open the folder."""
        with self._open():
            pass

    @contextmanager
    def _open(self) -> Iterator[BaseMailBox]:
        """Be signed in for the block; whatever the server refuses is a problem of the outside."""
        told = self.told
        try:
            box = self._box().login(told["user"], told["password"], initial_folder=told["folder"])
            with box:
                yield box
        except (ImapToolsError, IMAP4.error) as refused:
            raise OSError(str(refused)) from refused

    def _box(self) -> BaseMailBox:
        host, port = self.told["host"], int(self.told["port"] or 0)
        if self.told["security"] == "none":
            return MailBoxUnencrypted(host, port or 143, timeout=PATIENCE)
        context = ssl.create_default_context()
        if self.told["security"] == "starttls":
            return MailBoxStartTls(host, port or 143, timeout=PATIENCE, ssl_context=context)
        return MailBox(host, port or 993, timeout=PATIENCE, ssl_context=context)

    def _finish(self, box: BaseMailBox, uid: str) -> None:
        after = self.told["after"] or "seen"
        if after == "delete":
            box.delete(uid)
        elif after == "seen":
            box.flag(uid, "\\Seen", True)
        else:
            box.move(uid, after)
