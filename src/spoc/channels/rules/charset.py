"""Which characters some bytes mean: what was declared, else UTF-8, else what Windows writes."""

import codecs
import re
from collections.abc import Iterator

SUPERSETS = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso2022_jp": "iso2022_jp_ext",
    "iso8859-9": "cp1254",
}
OTHER_NAMES = {
    "iso-gb2312": "gb18030",
    "ks_c_5601-1987": "cp949",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "iso-8859-8-i": "iso8859-8",
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "windows-874": "cp874",
    "utf8mb4": "utf-8",
}
NOT_LETTERS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}
MOSTLY = 0.8
STRAY = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8, as `surrogateescape` writes them
STRAYS = 10_000


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of these bytes; never fails, and guesses only where it must.

    >>> decode("Hej på dig".encode("latin-1"))
    'Hej på dig'
    >>> decode("Åsa".encode(), "no-such-charset")
    'Åsa'
    """
    readings = _readings(data, _codec(declared) or "utf-8")
    return next(text for text in readings if text is not None)


def _readings(data: bytes, codec: str) -> Iterator[str | None]:
    yield _strictly(data, codec)
    yield _strictly(data, "utf-8")
    if codec != "utf-8":
        yield _mixed(data)
    yield _mostly(data, codec)
    yield _mixed(data)
    yield _strictly(data, "cp1252")
    yield data.decode("latin-1")


def _codec(declared: str) -> str:
    """Return the name of the codec for a declared charset, '' where there is none to trust."""
    name = declared.strip().strip("\"'").lower()
    name = OTHER_NAMES.get(name, name)
    try:
        found = codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return ""
    found = found.lower()
    return "" if found in NOT_LETTERS else SUPERSETS.get(found, found)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None
    return text.encode("utf-8", "replace").decode("utf-8")


def _mostly(data: bytes, codec: str) -> str | None:
    """Read bytes that are damaged here and there, where most of them do fit the charset."""
    try:
        text = data.decode(codec, "replace")
    except (UnicodeError, LookupError, ValueError):
        return None
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    if text.count("\ufffd") > foreign * (1 - MOSTLY):
        return None
    return text.encode("utf-8", "replace").decode("utf-8")


def _mixed(data: bytes) -> str | None:
    """Read UTF-8 into which another program put its own words as Windows writes them."""
    text = data.decode("utf-8", "surrogateescape")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    strays = len(text) - len(STRAY.sub("", text))
    if strays > min(foreign - strays - 1, STRAYS):
        return None
    return STRAY.sub(lambda found: _windows(found[0]), text)


def _windows(stray: str) -> str:
    return bytes([ord(stray) - 0xDC00]).decode("cp1252", "replace")
