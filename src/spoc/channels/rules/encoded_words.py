"""Words in headers written with other than ASCII letters (RFC 2047), as people meant them."""

import base64
import binascii
import re
from itertools import groupby

from spoc.channels.rules.charset import decode

ENCODED = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
BETWEEN = re.compile(r"(\?=)\s+(=\?[^?\s]{1,40}\?[bBqQ]\?)")

BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
NOT_BASE64 = bytes(sign for sign in range(256) if sign not in BASE64)
RUNS = 100  # stretches of base64 after one another


def words(header: str) -> str:
    """Return a header's value with its encoded words decoded, broken ones as they stand.

    >>> words("=?utf-8?Q?=C3=85sa?= =?utf-8?B?IELDpHI=?=: hej")
    'Åsa Bär: hej'
    """
    joined = BETWEEN.sub(r"\1\2", header)
    pieces: list[tuple[str, bytes]] = []
    position = 0
    for found in ENCODED.finditer(joined):
        if found.start() > position:
            pieces.append(("", joined[position : found.start()].encode("utf-8", "replace")))
        pieces.append((found[1].partition("*")[0].lower(), _bytes(found[2], found[3])))
        position = found.end()
    pieces.append(("", joined[position:].encode("utf-8", "replace")))
    return "".join(
        decode(b"".join(data for _, data in group), charset or "utf-8")
        for charset, group in groupby(pieces, key=lambda piece: piece[0])
    )


def _bytes(manner: str, encoded: str) -> bytes:
    plain = encoded.encode("utf-8", "replace")
    if manner in "qQ":
        return binascii.a2b_qp(plain.replace(b" ", b"_"), header=True)
    return unbase64(plain)


def unbase64(encoded: bytes) -> bytes:
    """Return what base64 says, forgiving foreign signs and missing or early padding."""
    encoded = encoded.translate(None, b" \t\r\n")
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        runs = re.split(rb"=+", encoded, maxsplit=RUNS)
        return b"".join(_run(run) for run in runs)


def _run(run: bytes) -> bytes:
    letters = run.translate(None, NOT_BASE64)
    letters = letters[: -1 if len(letters) % 4 == 1 else None]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
