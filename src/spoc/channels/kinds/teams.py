"""Microsoft Teams by an outgoing webhook: who mentions it in a channel of a team asks the desk.

Facts of outgoing webhooks and of cards sent to a workflow: learn.microsoft.com/microsoftteams.
"""

import base64
import binascii
import hmac
import json
import mimetypes
import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind, Delivered, Setting
from spoc.channels.enclosures import refuse_file
from spoc.channels.rules.heard import Enclosed, Heard, Said
from spoc.kit import outward
from spoc.kit.errors import NotAllowed
from spoc.kit.store import TooLarge

CARD = "application/vnd.microsoft.card.adaptive"
CARDS = ("text/html", "application/vnd.microsoft.card.")


class Teams(ChannelKind):
    """A team's webhook: a thread that mentions it is a request.

    What the desk answers stands in the channel where a workflow takes it; else it goes by mail.
    """

    key, label = "teams", _("Microsoft Teams")
    medium, is_told = "chat", True
    settings = (
        Setting(
            "token",
            _("Security token"),
            _("Shown once by Teams when the outgoing webhook is made"),
            is_secret=True,
        ),
        Setting(
            "workflow",
            _("Address of a workflow"),
            _("Posts our answers in the channel; without one they go by mail"),
            is_secret=True,
            is_optional=True,
        ),
    )

    def verify(self, delivered: Delivered) -> None:
        """Refuse what is not signed with the webhook's token."""
        key = self._token()
        digest = hmac.new(key, delivered.body, "sha256").digest()
        expected = b"HMAC " + base64.b64encode(digest)
        given = delivered.headers.get("authorization", "").encode()
        # with no key anybody could sign
        if not key or not hmac.compare_digest(expected, given):
            raise NotAllowed(gettext("This is not signed with the security token of the webhook."))

    def thanks(self, delivered: Delivered) -> dict[str, str] | None:
        """Return what stands in the thread at once; Teams takes anything else for a fault."""
        return {"type": "message", "text": gettext("We have it, and will answer.")}

    def read(self, delivered: Delivered) -> Sequence[Heard]:
        """Return what somebody wrote in a thread that mentions us."""
        body = _json(delivered.body)
        who, place = body.get("from") or {}, body.get("conversation") or {}
        if body.get("type") != "message":
            return ()
        if not (body.get("id") and who.get("id") and place.get("id")):
            raise ValueError(gettext("This message of Teams says not who wrote it, or where."))
        handle, name = who.get("aadObjectId") or who["id"], str(who.get("name") or "")
        said, files = plain(str(body.get("text") or "")), _files(body.get("attachments"))
        return [Said(str(place["id"]), str(body["id"]), said, str(handle), name, files=files)]

    def check(self) -> None:
        """Look whether the token is one of Teams."""
        if not self._token():
            raise OSError(gettext("the security token is not one that Teams gives."))

    def say(self, thread: str, text: str) -> str:
        """Let the workflow post in the channel, where there is one; the thread stays as it is."""
        if self.told["workflow"]:
            body = json.dumps(_card(text)).encode()
            headers = {"Content-Type": "application/json"}
            said = outward.send(self.told["workflow"], body, headers)
            if said.status >= 300:
                words = gettext("The workflow of Teams refuses the answer: %(status)s")
                raise OSError(words % {"status": said.status})
        return thread

    def file(self, enclosed: Enclosed, *, limit: int) -> bytes:
        """Return a file from the address Teams gave for it; nobody is signed in there."""
        got = outward.fetch(enclosed.address, {}, most=limit)
        if got.status != 200:
            return refuse_file(got.status)
        if len(got.content) > limit:
            raise TooLarge(gettext("The file is too large."))
        return got.content

    def _token(self) -> bytes:
        """Return the key that signs; one that is none signs nothing."""
        try:
            return base64.b64decode(self.told["token"].strip(), validate=True)
        except binascii.Error:
            return b""


def plain(text: str) -> str:
    """Return what Teams writes in HTML as people read it, without the mention of us.

    >>> plain("<p><at>Spoc</at>&nbsp;the printer</p><p>is <b>down</b></p>")
    'the printer\\nis down'
    """
    text = re.sub(r"<at>[^<]*</at>", "", text, count=1)
    text = re.sub(r"(?i)<br\s*/?>|</(?:p|div|li)>", "\n", text)
    lines = unescape(re.sub(r"<[^<>]*>", "", text)).replace("\xa0", " ").splitlines()
    return "\n".join(line.strip() for line in lines).strip()


def _files(told: object) -> tuple[Enclosed, ...]:
    """Return the files of a message; its own words, which come along as HTML, are none."""
    known = [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []
    return tuple(file for each in known if (file := _file(each)))


def _file(told: dict[str, Any]) -> Enclosed | None:
    kind, content = str(told.get("contentType") or ""), told.get("content")
    more = content if isinstance(content, dict) else {}
    # a download address opens the file to whoever has it, for a while
    address = more.get("downloadUrl") or told.get("contentUrl")
    if not address or kind.startswith(CARDS):
        return None
    name = str(told.get("name") or "")
    sort = mimetypes.guess_type(name)[0] or (kind if kind.startswith("image/") else "")
    return Enclosed(name, sort, str(address))


def _card(text: str) -> dict[str, Any]:
    words = {"type": "TextBlock", "text": text, "wrap": True}
    content = {"type": "AdaptiveCard", "version": "1.4", "body": [words]}
    return {"type": "message", "attachments": [{"contentType": CARD, "content": content}]}


def _json(body: bytes) -> dict[str, Any]:
    """Return a JSON object; what is none is not understood."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ValueError(gettext("This is not what Teams sends."))
    return found
