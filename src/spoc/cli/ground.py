"""What a running Spoc stands on: one home that is its alone, one open door, one user."""

import fcntl
import os
import pwd
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from spoc.cli.reach import Program, opened, walked
from spoc.kit.errors import NotPossible
from spoc.kit.home import folder, home, opened_to_add, prepare, working_user

EVERYWHERE = ("0.0.0.0", "::")


def settle_address(host: str, port: int) -> str:
    """Return where it is reached, for letters and links too, unless SPOC_URL says otherwise."""
    shown = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return os.environ.setdefault("SPOC_URL", f"http://{shown}:{port}")


def place(words: str) -> tuple[str, int]:
    """Return the host and the port that `[HOST:]PORT` names; this machine alone where none is.

    >>> place("8024"), place("0.0.0.0:25"), place("[::1]:24")
    (('127.0.0.1', 8024), ('0.0.0.0', 25), ('::1', 24))
    """
    host, _colon, port = words.rpartition(":")
    return host.strip("[]") or "127.0.0.1", int(port)


@contextmanager
def alone() -> Iterator[None]:
    """Be the only one in this home for the block, or refuse."""
    path = folder("run") / "up.lock"
    with opened_to_add(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotPossible(
                _("Spoc runs already on {home}: stop that one first.").format(home=home())
            ) from None
        yield


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Hold the open door ourselves: a visitor who comes while the web restarts only waits."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        door = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as reason:
        raise NotPossible(
            _(
                "Port {port} of {host} cannot be had ({reason}): try `spoc up --port {free}`."
            ).format(port=port, host=host, reason=reason.strerror, free=free_port())
        ) from None
    with door:
        yield door


def free_port() -> int:
    """Return the number of a port that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as anywhere:
        return int(anywhere.getsockname()[1])


def step_down() -> Program:
    """Let root become the working user for good, and say how the parts run the program.

    What root alone may do comes first: the open door, and folders in a home of root's. Where the
    working user cannot walk to the program we stay root, and only the parts become that user.
    """
    user = working_user()
    if user is None:
        return walked()
    prepare()
    # made anew at each start, by whoever serves it
    shutil.rmtree(home() / "static")
    folder("static")
    # the home is named: for another user it would be another folder
    os.environ["SPOC_HOME"] = str(home())
    if walked().reaches(home() / "keys", user):
        _become(user)
        return walked()
    through = opened(user)
    return through if through.reaches(home() / "keys", user) else walked()


def _become(user: pwd.struct_passwd) -> None:
    os.environ.update(HOME=user.pw_dir, USER=user.pw_name)
    os.initgroups(user.pw_name, user.pw_gid)
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
