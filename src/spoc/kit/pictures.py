"""What a picture says of itself in its first bytes: which sort it is, and how large."""

import struct
from dataclasses import dataclass

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
# where a JPEG says its size: the frames, but for the tables that lie among them
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
ALONE = frozenset([0x01, *range(0xD0, 0xDA)])


@dataclass(frozen=True, slots=True)
class Looks:
    """The sort of a picture as a browser is told it, and its size in pixels."""

    content_type: str
    width: int
    height: int


def looks_of(content: bytes) -> Looks | None:
    """Return what these bytes are where they are a PNG, JPEG or WebP; None for all else.

    >>> looks_of(PNG + struct.pack(">I4sII", 13, b"IHDR", 64, 32))
    Looks(content_type='image/png', width=64, height=32)
    >>> looks_of(b"<svg onload=alert(1)>") is None
    True
    """
    try:
        if content.startswith(PNG) and content[12:16] == b"IHDR":
            return Looks("image/png", *struct.unpack_from(">II", content, 16))
        if content.startswith(JPEG):
            return _jpeg(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError):
        return None
    return None


def _jpeg(content: bytes) -> Looks | None:
    place = 2
    while content[place] == 0xFF:
        mark = content[place + 1]
        if mark in FRAMES:
            height, width = struct.unpack_from(">HH", content, place + 5)
            return Looks("image/jpeg", width, height)
        (length,) = (0,) if mark in ALONE else struct.unpack_from(">H", content, place + 2)
        place += 2 + length
    return None


def _webp(content: bytes) -> Looks | None:
    sort = content[12:16]
    if sort == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        return Looks("image/webp", width, int.from_bytes(content[27:30], "little") + 1)
    if sort == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return Looks("image/webp", width & 0x3FFF, height & 0x3FFF)
    if sort == b"VP8L":
        (bits,) = struct.unpack_from("<I", content, 21)
        return Looks("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    return None
