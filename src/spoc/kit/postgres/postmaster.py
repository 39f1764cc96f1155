"""Who serves a data folder right now, told from its `postmaster.pid` and from the kernel."""

import os
from pathlib import Path

STATUS_LINE = 7


def running(data: Path) -> int | None:
    """Return the process id of the server of this folder, or None when there is none.

    A server that was killed leaves its file behind, and its number may be another's today.
    """
    pid = _pid(_lines(data / "postmaster.pid"))
    return pid if pid and _serves(pid, data) else None


def is_ready(data: Path, pid: int) -> bool:
    """Say whether this process wrote that it takes connections; a stale file says so too."""
    lines = _lines(data / "postmaster.pid")
    return _pid(lines) == pid and lines[STATUS_LINE:] != [] and "ready" in lines[STATUS_LINE]


def forget_the_dead(data: Path, socket: Path) -> None:
    """Take away the notes of a killed server whose number another program has today.

    PostgreSQL clears the others itself; these would make it believe that a server still runs.
    """
    for note in (data / "postmaster.pid", socket / ".s.PGSQL.5432.lock"):
        pid = _pid(_lines(note))
        if pid and Path(f"/proc/{pid}").exists() and not _serves(pid, data):
            note.unlink()


def _lines(note: Path) -> list[str]:
    try:
        return note.read_text().split("\n")
    except FileNotFoundError:
        return []


def _pid(lines: list[str]) -> int | None:
    return int(lines[0]) if lines and lines[0].isdigit() else None


def _serves(pid: int, data: Path) -> bool:
    try:
        program = os.readlink(f"/proc/{pid}/exe").removesuffix(" (deleted)")
        # a server works from inside its data folder
        return Path(program).name == "postgres" and os.readlink(f"/proc/{pid}/cwd") == str(data)
    except OSError:
        return False
