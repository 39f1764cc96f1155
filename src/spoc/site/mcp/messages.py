"""The messages of the protocol: JSON-RPC 2.0 as the Streamable HTTP transport carries it.

Model Context Protocol 2025-11-25, "Base protocol" and "Transports". There are no sessions and no
streams: what was asked is answered in the body, and the server never speaks unasked.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError

from spoc.kit.errors import Refusal
from spoc.site.machines import Readable

VERSIONS = ("2025-11-25", "2025-06-18")
# what a client speaks that names no version
UNNAMED = "2025-03-26"
PARSE_ERROR, NOT_A_REQUEST, NO_SUCH_METHOD, WRONG_PARAMS = -32700, -32600, -32601, -32602
Id = str | int


class Broken(Exception):
    """A message that is not one, or asks for what there is not; it has the code of JSON-RPC."""

    def __init__(self, code: int, words: str, asked: Id | None = None) -> None:
        super().__init__(words)
        self.code, self.words, self.asked = code, words, asked


@dataclass(frozen=True, slots=True)
class Message:
    """What a client sent: a call under an id, or news without one, which nobody answers."""

    method: str
    params: dict[str, Any]
    id: Id | None

    @property
    def is_call(self) -> bool:
        """Whether its sender waits for an answer."""
        return self.id is not None and bool(self.method)


def read(request: HttpRequest) -> Message:
    """Return the message of a request; one that is not of this protocol is broken."""
    try:
        body = Readable().parse_body(request)
    except (ValueError, RecursionError, HttpError) as fault:
        raise Broken(PARSE_ERROR, "The body is not JSON in UTF-8.") from fault
    except Refusal as refusal:
        raise Broken(NOT_A_REQUEST, refusal.sentence) from refusal
    method, params, asked = body.get("method", ""), body.get("params") or {}, body.get("id")
    is_known = isinstance(asked, str | int) and not isinstance(asked, bool)
    if body.get("jsonrpc") != "2.0" or not isinstance(method, str):
        raise Broken(NOT_A_REQUEST, "Send one JSON-RPC 2.0 message.", asked if is_known else None)
    if asked is not None and not is_known:
        raise Broken(NOT_A_REQUEST, "The id of a message is a text or a whole number.")
    if not isinstance(params, dict):
        raise Broken(WRONG_PARAMS, "Send the parameters by their names.", asked)
    return Message(method, params, asked)


def version_for(wish: object) -> str:
    """Return the version both sides speak: the client's where we know it, else our newest.

    >>> version_for("2025-06-18"), version_for("1999-01-01")
    ('2025-06-18', '2025-11-25')
    """
    return wish if isinstance(wish, str) and wish in VERSIONS else VERSIONS[0]


def is_spoken(version: str) -> bool:
    """Tell whether the version a client names in its header is one we speak."""
    return version in (*VERSIONS, UNNAMED)


def answered(message: Message, result: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a call."""
    return {"jsonrpc": "2.0", "id": message.id, "result": result}


def failed(fault: Broken) -> dict[str, Any]:
    """Return what is said of a message that is broken."""
    error = {"code": fault.code, "message": fault.words}
    return {"jsonrpc": "2.0", "id": fault.asked, "error": error}
