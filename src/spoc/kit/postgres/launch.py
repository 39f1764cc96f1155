"""The start of a server process, from its turn at the data to its first word that it is ready."""

import fcntl
import pwd
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.kit.home import opened_to_add
from spoc.kit.postgres import postmaster
from spoc.kit.postgres.folders import environment
from spoc.kit.processes import spawn

LOG_SIZE = 10_000_000
PATIENCE = 300.0  # seconds: after a crash a large database first reads its log again
PAUSE = 0.02


@contextmanager
def lock_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that starters lock, usable by root and by the working user."""
    with opened_to_add(path) as file:
        yield file


def got_turn(lock: IO[bytes], data: Path, answers: Callable[[], bool]) -> bool:
    """Wait until nobody serves the data, or until a server answers: then there is no turn.

    The server and all its children hold the lock as long as they live. So those that outlive
    a killed server, and a server that is just shutting down, are waited for.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answers():
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(PAUSE)
            continue
        return True
    raise NotPossible(
        _("An earlier PostgreSQL still holds {folder} and does not end: end it first.").format(
            folder=data
        )
    )


def launch(
    command: list[str],
    data: Path,
    account: pwd.struct_passwd | None,
    *,
    lock: IO[bytes],
    log: Path,
    with_us: bool,
) -> subprocess.Popen[bytes]:
    """Start the server, hand it the lock, and return when it takes connections."""
    if log.exists() and log.stat().st_size > LOG_SIZE:
        log.rename(log.with_suffix(".log.1"))
    with opened_to_add(log) as output:
        before = output.tell()
        server = spawn(
            command,
            account=account,
            at_our_end=signal.SIGINT if with_us else None,
            env=environment(),
            output=output,
            pass_fds=[lock.fileno()],
        )
    end = time.monotonic() + PATIENCE
    while not postmaster.is_ready(data, server.pid):
        if server.poll() is not None or time.monotonic() > end:
            raise NotPossible(
                _("PostgreSQL did not start: {reason} (more in {log})").format(
                    log=log, reason=_last_words(log, before)
                )
            )
        time.sleep(PAUSE)
    return server


def _last_words(log: Path, since: int) -> str:
    lines = log.read_bytes()[since:].decode(errors="replace").splitlines()
    fatal = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
    return (fatal or lines or ["it said nothing"])[-1]
