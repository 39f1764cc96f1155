"""How the pages and the jobs run the program when their user cannot walk the way to it.

A program below the home of root is closed to everybody else by a folder on the way, seldom by
itself. Root opens the folders it consists of, and hands these to the process that then works as
another user: what is inside is read through them, and the closed folder stays closed.
"""

import os
import pwd
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import spoc
from spoc.kit.processes import can_run, spawn

TRIES_ALL = "import os, sys, uvicorn, django, spoc.site.environ; os.listdir(sys.argv[1])"
# many threads that each keep memory of their own keep much more than they use
SPARING = {"MALLOC_ARENA_MAX": "2"}


@dataclass(frozen=True, slots=True)
class Program:
    """How to run our Python: by which path, as whom, told what, with which folders open."""

    python: str
    account: pwd.struct_passwd | None = None
    env: dict[str, str] = field(default_factory=dict)
    folders: tuple[int, ...] = ()

    def reaches(self, place: Path, account: pwd.struct_passwd | None) -> bool:
        """Say whether this user can run it, and look into this place too."""
        command = [self.python, "-P", "-c", TRIES_ALL, str(place)]
        env = {**os.environ, **self.env}
        return can_run(command, account, env=env, pass_fds=self.folders)

    def started(self, verb: Sequence[str], door: Sequence[int] = ()) -> subprocess.Popen[bytes]:
        """Start a verb of ours that ends when we end, and give it this open door."""
        return spawn(
            [self.python, "-P", "-m", "spoc.cli.command", *verb],
            account=self.account,
            at_our_end=signal.SIGKILL,
            env={**os.environ, **SPARING, **self.env},
            pass_fds=[*door, *self.folders],
        )


def walked() -> Program:
    """Return the program at the end of its usual way."""
    return Program(sys.executable)


def opened(account: pwd.struct_passwd) -> Program:
    """Return the program as this user runs it through open folders."""
    python = os.open(os.path.realpath(sys.executable), os.O_PATH)
    base = _opened(Path(sys.base_prefix))
    paths = [Path(next(iter(spoc.__path__))).parent]
    paths += {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    parts = [_opened(path) for path in paths]
    env = {
        "HOME": account.pw_dir,
        "USER": account.pw_name,
        "PYTHONHOME": _path(base),
        "LD_LIBRARY_PATH": f"{_path(base)}/lib",
        "PYTHONPATH": os.pathsep.join(map(_path, parts)),
    }
    return Program(_path(python), account, env, (python, base, *parts))


def _opened(folder: Path) -> int:
    return os.open(folder, os.O_PATH | os.O_DIRECTORY)


def _path(handle: int) -> str:
    return f"/proc/self/fd/{handle}"
