"""What speaks for and against a letter's sender: its signature, and what its server found."""

from django.conf import settings
from django.utils.translation import gettext as _

from spoc.channels.opened import LOCKED, OPENED, Opened
from spoc.channels.rules.authentication import Verdict, verdict
from spoc.channels.rules.letter import Letter
from spoc.channels.rules.signed import Standing
from spoc.kit.text import one_line

SEAL, SENDER, CIPHER = "seal", "sender", "cipher"


def hints_of(opened: Opened, read: Letter) -> str:
    """Return, as a code that is kept, what speaks for and against a letter's sender."""
    found = [f"{CIPHER}:{opened.cipher}:"] if opened.cipher else []
    if seal := opened.seal:
        found.append(f"{SEAL}:{seal.standing}:{one_line(seal.by, 120).replace(' ', '_')}")
    servers = settings.SPOC_AUTHENTICATION_SERVERS
    known = verdict(read.authentication, servers=servers, sender=read.from_email)
    if known == Verdict.REFUTED:
        found.append(f"{SENDER}:{known}:")
    return " ".join(found)


def told(reason: str) -> str:
    """Return a letter's reason as people read it."""
    if not reason.startswith((f"{SEAL}:", f"{SENDER}:", f"{CIPHER}:")):
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
        (CIPHER, OPENED): _("Was encrypted"),
        (CIPHER, LOCKED): _("Encrypted: no key here opens it"),
        (SENDER, Verdict.REFUTED): _("The mail server doubts that this sender wrote it"),
    }
    return words.get((sort, standing), "") % who
