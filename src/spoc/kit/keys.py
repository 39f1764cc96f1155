"""The keys of this installation: one list that signs, one that encrypts, the newest first."""

import fcntl
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.kit.home import folder, hand_over, home, opened_to_add

SIGNING = "signing"
ENCRYPTION = "encryption"

_lent: list[str] = []


def lend_one() -> None:
    """Sign with a key of the moment where none is here, so that a mere visitor makes none."""
    if not os.environ.get("SPOC_SECRET_KEY") and not _read(SIGNING):
        _lent.append(_new_secret())


def is_lent() -> bool:
    """Say whether no key is here, and one of the moment signs."""
    return bool(_lent)


def secret_keys() -> list[str]:
    """Return the keys that sign, newest first; the older ones still open links already sent."""
    chosen = os.environ.get("SPOC_SECRET_KEY")
    if chosen:
        return [chosen, *_read(SIGNING)]
    return _lent or _read(SIGNING) or _make(SIGNING, _new_secret)


def encrypt(text: str) -> str:
    """Return the text so that only this installation can read it."""
    return _cipher().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Return what was encrypted here, with today's key or an older one."""
    try:
        return _cipher().decrypt(text.encode()).decode()
    except InvalidToken:
        raise NotPossible(
            _("This was encrypted with a key that is not here: restore the keys of the backup.")
        ) from None


def rotate() -> None:
    """Put a new key in front of each list and keep the older ones."""
    for name, new in ((SIGNING, _new_secret), (ENCRYPTION, _new_cipher_key)):
        place = folder("keys")
        with opened_to_add(place / f".{name}.lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            os.replace(_written(place, [new(), *_read(name)]), place / name)


def _cipher() -> MultiFernet:
    keys = _read(ENCRYPTION) or _make(ENCRYPTION, _new_cipher_key)
    return MultiFernet([Fernet(key) for key in keys])


def _read(name: str) -> list[str]:
    try:
        return (home() / "keys" / name).read_text().split()
    except (FileNotFoundError, PermissionError):
        return []  # one who may not look in has no key, and may not make one there either


def _make(name: str, new: Callable[[], str]) -> list[str]:
    place = folder("keys")
    written = _written(place, [new()])
    try:
        # a link is made whole or not at all: of two starters one wins and both read its key
        os.link(written, place / name)
    except FileExistsError:
        pass
    finally:
        written.unlink()
    return _read(name)


def _written(place: Path, keys: list[str]) -> Path:
    handle, path = tempfile.mkstemp(dir=place, prefix=".new-")
    with os.fdopen(handle, "w") as file:
        file.write("\n".join(keys) + "\n")
        file.flush()
        os.fsync(file.fileno())
    hand_over(Path(path))
    return Path(path)


def _new_secret() -> str:
    return secrets.token_urlsafe(48)


def _new_cipher_key() -> str:
    return Fernet.generate_key().decode()
