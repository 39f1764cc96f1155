"""One home with its tables made, as `spoc upgrade` makes it; homes begin as copies of it.

A home at rest knows nothing of where it is. Making one takes seconds: it is begun beside what the
tests do first, and whoever needs it waits for it.
"""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

from spoc.kit.home import home

COMMAND = str(Path(sys.executable).with_name("spoc"))
# whatever a test kills, the machine itself stays up: nothing need be forced to its disk
MAKE = """
"$0" upgrade >/dev/null &&
printf 'fsync = off\\nfull_page_writes = off\\n' >> "$SPOC_HOME/postgres/data/postgresql.conf" &&
mv "$SPOC_HOME" "$1"
"""


def begin() -> subprocess.Popen[bytes]:
    """Begin to make it; its turn is held until it is there."""
    with _place().with_suffix(".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        begun = str(_place().with_suffix(".begun"))
        return subprocess.Popen(
            ["sh", "-c", MAKE, COMMAND, str(_place())],
            env={**os.environ, "SPOC_HOME": begun},
            pass_fds=[turn.fileno()],
        )


def copy_to(path: Path, part: str = "") -> None:
    """Make a home that is a copy of it, or a part of one."""
    subprocess.run(["cp", "-a", str(_made() / part), str(path)], check=True)


def _made() -> Path:
    if not _is_there():
        begin().wait()
    assert _is_there(), "spoc upgrade made no home"
    return _place()


def _is_there() -> bool:
    """Wait for whoever makes it, and say whether it is made."""
    with _place().with_suffix(".lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return _place().exists()


def _place() -> Path:
    return home().with_name("furnished")
