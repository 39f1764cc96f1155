"""What Outlook packed into a `winmail.dat` (TNEF, MS-OXTNEF): words and files, within bounds."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from spoc.channels.rules import limits
from spoc.channels.rules.charset import decode

SIGNATURE = 0x223E9F78
ATTACHMENT_LEVEL = 2
BODY, TITLE, DATA, START = 0x800C, 0x8010, 0x800F, 0x9002
LETTER_PROPERTIES, FILE_PROPERTIES = 0x9003, 0x9005
PLAIN_BODY, HTML_BODY, LONG_NAME, OBJECT, MEDIA_TYPE, CONTENT_ID = (
    *(0x1000, 0x1013, 0x3707, 0x3701),
    *(0x370E, 0x3712),
)
FIXED = {0x02: 4, 0x0B: 4, 0x03: 4, 0x04: 4, 0x0A: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8}
FIXED |= {0x48: 16}
STRINGS = {0x1E, 0x1F, 0x0D, 0x102}
UNICODE, MANY, NAMED = 0x1F, 0x1000, 0x8000
ARCHIVE_NAMES = re.compile(r"winmail\d*\.dat", re.IGNORECASE)


@dataclass
class PackedFile:
    """A file inside a winmail.dat."""

    filename: str = ""
    content: bytes = b""
    content_type: str = ""
    content_id: str = ""


@dataclass
class Opened:
    """What was inside."""

    text: str = ""
    html: str = ""
    files: list[PackedFile] = field(default_factory=list)


def is_winmail(kind: str, filename: str) -> bool:
    """Tell whether a part is one of Outlook's packages."""
    return kind in ("application/ms-tnef", "application/vnd.ms-tnef") or bool(
        ARCHIVE_NAMES.fullmatch(filename)
    )


def unpack(data: bytes) -> Opened | None:
    """Return what is inside, or None where it cannot be read."""
    opened = Opened()
    if len(data) > limits.WINMAIL or len(data) < 6:
        return None
    if struct.unpack_from("<I", data)[0] != SIGNATURE:
        return None
    try:
        for level, name, content in _objects(data):
            _take(opened, level, name, content)
    except (struct.error, IndexError):
        return None
    opened.files = [file for file in opened.files if file.content]
    return opened


def _objects(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    position = 6
    for _ in range(limits.WINMAIL_OBJECTS):
        if position + 11 > len(data):
            return
        level, name, _type, length = struct.unpack_from("<BHHI", data, position)
        position += 9
        yield level, name, data[position : position + length]
        position += length + 2


def _take(opened: Opened, level: int, name: int, content: bytes) -> None:
    if name == START:
        opened.files.append(PackedFile())
    elif level == ATTACHMENT_LEVEL and opened.files:
        _take_of_file(opened.files[-1], name, content)
    elif name == BODY:
        opened.text = opened.text or decode(content.rstrip(b"\0"))
    elif name == LETTER_PROPERTIES:
        for key, value in _properties(content):
            if key == PLAIN_BODY:
                opened.text = _string(value)
            elif key == HTML_BODY:
                opened.html = _string(value)


def _take_of_file(file: PackedFile, name: int, content: bytes) -> None:
    if name == TITLE:
        file.filename = file.filename or decode(content.rstrip(b"\0"))
    elif name == DATA:
        file.content = content
    elif name == FILE_PROPERTIES:
        for key, value in _properties(content):
            if key == LONG_NAME:
                file.filename = _string(value)
            elif key == MEDIA_TYPE:
                file.content_type = _string(value)
            elif key == CONTENT_ID:
                file.content_id = _string(value)
            elif key == OBJECT and not file.content and isinstance(value, bytes):
                file.content = value


def _properties(data: bytes) -> Iterator[tuple[int, str | bytes]]:
    """Go through the properties that hold words or bytes."""
    (count,) = struct.unpack_from("<I", data)
    position = 4
    for _ in range(min(count, limits.WINMAIL_PROPERTIES)):
        kind, name = struct.unpack_from("<HH", data, position)
        position += 4
        if name >= NAMED:
            position = _after_name(data, position)
        values, position = _values(data, position, kind)
        if values:
            yield name, values[0]


def _after_name(data: bytes, position: int) -> int:
    (sort,) = struct.unpack_from("<I", data, position + 16)
    if sort == 0:
        return position + 24
    (length,) = struct.unpack_from("<I", data, position + 20)
    return position + 24 + _padded(length)


def _values(data: bytes, position: int, kind: int) -> tuple[list[str | bytes], int]:
    base, count = kind & ~MANY, 1
    if kind & MANY or base in STRINGS:
        (count,) = struct.unpack_from("<I", data, position)
        position += 4
    if base in FIXED:
        return [], position + FIXED[base] * count
    if base not in STRINGS or count > limits.WINMAIL_PROPERTIES:
        raise IndexError
    values: list[str | bytes] = []
    for _ in range(count):
        (length,) = struct.unpack_from("<I", data, position)
        raw = data[position + 4 : position + 4 + length]
        values.append(raw.decode("utf-16-le", "replace") if base == UNICODE else raw)
        position += 4 + _padded(length)
    return values, position


def _padded(length: int) -> int:
    return length + -length % 4


def _string(value: str | bytes) -> str:
    return (decode(value) if isinstance(value, bytes) else value).rstrip("\0")
