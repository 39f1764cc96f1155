"""A call to another system over HTTP, told by the same key each time it is the same thing."""

import json
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.kit.outward import Answered, Closed, placed, reachable, send
from spoc.kit.text import one_line
from spoc.workflow.base import ActionKind, Errand, Outcome, Setting
from spoc.workflow.rules.actions import (
    Json,
    filled_address,
    filled_json,
    picked,
    places,
)

METHODS = ("POST", "PUT", "PATCH", "DELETE", "GET")
# done twice these are as done once (RFC 9110)
SAFE_TWICE = frozenset({"GET", "PUT", "DELETE"})
# what is answered by who did nothing, and wants to be asked later
LATER = frozenset({429, 503})
# a name that can be a header, and not one that says how the call itself is made
OURS = frozenset({"host", "content-length", "content-type", "transfer-encoding", "connection"})


class HttpCall(ActionKind):
    """Tells another system to do something, and takes what it answers along."""

    key = "http"
    label = _("HTTP call")
    hint = _("Calls an address of another system, such as a script runner or an orchestrator")
    asks_inputs = True
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("method", _("Method"), default="POST", choices=tuple((m, m) for m in METHODS)),
        Setting(
            "address",
            _("Address"),
            _("Such as https://example.org/users/{account}: what is in braces is filled in"),
        ),
        Setting(
            "body",
            _("Body"),
            _('JSON, such as {"user": "{account}"}; empty sends all it is given'),
            is_optional=True,
            is_long=True,
        ),
        Setting("header", _("Header of the secret"), default="Authorization", is_optional=True),
        Setting(
            "secret",
            _("Secret"),
            _("What the header says, such as Bearer and a key"),
            is_secret=True,
            is_optional=True,
        ),
        Setting(
            "keep",
            _("Kept of the answer"),
            _("Names of its parts, such as id or user.name; nothing else is kept"),
            is_optional=True,
        ),
        Setting(
            "twice",
            _("Asked twice with the same key"),
            _("Each call carries an Idempotency-Key"),
            default="unknown",
            choices=(
                ("once", _("It does it once: it may be asked again")),
                ("unknown", _("It may do it twice: a person looks when nothing is heard")),
            ),
        ),
    )

    @classmethod
    def destination(cls, told: Mapping[str, str]) -> str:
        """Return the machine that is called."""
        return urlsplit(told.get("address", "")).netloc

    @property
    def is_repeatable(self) -> bool:
        """Whether the other system does a thing once, though it is asked twice."""
        return self.told["method"] in SAFE_TWICE or self.told["twice"] == "once"

    def missing(self) -> dict[str, str]:
        """Return what is wrong with the address, the body or the header."""
        faults: dict[str, str] = {}
        try:
            split = placed(self._plain_address())
        except Closed as closed:
            faults["address"] = str(closed)
        except ValueError:
            faults["address"] = gettext("An address has no steps up in it: write it out.")
        else:
            if places(urlsplit(self.told["address"]).netloc) or not split.hostname:
                faults["address"] = gettext("Which machine is called is not filled in: write it.")
        if self._body() is None:
            faults["body"] = gettext("This is no JSON: compare its braces and quotation marks.")
        unknown = self._places() - self.inputs.keys()
        if unknown and not faults:
            words = gettext("Nothing called %(name)s is given: add it to what it is given.")
            where = "address" if places(self.told["address"]) & unknown else "body"
            faults[where] = words % {"name": min(unknown)}
        header = self.told["header"]
        if self.told["secret"] and not _is_header(header):
            faults["header"] = gettext("Write the name of a header, such as Authorization.")
        return faults

    def check(self) -> None:
        """See whether the machine is known and may be called; nothing is sent."""
        reachable(placed(self._plain_address()))

    def run(self, inputs: Mapping[str, Json], *, key: str, errand: Errand) -> Outcome:
        """Call the address."""
        method = self.told["method"]
        try:
            address = filled_address(self.told["address"], inputs)
        except ValueError:
            return Outcome(False, problem=gettext("What is given makes another address of it."))
        place = urlsplit(address)
        where = f"{method} {place.scheme}://{place.netloc}{urlsplit(self.told['address']).path}"
        try:
            answered = self._sent(address, inputs, key)
        except (Closed, ConnectionRefusedError) as problem:
            # nothing was sent
            words = one_line(str(problem), 250) or type(problem).__name__
            is_passing = isinstance(problem, ConnectionRefusedError)
            return Outcome(False, log=where, problem=words, may_retry=is_passing)
        except OSError as problem:
            words = one_line(str(problem), 250) or type(problem).__name__
            is_open = not self.is_repeatable
            return Outcome(
                False, log=where, problem=words, may_retry=not is_open, is_unknown=is_open
            )
        return self._read(answered, where)

    def _sent(self, address: str, inputs: Mapping[str, Json], key: str) -> Answered:
        headers = {"Idempotency-Key": key, "User-Agent": "Spoc-Action/1"}
        if self.told["secret"]:
            headers[self.told["header"]] = self.told["secret"]
        body = b""
        if self.told["method"] != "GET":
            headers["Content-Type"] = "application/json; charset=utf-8"
            template = self._body()
            said: Json = filled_json(template, inputs) if template else dict(inputs)
            body = json.dumps(said, ensure_ascii=False).encode()
        private = (self.told["header"],)
        return send(address, body, headers, method=self.told["method"], private=private)

    def _read(self, answered: Answered, where: str) -> Outcome:
        log = f"{where}: {answered.status}"
        result: dict[str, Json] = {"status": answered.status}
        if 200 <= answered.status < 300:
            names = self.told["keep"].replace(",", " ").split()
            return Outcome(True, result={**result, **picked(_json(answered.words), names)}, log=log)
        problem = gettext("It answered %(status)s.") % {"status": answered.status}
        is_later = answered.status in LATER
        may_retry = is_later or (answered.status >= 500 and self.is_repeatable)
        is_unknown = answered.status >= 500 and not (is_later or self.is_repeatable)
        return Outcome(False, result, log, problem, may_retry, is_unknown)

    def _plain_address(self) -> str:
        filled = dict.fromkeys(places(self.told["address"]), "x")
        return filled_address(self.told["address"], filled)

    def _places(self) -> set[str]:
        return places(self.told["address"]) | places(self.told["body"])

    def _body(self) -> Json:
        """Return the body's template; an empty one where there is none, None where it is wrong."""
        if not self.told["body"].strip():
            return {}
        try:
            read: Json = json.loads(self.told["body"])
        except (ValueError, RecursionError):
            return None
        return read if isinstance(read, dict | list) else None


def _is_header(name: str) -> bool:
    plain = name.replace("-", "")
    return plain.isascii() and plain.isalnum() and name.lower() not in OURS


def _json(words: str) -> Json:
    try:
        read: Json = json.loads(words)
    except (ValueError, RecursionError):
        return None
    return read
