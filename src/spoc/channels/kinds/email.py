"""Mail by IMAP: fetched by polling, kept before it is marked as fetched."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from imaplib import IMAP4
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.query import AND

from spoc.channels.base import ChannelKind, Keep, Setting
from spoc.channels.connections import PATIENCE, in_words, security
from spoc.channels.letter_keys import LETTER_KEYS

BATCH = 200

# what is asked of every mailbox, however one signs in to it
KEEPING = (
    Setting("folder", _("Folder"), default="INBOX"),
    Setting(
        "after",
        _("When a letter is kept"),
        _("What becomes of it in the mailbox; here it is kept in any case"),
        default="seen",
        choices=(
            ("seen", _("Mark it as read")),
            ("move", _("Move it to another folder")),
            ("delete", _("Delete it")),
        ),
    ),
    Setting("moved_to", _("Folder to move it to"), _("Only where it is moved"), is_optional=True),
    *LETTER_KEYS,
)


class Email(ChannelKind):
    """A mailbox: letters to it become requests, answers come back into the same conversation."""

    key, label = "email", _("Mailbox (IMAP)")
    medium, is_fetched = "email", True
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("host", _("Server"), _("For example imap.example.org"), is_address=True),
        security("tls"),
        Setting(
            "port",
            _("Port"),
            _("993 with TLS from the start, else 143"),
            default="993",
            is_address=True,
        ),
        Setting("user", _("User")),
        Setting("password", _("Password"), is_secret=True),
        *KEEPING,
    )

    @classmethod
    def missing(cls, told: dict[str, str]) -> dict[str, str]:
        """Ask for the folder where letters are moved to one."""
        if told["after"] == "move" and not told["moved_to"]:
            return {
                "moved_to": gettext("Name the folder in the mailbox that letters are moved to.")
            }
        return {}

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

    def news(self, seconds: float) -> bool | None:
        """Wait so long for something to come (IDLE); None where the server does not tell."""
        with self._open() as box:
            _answer, offered = box.client.capability()
            if b"IDLE" not in b" ".join(offered).upper().split():
                return None
            return any(b"EXISTS" in said.upper() for said in box.idle.wait(timeout=seconds))

    @contextmanager
    def _open(self) -> Iterator[BaseMailBox]:
        """Be signed in for the block; whatever the server refuses is a problem of the outside."""
        try:
            box = self._box()
            self._let_in(box)
            with box:
                yield box
        except (ImapToolsError, IMAP4.error, OSError) as refused:
            raise OSError(in_words(refused)) from refused

    def _let_in(self, box: BaseMailBox) -> None:
        told = self.told
        box.login(told["user"], told["password"], initial_folder=told["folder"])

    def _box(self) -> BaseMailBox:
        host, port = self.told["host"], int(self.told["port"] or 0)
        if self.told["security"] == "none":
            return MailBoxUnencrypted(host, port or 143, timeout=PATIENCE)
        context = ssl.create_default_context()
        if self.told["security"] == "starttls":
            return MailBoxStartTls(host, port or 143, timeout=PATIENCE, ssl_context=context)
        return MailBox(host, port or 993, timeout=PATIENCE, ssl_context=context)

    def _finish(self, box: BaseMailBox, uid: str) -> None:
        after = self.told["after"]
        if after == "delete":
            box.delete(uid)
        elif after == "move":
            box.move(uid, self.told["moved_to"])
        else:
            box.flag(uid, "\\Seen", True)
