"""Mail by IMAP: fetched by polling, kept before it is marked as fetched."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from imaplib import IMAP4
from socket import gaierror

from django.utils.translation import gettext
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
        Setting(
            "security",
            _("Security"),
            default="tls",
            choices=(
                ("tls", _("TLS from the start")),
                ("starttls", _("STARTTLS: TLS after the greeting")),
                ("none", _("None: only for a server on this machine")),
            ),
        ),
        Setting("port", _("Port"), _("993 with TLS from the start, else 143"), default="993"),
        Setting("user", _("User")),
        Setting("password", _("Password"), is_secret=True),
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
        Setting(
            "moved_to", _("Folder to move it to"), _("Only where it is moved"), is_optional=True
        ),
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

    @contextmanager
    def _open(self) -> Iterator[BaseMailBox]:
        """Be signed in for the block; whatever the server refuses is a problem of the outside."""
        told = self.told
        try:
            box = self._box().login(told["user"], told["password"], initial_folder=told["folder"])
            with box:
                yield box
        except (ImapToolsError, IMAP4.error, OSError) as refused:
            raise OSError(_in_words(refused)) from refused

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


def _in_words(refused: Exception) -> str:
    """Return what stood in the way such that whoever set the mailbox up can act on it."""
    match refused:
        case ConnectionRefusedError():
            return gettext("the server refused the connection. Is it the right server and port?")
        case gaierror():
            return gettext("there is no server of this name.")
        case TimeoutError():
            return gettext("the server did not answer in time. Is it the right server and port?")
        case ssl.SSLError():
            return gettext("no secure connection came about. Do security and port belong together?")
    return str(refused) or type(refused).__name__
