"""Where the product keeps its things, and which user works with them."""

import os
import pwd
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible

# root never works with data or with strangers' mail itself: the first of these that exists does
UNPRIVILEGED = ("spoc", "postgres", "nobody")
ADDRESS = "address"
FOLDERS = ("keys", "files", "postgres", "run", "backups", "static")


def home() -> Path:
    """Return the folder that holds everything: SPOC_HOME, or the usual place for this user."""
    chosen = os.environ.get("SPOC_HOME")
    if chosen:
        return Path(chosen).absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/spoc")
    shared = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(shared) / "spoc"


def folder(name: str) -> Path:
    """Make a folder of this name below the home, closed to all but the working user."""
    return private_folder(home() / name)


def private_folder(path: Path) -> Path:
    """Make this folder, closed to all but the working user, and what leads to it."""
    _make_passage(path.parent)
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        return path
    hand_over(path)
    return path


def prepare() -> None:
    """Make every folder there will be; in a home of root only root can add one later."""
    for name in FOLDERS:
        folder(name)


def opened_to_add(path: Path) -> IO[bytes]:
    """Open a file of the working user for adding, but never one that a link points at."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
    file = os.fdopen(os.open(path, flags, mode=0o600), "ab")
    hand_over(path)
    return file


def keep_address(address: str) -> None:
    """Write down where this home is reached, for the commands that are given beside `spoc up`."""
    place = folder("run")
    draft = place / f".{ADDRESS}"
    with opened_to_add(draft) as file:
        file.truncate(0)
        file.write(address.encode())
    draft.replace(place / ADDRESS)


def kept_address() -> str:
    """Return where this home was reached last; nothing where that is not to be known."""
    try:
        return (home() / "run" / ADDRESS).read_text()
    except OSError:
        return ""


def hand_over(path: Path) -> None:
    """Give what root has just made to the user that works with it."""
    user = working_user()
    if user:
        os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def working_user() -> pwd.struct_passwd | None:
    """Return who works with the data when root gives the command; None when we are that user."""
    if os.geteuid() != 0:
        return None
    chosen = os.environ.get("SPOC_USER")
    owners = (_owner(home() / "keys"), _owner(home()))
    names = (chosen,) if chosen else (*owners, *UNPRIVILEGED)
    for name in names:
        user = _account(name)
        if user and user.pw_uid != 0:
            return user
    raise NotPossible(
        _("Root starts Spoc, but no unprivileged user is here to run it: name one in SPOC_USER.")
    )


def _make_passage(path: Path) -> None:
    if path.exists():
        return
    path.mkdir(parents=True, exist_ok=True)
    # others may pass through a folder of root to those that are theirs, but not look around
    path.chmod(0o711 if os.geteuid() == 0 else 0o700)


def _owner(path: Path) -> str | None:
    try:
        return path.owner()
    except (FileNotFoundError, KeyError):
        return None


def _account(name: str | None) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name) if name else None
    except KeyError:
        return None
