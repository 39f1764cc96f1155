"""The headers of a letter or of one of its parts, whatever state they are in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from spoc.channels.rules import limits
from spoc.channels.rules.charset import decode
from spoc.channels.rules.encoded_words import words
from spoc.kit.text import tidy

NAME = re.compile(rb"([!-9;-~]{1,100})[ \t]*:(.*)", re.DOTALL)
END = re.compile(rb"\n(?=[^ \t])")
FOLD = re.compile(r"[\r\n]+[ \t]*")
MESSAGE_ID = re.compile(r"<([^<>]{1,500})>")
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Headers:
    """Names in small letters with their raw values, in the order of the letter."""

    lines: tuple[tuple[str, str], ...] = ()
    is_cut: bool = False

    def raw(self, name: str) -> str:
        """Return the first value under this name on one line, encoded words as they are."""
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        """Return every value under this name, each on one line."""
        return [FOLD.sub(" ", value).strip() for key, value in self.lines if key == name]

    def text(self, name: str, limit: int) -> str:
        """Return a value as people read it, on one line."""
        return " ".join(tidy(words(self.raw(name)[: limit * 12])).split())[:limit]

    def has(self, *names: str) -> bool:
        """Tell whether any of these names is there."""
        return any(key in names for key, _ in self.lines)


def split(data: bytes) -> tuple[Headers, bytes]:
    """Return the headers at the start of a letter or part, and the body after them."""
    data = data.lstrip(b"\r\n") if data[:1] in (b"\r", b"\n") else data
    block, body, is_cut = _block(data)
    lines: list[tuple[str, str]] = []
    for line in END.split(block):
        found = NAME.fullmatch(line)
        if found and len(lines) < limits.HEADERS:
            lines.append((found[1].decode("ascii").lower(), _value(found[2])))
        is_cut |= len(lines) >= limits.HEADERS or len(line) > limits.HEADER_LENGTH
    return Headers(tuple(lines), is_cut), body


def lines_of(data: bytes) -> tuple[list[bytes], bytes]:
    """Return the header lines as they were written, folded ones whole, and what follows them.

    >>> lines_of(b"To: a\\nSubject: b\\n c\\n\\nWords")
    ([b'To: a', b'Subject: b\\n c'], b'Words')
    """
    data = data.lstrip(b"\r\n") if data[:1] in (b"\r", b"\n") else data
    block, body, _is_cut = _block(data)
    return [line.rstrip(b"\r\n") for line in END.split(block) if line.strip()], body


def _block(data: bytes) -> tuple[bytes, bytes, bool]:
    """Return the header lines, what follows them, and whether there were too many bytes of them.

    A line that is no header ends them, as a blank one does: some senders forget the blank one.
    """
    position = _skipped_mbox_line(data)
    start = position
    while position < len(data):
        end = data.find(b"\n", position) + 1 or len(data)
        line = data[position:end]
        if not line.strip(b"\r\n"):
            return _capped(data[start:position], data[end:])
        if line[:1] not in b" \t" and not NAME.match(line[:200]):
            return _capped(data[start:position], data[position:])
        position = end
    return _capped(data[start:], b"")


def _skipped_mbox_line(data: bytes) -> int:
    return data.find(b"\n") + 1 if data.startswith((b"From ", b">From ")) else 0


def _capped(block: bytes, body: bytes) -> tuple[bytes, bytes, bool]:
    return block[: limits.HEADER_BLOCK], body, len(block) > limits.HEADER_BLOCK


def _value(raw: bytes) -> str:
    return decode(raw[: limits.HEADER_LENGTH].replace(b"\0", b"").strip())


def content_type(headers: Headers, default: str = "text/plain") -> Message:
    """Return a message that answers for type, charset, boundary and file name, and never fails."""
    message = Message()
    message["content-type"] = headers.raw("content-type")[:4_000] or default
    message["content-disposition"] = headers.raw("content-disposition")[:4_000]
    return message


def parameter(message: Message, name: str, header: str = "content-type") -> str:
    """Return a parameter such as the charset or the file name, as people read it."""
    try:
        value = message.get_param(name, "", header)
    except (TypeError, ValueError, LookupError, AttributeError):
        return ""
    if isinstance(value, tuple):
        charset, _, encoded = value
        return decode(encoded.encode("latin-1", "replace"), charset or "")
    return words(str(value or "")).strip()


def message_ids(values: Iterable[str]) -> tuple[str, ...]:
    """Return the message ids named in these headers, each once, in brackets.

    >>> message_ids(["<a@x> (hej) <b@x>", "<a@x>"])
    ('<a@x>', '<b@x>')
    """
    found = (f"<{''.join(name.split())}>" for value in values for name in MESSAGE_ID.findall(value))
    return tuple(dict.fromkeys(found))


def date(headers: Headers) -> datetime | None:
    """Return when the letter says it was written, in UTC, if that can be true."""
    try:
        moment = parsedate_to_datetime(headers.raw("date")[:200])
        moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return moment if moment >= EARLIEST else None
