"""Asking GnuPG, where it is installed, whether an OpenPGP signature fits (RFC 3156)."""

import shutil
import subprocess
import tempfile

from spoc.channels.rules.signed import Seal, Signed, Standing
from spoc.kit.home import home

PATIENCE = 20
# the keys of those whose signatures one believes, as GnuPG keeps them
KEYS = "gnupg"


def pgp_seal_of(signed: Signed, *, sender: str) -> Seal:
    """Return how a signature stands: unknown where there is no GnuPG or no key for it."""
    program, keys = shutil.which("gpg"), home() / KEYS
    if program is None or not keys.is_dir():
        return Seal("pgp", Standing.UNKNOWN)
    with tempfile.NamedTemporaryFile() as file:
        file.write(signed.signature)
        file.flush()
        command = [program, "--homedir", str(keys), "--batch", "--no-tty", "--status-fd", "1"]
        try:
            done = subprocess.run(
                [*command, "--verify", file.name, "-"],
                input=signed.content,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return Seal("pgp", Standing.UNKNOWN)
    return _judged(done.stdout.decode("utf-8", "replace"), sender)


def _judged(status: str, sender: str) -> Seal:
    """Return what GnuPG's status lines say: a key of somebody else is as good as no signature."""
    lines = [line.split(" ", 3)[1:] for line in status.splitlines() if line.startswith("[GNUPG:]")]
    said = {line[0]: line[-1] for line in lines if line}
    if "BADSIG" in said:
        return Seal("pgp", Standing.INVALID, said["BADSIG"][:100])
    if "GOODSIG" not in said or "VALIDSIG" not in said:
        return Seal("pgp", Standing.UNKNOWN)
    by = said["GOODSIG"]
    is_sender = bool(sender) and f"<{sender.lower()}>" in by.lower()
    return Seal("pgp", Standing.VALID if is_sender else Standing.INVALID, by[:100])
