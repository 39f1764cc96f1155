"""Asking GnuPG, where it is installed, whether a signature fits, or to open a letter (RFC 3156)."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from spoc.channels.rules.signed import Seal, Signed, Standing
from spoc.kit.home import home

PATIENCE = 20
# what GnuPG says of a signature, whichever way it stands
SIGNED = ("GOODSIG", "BADSIG", "ERRSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG")
# the keys of those whose signatures one believes, as GnuPG keeps them
KEYS = "gnupg"


@dataclass(frozen=True, slots=True)
class Deciphered:
    """What was encrypted, and the signature that came with it."""

    content: bytes
    seal: Seal | None


def deciphered(content: bytes, *, keys: Sequence[str], sender: str) -> Deciphered | None:
    """Return what was encrypted to one of these keys or to one GnuPG keeps; None where to none."""
    program = shutil.which("gpg")
    if program is None:
        return None
    own = home() / KEYS
    if own.is_dir() and (found := _opened([program, "--homedir", str(own)], content, sender)):
        return found
    for key in keys:
        with _keeping(program, key) as place:
            trusted = own / "pubring.kbx"
            more = ["--keyring", str(trusted)] if trusted.exists() else []
            if found := _opened([program, "--homedir", str(place), *more], content, sender):
                return found
    return None


def _opened(command: Sequence[str], content: bytes, sender: str) -> Deciphered | None:
    """Let GnuPG open something; what grows beyond a letter's size is not let out of it."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "words"
        asked = ["--batch", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", ""]
        limits = ["--max-output", str(settings.SPOC_LETTER_LIMIT), "--logger-fd", "1"]
        told = ["--status-fd", "1", "--output", str(out), "--decrypt"]
        done = _run([*command, *asked, *limits, *told], content)
        status = done.decode("utf-8", "replace")
        words = _words_of(status)
        if "DECRYPTION_OKAY" not in words or "--max-output" in status or not out.exists():
            return None
        is_signed = not words.keys().isdisjoint(SIGNED)
        return Deciphered(out.read_bytes(), _judged(status, sender) if is_signed else None)


@contextmanager
def _keeping(program: str, key: str) -> Iterator[Path]:
    """Keep a key where only GnuPG looks, as long as it takes."""
    with tempfile.TemporaryDirectory(prefix="gpg") as name:
        place = Path(name)
        try:
            _run([program, "--homedir", name, "--batch", "--no-tty", "--import"], key.encode())
            yield place
        finally:
            _run(["gpgconf", "--homedir", name, "--kill", "all"], b"")


def _run(command: Sequence[str], given: bytes) -> bytes:
    """Return what a program says; nothing where it does not end."""
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout


def pgp_seal_of(signed: Signed, *, sender: str) -> Seal:
    """Return how a signature stands: unknown where there is no GnuPG or no key for it."""
    program, keys = shutil.which("gpg"), home() / KEYS
    if program is None or not keys.is_dir():
        return Seal("pgp", Standing.UNKNOWN)
    with tempfile.NamedTemporaryFile() as file:
        file.write(signed.signature)
        file.flush()
        command = [program, "--homedir", str(keys), "--batch", "--no-tty", "--status-fd", "1"]
        said = _run([*command, "--verify", file.name, "-"], signed.content)
    return _judged(said.decode("utf-8", "replace"), sender)


def _judged(status: str, sender: str) -> Seal:
    """Return what GnuPG's status lines say: a key of somebody else is as good as no signature."""
    said = _words_of(status)
    if "BADSIG" in said:
        return Seal("pgp", Standing.INVALID, said["BADSIG"][:100])
    if "GOODSIG" not in said or "VALIDSIG" not in said:
        return Seal("pgp", Standing.UNKNOWN)
    by = said["GOODSIG"]
    is_sender = bool(sender) and f"<{sender.lower()}>" in by.lower()
    return Seal("pgp", Standing.VALID if is_sender else Standing.INVALID, by[:100])


def _words_of(status: str) -> dict[str, str]:
    """Return the words of GnuPG's status lines, each with the last it says of it."""
    lines = [line.split(" ", 3)[1:] for line in status.splitlines() if line.startswith("[GNUPG:]")]
    return {line[0]: line[-1] for line in lines if line}
