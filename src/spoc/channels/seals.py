"""What speaks for and against a letter's sender: its signature, and what its server found."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.utils.translation import gettext as _

from spoc.channels.pgp import pgp_seal_of
from spoc.channels.rules.authentication import Verdict, verdict
from spoc.channels.rules.letter import Letter
from spoc.channels.rules.signed import Seal, Standing, signed_part
from spoc.channels.rules.smime import seal_of
from spoc.kit.text import one_line
from spoc.kit.time import now

SEAL, SENDER = "seal", "sender"


def hints_of(raw: bytes, read: Letter) -> str:
    """Return, as a code that is kept, what speaks for and against a letter's sender."""
    found = []
    if seal := _seal_in(raw, read.from_email):
        found.append(f"{SEAL}:{seal.standing}:{one_line(seal.by, 120).replace(' ', '_')}")
    servers = settings.SPOC_AUTHENTICATION_SERVERS
    known = verdict(read.authentication, servers=servers, sender=read.from_email)
    if known == Verdict.REFUTED:
        found.append(f"{SENDER}:{known}:")
    return " ".join(found)


def told(reason: str) -> str:
    """Return a letter's reason as people read it."""
    if not reason.startswith((f"{SEAL}:", f"{SENDER}:")):
        return reason
    return " · ".join(words for code in reason.split() if (words := _said(code)))


def is_doubtful(reason: str) -> bool:
    """Tell whether what is known speaks against a letter's sender."""
    against = (f"{SEAL}:{Standing.INVALID}", f"{SENDER}:{Verdict.REFUTED}")
    return any(code.startswith(against) for code in reason.split())


def _said(code: str) -> str:
    sort, standing, by = (*code.split(":", 2), "", "")[:3]
    who = {"by": by.replace("_", " ")}
    words: dict[tuple[str, str], str] = {
        (SEAL, Standing.VALID): _("Signature valid: %(by)s"),
        (SEAL, Standing.INVALID): _("Signature not valid: changed on the way, or not the sender’s"),
        (SEAL, Standing.UNKNOWN): _("Signature unknown: nobody we trust vouches for it"),
        (SENDER, Verdict.REFUTED): _("The mail server doubts that this sender wrote it"),
    }
    return words.get((sort, standing), "") % who


def _seal_in(raw: bytes, sender: str) -> Seal | None:
    signed = signed_part(raw)
    if signed is None:
        return None
    if signed.sort == "pgp":
        return pgp_seal_of(signed, sender=sender)
    return seal_of(signed, sender=sender, moment=now(), trusted=_trusted(settings.SPOC_SMIME_TRUST))


@cache
def _trusted(path: str) -> Sequence[x509.Certificate]:
    """Return the certificates of those who are believed about whose signature one is."""
    return x509.load_pem_x509_certificates(Path(path).read_bytes()) if path else ()
