"""Letters whose words lie within a signature or under encryption (RFC 8551, RFC 3156)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from spoc.channels.rules.der import OCTETS, OID, SEQUENCE, node, nodes, plain_der, wrapped
from spoc.channels.rules.headers import content_type, lines_of, split
from spoc.channels.rules.parts import Bounds, Part, take_apart
from spoc.channels.rules.signed import Signed

PKCS7 = ("application/pkcs7-mime", "application/x-pkcs7-mime")
MAYBE = "application/octet-stream"
SIGNED_DATA = "1.2.840.113549.1.7.2"
ENVELOPED = ("1.2.840.113549.1.7.3", "1.2.840.113549.1.9.16.1.23")
EXPLICIT, IMPLICIT_OCTETS = 0xA0, 0x80
CONTENT = re.compile(rb"(?i)content-")
INNER = re.compile(rb"(?i)(content-|mime-version[ \t]*:)")


class Sort(StrEnum):
    """What the words of a letter lie in."""

    SIGNED = "signed"
    SMIME = "smime"
    PGP = "pgp"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What a letter holds in place of its words; of an S/MIME letter it is DER."""

    sort: Sort
    content: bytes


def wrapped_part(raw: bytes) -> Wrapped | None:
    """Return what the words of a letter as a whole lie in; None where they are open."""
    headers, _body = split(raw)
    declared = content_type(headers)
    kind = str(declared["content-type"]).partition(";")[0].strip().lower()
    if kind not in (*PKCS7, MAYBE, "multipart/encrypted"):
        return None
    part = take_apart(raw, Bounds())
    if kind == "multipart/encrypted":
        return _pgp(part)
    if kind == MAYBE and not part.filename.lower().endswith(".p7m"):
        return None
    return _cms(part.content())


def signed_within(wrapping: Wrapped) -> Signed | None:
    """Return the words that lie in a signature, byte for byte; None where there are none."""
    try:
        _kind, data = node(wrapping.content).children()
        inner = data.children()[0].children()[2].children()
        octets = inner[1].children()[0]
    except (ValueError, IndexError):
        return None
    is_whole = inner[1].tag == EXPLICIT and octets.tag == OCTETS
    return Signed("smime", octets.content, wrapping.content) if is_whole else None


def unwrapped(raw: bytes, inner: bytes) -> bytes:
    """Return a letter with the words that lay in its wrapping: who wrote to whom is as outside.

    Of the headers inside only those count that tell how the words are written.

    >>> unwrapped(b"From: a\\nContent-Type: x/y\\n\\nQ2k=", b"From: eve\\nContent-ID: <1>\\n\\nHi")
    b'From: a\\nContent-ID: <1>\\n\\nHi'
    """
    outside, _body = lines_of(raw)
    inside, words = lines_of(inner)
    kept = [line for line in outside if not INNER.match(line)]
    told = [line for line in inside if CONTENT.match(line)]
    return b"\n".join([*kept, *told, b"", words])


def _pgp(part: Part) -> Wrapped | None:
    if len(part.children) != 2 or part.children[0].kind != "application/pgp-encrypted":
        return None
    return Wrapped(Sort.PGP, part.children[1].content())


def _cms(content: bytes) -> Wrapped | None:
    try:
        der = plain_der(content)
        kind = node(der).children()[0]
        name = kind.oid if kind.tag == OID else ""
    except (ValueError, IndexError):
        return None
    if name == SIGNED_DATA:
        return Wrapped(Sort.SIGNED, der)
    return Wrapped(Sort.SMIME, in_one_piece(der)) if name in ENVELOPED else None


def in_one_piece(der: bytes) -> bytes:
    """Return what is enveloped with its secret words in one piece, where they came in several."""
    try:
        kind, data = node(der).children()
        body = data.children()[0]
        parts = [_joined(part.whole) for part in body.children()]
    except ValueError:
        return der
    inside = wrapped(body.tag, b"".join(parts))
    return wrapped(SEQUENCE, kind.whole + wrapped(data.tag, inside))


def _joined(whole: bytes) -> bytes:
    part = node(whole)
    if part.tag != SEQUENCE:
        return whole
    inside = part.children()
    is_secret = [each.tag for each in inside] == [OID, SEQUENCE, EXPLICIT]
    if not is_secret:
        return whole
    octets = b"".join(each.content for each in nodes(inside[2].content))
    secret = wrapped(IMPLICIT_OCTETS, octets)
    return wrapped(SEQUENCE, inside[0].whole + inside[1].whole + secret)
