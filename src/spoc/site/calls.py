"""How often who called in this minute, counted for all processes of one house together.

The counts stand in a file of `$SPOC_HOME/run` that every process has in its memory: counting asks
no database. What is lost with the machine is the count of one minute.
"""

import fcntl
import mmap
import os
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b

import structlog
from django.db import connection

from spoc.kit.home import folder, hand_over

FILE = "calls"
# whom it counts, in which minute, and how often
SLOT = struct.Struct("<QII")
SLOTS = 8192
SIZE = SLOT.size * SLOTS
# so many places are looked at for one name before the least used is given away
NEAR = 16
MOST = 2**32 - 1

log = structlog.get_logger()


class Calls:
    """Counts calls by name in windows of a minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._file = -1
        self._memory: mmap.mmap | None = None

    def count(self, name: str, window: int) -> int:
        """Return how many calls of this name there were in the window, this one included."""
        key = _key(name)
        with self._alone() as memory:
            place, count = _found(memory, key, window)
            count = min(count + 1, MOST)
            SLOT.pack_into(memory, place, key, window, count)
        return count

    @contextmanager
    def _alone(self) -> Iterator[mmap.mmap]:
        """Have the counts for oneself, among the threads here and the processes of the house."""
        with self._lock:
            if self._memory is None:
                self._file, self._memory = _shared()
            if self._file < 0:
                yield self._memory
                return
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield self._memory
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)


def _shared() -> tuple[int, mmap.mmap]:
    """Return the counts of the house; where the file cannot be had, counts of our own."""
    path, file = folder("run") / FILE, -1
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, mode=0o600)
        hand_over(path)
        # its room is taken now: to write where there is none would end the process
        os.posix_fallocate(file, 0, SIZE)
        return file, mmap.mmap(file, SIZE)
    except OSError:
        log.warning("calls are counted by each process alone", exc_info=True)
        if file >= 0:
            os.close(file)
        return -1, mmap.mmap(-1, SIZE)


def _key(name: str) -> int:
    # one home may serve several databases, whose people have the same numbers
    whole = f"{connection.settings_dict['NAME']}:{name}"
    return int.from_bytes(blake2b(whole.encode(), digest_size=8).digest(), "little")


def _found(memory: mmap.mmap, key: int, window: int) -> tuple[int, int]:
    """Return the place that counts for a key, and what it says of the window so far."""
    best, least = 0, MOST + 1
    for step in range(NEAR):
        place = (key + step) % SLOTS * SLOT.size
        held, minute, count = SLOT.unpack_from(memory, place)
        if held == key:
            return place, count if minute == window else 0
        used = count if minute == window else -1
        if used < least:
            best, least = place, used
    return best, 0


calls = Calls()
