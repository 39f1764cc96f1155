"""A letter taken out of the signatures and the encryption its words lie in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import structlog
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
from spoc.channels.rules.signed import Seal, Signed, Standing, signed_part
from spoc.channels.rules.smime import seal_of
from spoc.channels.rules.wrapped import Sort, Wrapped, signed_within, unwrapped, wrapped_part
from spoc.kit.time import now

log = structlog.get_logger()
# words may be signed, then encrypted, then signed once more
LAYERS = 4
# what is known of a letter's encryption
OPENED, LOCKED = "opened", "locked"


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter whose words lie open, the seal nearest to them, and whether it was encrypted.

    `within` is the seal that lay under the encryption: one around it anybody can put there.
    """

    raw: bytes
    seal: Seal | None = None
    cipher: str = ""
    within: Seal | None = None

    @property
    def is_its_senders(self) -> bool:
        """Whether what was encrypted is proven to be by the sender, or nothing was opened."""
        is_proven = self.within is not None and self.within.standing == Standing.VALID
        return self.cipher != OPENED or is_proven


def open_letter(raw: bytes, channel: Channel | None) -> Opened:
    """Take a letter out of what its words lie in; what no key opens stays as it came."""
    sender = _sender_of(raw)
    found = Opened(raw)
    for _layer in range(LAYERS):
        wrapping = wrapped_part(found.raw)
        if wrapping is None and (bared := _bared(found, sender)) is not None:
            found = bared
            continue
        inner = _inside(wrapping, channel, sender) if wrapping else None
        if wrapping and inner is None and wrapping.sort != Sort.SIGNED:
            return Opened(found.raw, found.seal, LOCKED)
        if inner is None:
            break
        words, seal = inner
        is_secret = wrapping is not None and wrapping.sort != Sort.SIGNED
        cipher = OPENED if is_secret else found.cipher
        within = seal if is_secret else seal or found.within
        found = Opened(unwrapped(found.raw, words), seal or found.seal, cipher, within)
    signed = signed_part(found.raw)
    if signed is None:
        return found
    seal = _seal_of(signed, sender)
    return Opened(found.raw, seal, found.cipher, seal)


def _bared(found: Opened, sender: str) -> Opened | None:
    """Return what lies in a signature beside it, where that is wrapped once more; else None."""
    signed = signed_part(found.raw)
    if signed is None or wrapped_part(signed.content) is None:
        return None
    seal = _seal_of(signed, sender)
    return Opened(unwrapped(found.raw, signed.content), seal, found.cipher, seal)


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
    return [*_keys(channel, SMIME_KEY), *_key_of_the_house()]


def _key_of_the_house() -> list[str]:
    """Return the key that is named for all letters; none where it cannot be read."""
    path = settings.SPOC_SMIME_KEY
    try:
        return [Path(path).read_text()] if path else []
    except (OSError, UnicodeError):
        log.error("the key of SPOC_SMIME_KEY cannot be read", exc_info=True)
        return []


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
