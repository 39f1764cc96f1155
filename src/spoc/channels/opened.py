"""A letter taken out of the signatures and the encryption its words lie in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography import x509
from django.conf import settings

from spoc.channels.base import ChannelKind, opened
from spoc.channels.letter_keys import PGP_KEY, SMIME_KEY
from spoc.channels.models import Channel
from spoc.channels.pgp import deciphered as pgp_deciphered
from spoc.channels.pgp import pgp_seal_of
from spoc.channels.rules.address import addresses
from spoc.channels.rules.enveloped import deciphered
from spoc.channels.rules.headers import split
from spoc.channels.rules.signed import Seal, Signed, signed_part
from spoc.channels.rules.smime import seal_of
from spoc.channels.rules.wrapped import Sort, Wrapped, signed_within, unwrapped, wrapped_part
from spoc.kit.time import now

# words may be signed, then encrypted, then signed once more
LAYERS = 4
# what is known of a letter's encryption
OPENED, LOCKED = "opened", "locked"


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter whose words lie open, the seal nearest to them, and whether it was encrypted."""

    raw: bytes
    seal: Seal | None = None
    cipher: str = ""


def open_letter(raw: bytes, channel: Channel | None) -> Opened:
    """Take a letter out of what its words lie in; what no key opens stays as it came."""
    sender = _sender_of(raw)
    found = Opened(raw)
    for _layer in range(LAYERS):
        wrapping = wrapped_part(found.raw)
        inner = _inside(wrapping, channel, sender) if wrapping else None
        if wrapping and inner is None and wrapping.sort != Sort.SIGNED:
            return Opened(found.raw, found.seal, LOCKED)
        if inner is None:
            break
        words, seal = inner
        is_secret = wrapping is not None and wrapping.sort != Sort.SIGNED
        cipher = OPENED if is_secret else found.cipher
        found = Opened(unwrapped(found.raw, words), seal or found.seal, cipher)
    signed = signed_part(found.raw)
    seal = _seal_of(signed, sender) if signed else found.seal
    return Opened(found.raw, seal, found.cipher)


def _inside(
    wrapping: Wrapped, channel: Channel | None, sender: str
) -> tuple[bytes, Seal | None] | None:
    """Return the words within and the seal they came under; None where they cannot be had."""
    if wrapping.sort == Sort.SIGNED:
        signed = signed_within(wrapping)
        return (signed.content, _seal_of(signed, sender)) if signed else None
    if wrapping.sort == Sort.PGP:
        keys = _keys(channel, PGP_KEY)
        read = pgp_deciphered(wrapping.content, keys=keys, sender=sender)
        return (read.content, read.seal) if read else None
    tried = (deciphered(wrapping.content, key) for key in _smime_keys(channel))
    return next(((words, None) for words in tried if words is not None), None)


def _smime_keys(channel: Channel | None) -> list[str]:
    path = settings.SPOC_SMIME_KEY
    return [*_keys(channel, SMIME_KEY), *([Path(path).read_text()] if path else [])]


def _keys(channel: Channel | None, name: str) -> list[str]:
    """Return the key a letter's mailbox holds; of one handed over, those of every mailbox."""
    boxes = [channel] if channel else Channel.objects.filter(kind__in=_boxes()).order_by("pk")
    return [key for box in boxes if (key := opened(box).told.get(name, ""))]


def _boxes() -> list[str]:
    kinds = ChannelKind.all()
    return [kind.key for kind in kinds if any(each.key == SMIME_KEY for each in kind.settings)]


def _seal_of(signed: Signed, sender: str) -> Seal:
    if signed.sort == "pgp":
        return pgp_seal_of(signed, sender=sender)
    return seal_of(signed, sender=sender, moment=now(), trusted=_trusted(settings.SPOC_SMIME_TRUST))


def _sender_of(raw: bytes) -> str:
    headers, _body = split(raw)
    named = addresses(headers.raw("from")) or addresses(headers.raw("sender"))
    return named[0].email if named else ""


@cache
def _trusted(path: str) -> Sequence[x509.Certificate]:
    """Return the certificates of those who are believed about whose signature one is."""
    return x509.load_pem_x509_certificates(Path(path).read_bytes()) if path else ()
