"""What a running Spoc stands on: one home that is its alone, one open door, one user."""

import fcntl
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.kit.home import folder, home, opened_to_add, prepare, working_user
from spoc.kit.processes import can_run

EVERYWHERE = ("0.0.0.0", "::")
READS_EVERYTHING = "import os, sys, django, spoc.site.environ; os.listdir(sys.argv[1])"


def settle_address(host: str, port: int) -> str:
    """Return where it is reached, for letters and links too, unless SPOC_URL says otherwise."""
    shown = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return os.environ.setdefault("SPOC_URL", f"http://{shown}:{port}")


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
            ).format(port=port, host=host, reason=reason.strerror, free=_free_port())
        ) from None
    with door:
        yield door


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as anywhere:
        return int(anywhere.getsockname()[1])


def step_down() -> None:
    """Let root become the working user for good, where that user can read the program.

    What root alone may do comes first: the open door, and folders in a home of root's.
    """
    user = working_user()
    if user is None:
        return
    prepare()
    # made anew at each start, by whoever serves it
    shutil.rmtree(home() / "static")
    if not can_run([sys.executable, "-c", READS_EVERYTHING, str(home() / "keys")], user):
        return
    folder("static")
    # the home is named: for another user it would be another folder
    os.environ.update(SPOC_HOME=str(home()), HOME=user.pw_dir, USER=user.pw_name)
    os.initgroups(user.pw_name, user.pw_gid)
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
