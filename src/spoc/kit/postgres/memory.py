"""How much memory there is: the machine's, or less where we are confined to a part of it."""

import os
from collections.abc import Iterator
from pathlib import Path

# where the kernel says to how much a group of processes is confined, and in which we are
GROUPS = Path("/sys/fs/cgroup")
OURS = Path("/proc/self/cgroup")


def machine_memory(groups: Path = GROUPS, ours: Path = OURS) -> int:
    """Return the bytes of memory we may use."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    said = (_read(place) for place in _limits(groups, _read(ours)))
    return min([whole, *(int(each) for each in said if each.isdecimal())])


def _limits(groups: Path, ours: str) -> Iterator[Path]:
    """Yield where a limit may stand: the first version's, and ours with all groups around it."""
    yield groups / "memory" / "memory.limit_in_bytes"
    yield groups / "memory.max"
    for line in ours.splitlines():
        _number, _sorts, inside = line.split(":", 2)
        own = groups / inside.lstrip("/")
        yield from (each / "memory.max" for each in (own, *own.parents) if groups in each.parents)


def _read(place: Path) -> str:
    try:
        return place.read_text().strip()
    except OSError:
        return ""
