"""Slack: who mentions the app, writes to it alone or uses its command, asks the desk.

Facts of the Events API, slash commands and request signing: docs.slack.dev.
"""

import hmac
import json
import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind, Delivered, Setting
from spoc.channels.enclosures import refuse_file, size_in
from spoc.channels.rules.heard import Enclosed, Heard, Said
from spoc.channels.rules.overheard import Overheard
from spoc.kit import outward
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.store import TooLarge
from spoc.kit.time import now

OLDEST_SECONDS = 300
LONGEST_STAMP = 12
# where Slack keeps files, also that of governments
HOSTS = (".slack.com", ".slack-gov.com")
FORM = "application/x-www-form-urlencoded"
# a message that is neither new words nor words with a file is about another message
NEW_WORDS = ("", "file_share", "thread_broadcast")
LINK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
STAMP = re.compile(r"\d+\.\d+")


class Slack(ChannelKind):
    """A Slack app: a thread with it is a request, and what the desk answers stands in it."""

    key, label = "slack", _("Slack")
    medium, is_told = "chat", True
    settings = (
        Setting(
            "signing_secret",
            _("Signing secret"),
            _("From “Basic Information” of your Slack app"),
            is_secret=True,
            stays_here=True,
        ),
        Setting(
            "bot_token",
            _("Bot token"),
            _("Begins with xoxb-. Needs chat:write, files:read, users:read and users:read.email."),
            is_secret=True,
        ),
        Setting("api", _("Address of the API"), default="https://slack.com/api", is_address=True),
    )

    def verify(self, delivered: Delivered) -> None:
        """Refuse what is not signed with the app's secret, or was signed long ago."""
        stamp = delivered.headers.get("x-slack-request-timestamp", "")
        signed = b"v0:%s:%s" % (stamp.encode(), delivered.body)
        digest = hmac.new(self.told["signing_secret"].encode(), signed, "sha256").hexdigest()
        given = delivered.headers.get("x-slack-signature", "")
        is_ours = hmac.compare_digest(f"v0={digest}".encode(), given.encode())
        if not (is_ours and _is_fresh(stamp)):
            raise NotAllowed(gettext("This is not signed with the signing secret of the app."))

    def reply(self, delivered: Delivered) -> str | None:
        """Return the challenge by which Slack finds out whether the address is ours."""
        try:
            body = _json(delivered.body)
        except ValueError:
            return None
        return str(body.get("challenge")) if body.get("type") == "url_verification" else None

    def thanks(self, delivered: Delivered) -> dict[str, str] | None:
        """Return what whoever gave a command reads at once; anything else looks like a fault."""
        words = gettext("We have it, and answer you here.")
        return {"response_type": "ephemeral", "text": words} if _is_form(delivered) else None

    def read(self, delivered: Delivered) -> Sequence[Heard]:
        """Return what somebody wrote to us, or in a thread that may be one with us."""
        if _is_form(delivered):
            return _commanded(dict(parse_qsl(delivered.body.decode())))
        event = _json(delivered.body).get("event") or {}
        is_new = event.get("subtype", "") in NEW_WORDS and not event.get("bot_id")
        if event.get("type") not in ("app_mention", "message") or not is_new:
            return ()
        return _written(event)

    def check(self) -> None:
        """Ask Slack whose token this is."""
        self._call("auth.test")

    def say(self, thread: str, text: str) -> str:
        """Write into a thread, or to somebody alone; return the thread it then stands in."""
        place, _colon, stamp = thread.partition(":")
        is_thread = bool(STAMP.fullmatch(stamp))
        more = {"thread_ts": stamp} if is_thread else {}
        said = self._call("chat.postMessage", channel=place, text=_escaped(text), **more)
        return thread if is_thread else f"{said.get('channel', place)}:{said.get('ts', stamp)}"

    def file(self, enclosed: Enclosed, *, limit: int) -> bytes:
        """Return a file that lies in Slack; the token is shown to Slack alone."""
        if not self._is_at_slack(enclosed.address):
            raise NotPossible(gettext("it lies elsewhere than in Slack"))
        headers = {"Authorization": f"Bearer {self.told['bot_token']}"}
        got = outward.fetch(enclosed.address, headers, most=limit)
        # without the right to files one is led to the page to sign in
        is_page = got.kind == "text/html" != enclosed.kind
        if got.status != 200 or is_page:
            return refuse_file(got.status)
        if len(got.content) > limit:
            raise TooLarge(gettext("The file is too large."))
        return got.content

    def _is_at_slack(self, address: str) -> bool:
        """Tell whether an address is one of Slack's own."""
        try:
            place, ours = outward.placed(address), outward.placed(self.told["api"])
        except outward.Closed:
            return False
        if (place.scheme, place.netloc) == (ours.scheme, ours.netloc):
            return True
        host = place.hostname or ""
        return place.scheme == "https" and place.port in (None, 443) and host.endswith(HOSTS)

    def introduce(self, handle: str) -> tuple[str, str]:
        """Return the name and the mail address of whoever has a handle, as Slack knows them."""
        user = self._call("users.info", user=handle).get("user") or {}
        known = user.get("profile") or {}
        name = known.get("real_name") or user.get("real_name") or user.get("name") or ""
        return str(name), str(known.get("email") or "")

    def _call(self, method: str, **given: str) -> dict[str, Any]:
        """Call a method of Slack's API; what it refuses is a problem of the outside."""
        headers = {"Authorization": f"Bearer {self.told['bot_token']}", "Content-Type": FORM}
        address = f"{self.told['api'].rstrip('/')}/{method}"
        said = outward.send(address, urlencode(given).encode(), headers)
        answer = _json(said.words.encode()) if said.status == 200 else {}
        if not answer.get("ok"):
            words = gettext("Slack refuses %(method)s: %(problem)s")
            raise OSError(words % {"method": method, "problem": answer.get("error", said.status)})
        return answer


def _is_fresh(stamp: str) -> bool:
    if not stamp.isdecimal() or len(stamp) > LONGEST_STAMP:
        return False
    return abs(now().timestamp() - int(stamp)) <= OLDEST_SECONDS


def _commanded(form: Mapping[str, str]) -> Sequence[Said]:
    """Return what somebody wrote after the command; it stands in no thread, so we write to them."""
    text, user = form.get("text", "").strip(), form.get("user_id", "")
    if not text or not user:
        return ()
    mark = form.get("trigger_id", "")
    return [Said(f"{user}:{mark}", mark, plain(text), user, form.get("user_name", ""))]


def _written(event: Mapping[str, Any]) -> Sequence[Said]:
    place, stamp, user = event.get("channel"), event.get("ts"), event.get("user")
    if not (place and stamp and user):
        raise ValueError(gettext("This message of Slack says not who wrote it, or where."))
    is_to_us = event["type"] == "app_mention" or event.get("channel_type") == "im"
    thread = event.get("thread_ts")
    if not is_to_us and not thread:
        return ()
    said = Said if is_to_us else Overheard
    text, files = plain(str(event.get("text", ""))), _files(event.get("files"))
    mark = f"{place}:{stamp}"
    return [said(f"{place}:{thread or stamp}", mark, text, str(user), files=files)]


def _files(told: object) -> tuple[Enclosed, ...]:
    """Return the files of a message that were not taken away meanwhile."""
    known = [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []
    return tuple(
        Enclosed(
            str(each.get("name") or each.get("title") or ""),
            str(each.get("mimetype") or ""),
            str(each.get("url_private_download") or address),
            size_in(each.get("size")),
        )
        for each in known
        if (address := each.get("url_private"))
    )


def plain(text: str) -> str:
    """Return what Slack writes as people read it: who is mentioned first is us.

    >>> plain("<@U1> see <https://example.org|the page> &amp; <#C2|news>")
    'see the page (https://example.org) & #news'
    """
    return unescape(LINK.sub(_linked, re.sub(r"^\s*<@\w+>\s*", "", text))).strip()


def _linked(found: re.Match[str]) -> str:
    target, words = found[1], found[2] or ""
    if target[0] in "@#!":
        return f"{target[0]}{words or target[1:]}".replace("!", "@")
    return f"{words} ({target})" if words and words not in target else target


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_form(delivered: Delivered) -> bool:
    return delivered.headers.get("content-type", "").startswith(FORM)


def _json(body: bytes) -> dict[str, Any]:
    """Return a JSON object; what is none is not understood."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ValueError(gettext("This is not what Slack sends."))
    return found
