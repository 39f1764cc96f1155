"""What processes take: CPU time and memory, of each with all its children."""

import os
from collections import defaultdict
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PROCESSES = Path("/proc")
PARENT, FIRST_TIME, LAST_TIME = 1, 11, 15


def tree(pid: int) -> list[int]:
    """Return a process and everything below it."""
    children = defaultdict(list)
    for place in PROCESSES.iterdir():
        if place.name.isdigit() and (said := fields(_read(place / "stat"))):
            children[int(said[PARENT])].append(int(place.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += children[found[-1]]
    return found


def cpu_seconds(pids: list[int]) -> float:
    """Return the CPU time these took, and those of their children that have ended."""
    said = (fields(_read(PROCESSES / str(pid) / "stat")) for pid in pids)
    return sum(int(part) for each in said for part in each[FIRST_TIME:LAST_TIME]) / TICK


def own_share(pids: list[int]) -> float:
    """Return the megabytes of memory that are theirs, what is shared divided by its users."""
    kilobytes = 0
    for pid in pids:
        for line in _read(PROCESSES / str(pid) / "smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024


def fields(stat: str) -> list[str]:
    """Return what a stat file says after the name, which may hold anything.

    >>> fields("7 (a) b) S 1 7")
    ['S', '1', '7']
    """
    return stat.rpartition(")")[2].split()


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
