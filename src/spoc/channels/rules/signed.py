"""Letters under a signature (RFC 1847): the words that were signed, and the signature."""

import re
from dataclasses import dataclass
from enum import StrEnum

from spoc.channels.rules.headers import content_type, parameter, split
from spoc.channels.rules.parts import Bounds, pieces, take_apart

SMIME = ("application/pkcs7-signature", "application/x-pkcs7-signature")
PGP = ("application/pgp-signature",)
BREAK = re.compile(rb"\r?\n")


class Standing(StrEnum):
    """What a signature says of a letter."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Seal:
    """A signature: of which sort, how it stands, and by whom it says it is."""

    sort: str
    standing: Standing
    by: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed, byte for byte, and the signature."""

    sort: str
    content: bytes
    signature: bytes


def signed_part(raw: bytes) -> Signed | None:
    """Return what of a letter was signed; None where it is under no signature as a whole."""
    headers, body = split(raw)
    declared = content_type(headers)
    kind = str(declared["content-type"]).partition(";")[0].strip().lower()
    boundary = parameter(declared, "boundary").rstrip()[:200]
    if kind != "multipart/signed" or not boundary:
        return None
    parts = list(pieces(body, boundary.encode("utf-8", "replace")))
    if len(parts) != 2:
        return None
    signature = take_apart(parts[1], Bounds())
    sort = "smime" if signature.kind in SMIME else "pgp" if signature.kind in PGP else ""
    content = BREAK.sub(b"\r\n", parts[0])
    return Signed(sort, content, signature.content()) if sort else None
