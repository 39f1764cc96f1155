"""A part that is a copy of ourselves: what is loaded is kept once and shared by all copies."""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import NoReturn

from spoc.kit.processes import end_with_us

LOOK = 0.02  # seconds between two looks at whether a copy has ended
OURS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)


class Fork:
    """A copy of this process that does one thing and ends; no thread may run when it starts."""

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        self.name = name
        self._work = work
        self._pid = 0

    def start(self) -> None:
        """Set it going."""
        ends_with_us = end_with_us(signal.SIGKILL)
        sys.stdout.flush()
        # what is told to the copy before it listens for itself is told to it then
        signal.pthread_sigmask(signal.SIG_BLOCK, OURS)
        self._pid = os.fork()
        if not self._pid:
            ends_with_us()
            self._do_and_end()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, OURS)

    def has_ended(self) -> bool:
        """Say whether it runs no more."""
        if self._pid and os.waitpid(self._pid, os.WNOHANG)[0]:
            self._pid = 0
        return not self._pid

    def stop(self) -> None:
        """Tell it to end."""
        if not self.has_ended():
            os.kill(self._pid, signal.SIGTERM)

    def wait(self, seconds: float) -> None:
        """Wait for its end; after this time kill it."""
        end = time.monotonic() + seconds
        while not self.has_ended() and time.monotonic() < end:
            time.sleep(LOOK)
        if not self.has_ended():
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._pid = 0

    def _do_and_end(self) -> NoReturn:
        """Do the work as one who supervises nothing, and end without what our copy would tidy."""
        signal.set_wakeup_fd(-1)
        for one in OURS:
            signal.signal(one, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, OURS)
        code = 1
        try:
            self._work()
            code = 0
        finally:
            if code:
                traceback.print_exc()
            os._exit(code)
