"""Keeps the parts of a running Spoc alive: starts again what ends, and ends all when told to."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.utils.translation import gettext as _

from spoc.kit.postgres import Cluster

TICK = 0.5  # seconds
GRACE = 2.3  # seconds a part has to end by itself
LIVED = 60.0  # seconds after which an end is a fresh misfortune, not a repeated one
LONGEST_PAUSE = 30.0


class Part(Protocol):
    """Something that runs."""

    name: str

    def start(self) -> None:
        """Set it going."""

    def has_ended(self) -> bool:
        """Say whether it runs no more."""

    def stop(self) -> None:
        """Tell it to end."""

    def wait(self, seconds: float) -> None:
        """Wait for its end; after this time it is ended by force."""


class Database:
    """The server that comes along: last to end, and never by force."""

    name = "database"

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster

    def start(self) -> None:
        """Have it running."""
        self.cluster.start()

    def has_ended(self) -> bool:
        """Say whether no server serves the data."""
        return not self.cluster.is_alive()

    def stop(self) -> None:
        """Do nothing yet: the others still write."""

    def wait(self, seconds: float) -> None:
        """End it, however long it takes to write what it holds."""
        self.cluster.stop()


class Child:
    """A process of ours."""

    def __init__(self, name: str, spawn: Callable[[], subprocess.Popen[bytes]]) -> None:
        self.name = name
        self._spawn = spawn
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Set it going."""
        self._process = self._spawn()

    def has_ended(self) -> bool:
        """Say whether it runs no more."""
        return self._process is None or self._process.poll() is not None

    def stop(self) -> None:
        """Tell it to end."""
        if self._process and not self.has_ended():
            self._process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait for its end; after this time kill it."""
        if self._process is None:
            return
        try:
            self._process.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@dataclass
class Care:
    """What we remember of a part: since when it runs, how often it ended, when it is due again."""

    part: Part
    since: float = 0.0
    ends: int = 0
    due: float | None = field(default=0.0)

    def look(self, now: float) -> None:
        """Start it when it is due, and make it due when it has ended."""
        if self.due is None and self.part.has_ended():
            self.ends = 0 if now - self.since > LIVED else self.ends + 1
            pause = pause_after(self.ends)
            self.due = now + pause
            _say(_("The {part} ended; it is started again.").format(part=self.part.name))
        if self.due is not None and now >= self.due:
            self.part.start()
            self.since, self.due = now, None


def pause_after(ends: int) -> float:
    """Return how many seconds to wait before a part that ended this often is started again.

    >>> [pause_after(ends) for ends in (0, 1, 2, 3, 20)]
    [0.0, 0.5, 1.0, 2.0, 30.0]
    """
    return min(LONGEST_PAUSE, 2.0 ** (ends - 2)) if ends else 0.0


def supervise(parts: Sequence[Part]) -> None:
    """Keep these parts alive, in this order, until SIGTERM or SIGINT; then end them backwards."""
    told = _Told()
    cared = [Care(part) for part in parts]
    try:
        while not told.to_stop:
            for care in cared:
                care.look(time.monotonic())
            told.wait(TICK)
    finally:
        for part in parts:
            part.stop()
        end = time.monotonic() + GRACE
        for part in reversed(parts):
            part.wait(end - time.monotonic())


class _Told:
    """Whether a signal told us to stop; any signal, also that a child ended, wakes us."""

    def __init__(self) -> None:
        self.to_stop = False
        self._wake, write = os.pipe()
        os.set_blocking(write, False)
        signal.set_wakeup_fd(write)
        for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(one, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def wait(self, seconds: float) -> None:
        """Wait for a signal, or this long."""
        if select.select([self._wake], [], [], seconds)[0]:
            os.read(self._wake, 512)

    def _stop(self, *_: object) -> None:
        self.to_stop = True


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
