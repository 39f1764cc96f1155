"""How much memory there is: the machine's, or less where we are confined to a part of it."""

import os
from collections.abc import Iterable
from pathlib import Path

# where the kernel says to how much a container is confined, by its second version and its first
LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


def machine_memory(limits: Iterable[Path] = LIMITS) -> int:
    """Return the bytes of memory we may use."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min([whole, *(int(said) for each in limits if (said := _said(each)).isdecimal())])


def _said(place: Path) -> str:
    try:
        return place.read_text().strip()
    except OSError:
        return ""
