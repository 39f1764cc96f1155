"""The parts of a letter (MIME), taken apart within bounds."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from itertools import islice

from spoc.channels.rules import limits
from spoc.channels.rules.encoded_words import unbase64
from spoc.channels.rules.headers import Headers, content_type, parameter, split

KIND = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,100}")
UUENCODINGS = ("x-uuencode", "uuencode", "x-uue", "uue")
LAST_BREAK = re.compile(rb"\r?\n\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its headers, its kind such as `text/plain`, and its body or the parts within."""

    headers: Headers
    kind: str
    parameters: Message
    body: bytes = b""
    children: tuple["Part", ...] = ()
    depth: int = 0

    @property
    def charset(self) -> str:
        """The charset that was declared."""
        return parameter(self.parameters, "charset")

    @property
    def disposition(self) -> str:
        """Whether it is meant to be shown or kept, `inline` or `attachment`."""
        return self.headers.raw("content-disposition").partition(";")[0].strip().lower()

    @property
    def filename(self) -> str:
        """The name the sender gave it."""
        in_disposition = parameter(self.parameters, "filename", "content-disposition")
        return in_disposition or parameter(self.parameters, "name")

    def content(self, at_most: int | None = None) -> bytes:
        """Return the body without its transfer encoding."""
        encoding = self.headers.raw("content-transfer-encoding").lower().strip("; \"'")
        body = self.body if at_most is None else self.body[:at_most]
        if encoding == "base64":
            return unbase64(body)
        if encoding == "quoted-printable":
            return binascii.a2b_qp(body)
        if encoding in UUENCODINGS:
            return uudecode(body)
        return body

    def leaves(self) -> Iterator["Part"]:
        """Go through the parts that hold something themselves, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


@dataclass
class Bounds:
    """What is left of the bounds of one letter, and what had to be cut."""

    parts: int = limits.PARTS
    cut: dict[str, None] = field(default_factory=dict)

    def cuts(self, what: str) -> None:
        """Note that something of this sort was left out."""
        self.cut[what] = None


def take_apart(data: bytes, bounds: Bounds) -> Part:
    """Return a letter's outermost part with all that is within it."""
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    return _part(data, bounds, 0, "text/plain")


def _part(data: bytes, bounds: Bounds, depth: int, default: str) -> Part:
    headers, body = split(data)
    if headers.is_cut:
        bounds.cuts("headers")
    parameters = content_type(headers, default)
    kind = _kind(parameters, default)
    part = Part(headers, kind, parameters, body, depth=depth)
    if not kind.startswith("multipart/"):
        return part
    children = _children(part, bounds)
    if not children:
        return Part(headers, "text/plain", parameters, body, depth=depth)
    return Part(headers, kind, parameters, b"", children, depth)


def _kind(parameters: Message, default: str) -> str:
    declared = str(parameters["content-type"]).partition(";")[0].strip().lower()
    return declared if KIND.fullmatch(declared) else default


def _children(part: Part, bounds: Bounds) -> tuple[Part, ...]:
    boundary = parameter(part.parameters, "boundary").rstrip()[:200]
    if not boundary:
        return ()
    if part.depth >= limits.DEPTH:
        bounds.cuts("depth")
        return ()
    default = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
    found = []
    for piece in pieces(part.body, boundary.encode("utf-8", "replace")):
        if bounds.parts <= 0:
            bounds.cuts("parts")
            break
        bounds.parts -= 1
        found.append(_part(piece, bounds, part.depth + 1, default))
    return tuple(found)


def pieces(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """Cut a body at its boundary lines; what is before the first and after the last is nothing."""
    line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*\r?$", re.MULTILINE)
    start: int | None = None
    for found in islice(line.finditer(body), limits.PARTS + 2):
        if start is not None:
            yield LAST_BREAK.sub(b"", body[start : found.start()])
        if found[1]:
            return
        start = found.end() + 1
    if start is not None and start < len(body):
        yield body[start:]


def uudecode(body: bytes) -> bytes:
    """Return what uuencoded lines say; lines that are none are passed over."""
    decoded = []
    for line in body.splitlines():
        if line == b"end":
            break
        if line.startswith(b"begin "):
            continue
        try:
            decoded.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(decoded)
