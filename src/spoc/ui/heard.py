"""What was heard lately: a page that comes a moment later, or comes back, misses nothing of it.

A mark says how far somebody knows. A page's mark is the instant at which it began to be made, in
milliseconds; a stream's mark also names the process that told so far.
"""

import secrets
from collections.abc import Iterable, Mapping

KEPT = 180_000  # milliseconds for which is known what changed
MOST = 20_000  # topics of which it is known
APART = 2_000  # milliseconds by which two processes may hear the same apart


class Memory:
    """Which topic changed when last, and since when none can be missing."""

    def __init__(self, name: str = "") -> None:
        self.name = name or secrets.token_hex(3)
        self._last: dict[str, int] = {}  # the topic told longest ago comes first
        self._whole_since = 0
        self._known = 0

    def begin(self, now: int) -> None:
        """Note that from now on everything is heard: what was before, nobody knows."""
        self._last.clear()
        self._whole_since = self.prove(now)

    def prove(self, now: int) -> int:
        """Note that all there was up to now is heard; no two instants are the same."""
        self._known = max(now, self._known + 1)
        return self._known

    def hear(self, topics: Iterable[str], now: int) -> int:
        """Note that these changed, and return the instant that stands for it."""
        at = self.prove(now)
        for topic in topics:
            self._last.pop(topic, None)
            self._last[topic] = at
        self._forget()
        return at

    def mark(self, at: int | None = None) -> str:
        """Return the mark of whoever was told all up to this instant, or all there is."""
        return f"{(self._known if at is None else at) + 1}-{self.name}"

    def since(
        self, marks: Iterable[str], topics: Iterable[str], now: int
    ) -> Mapping[str, int] | None:
        """Return which of these changed since the least mark; None when that is not known.

        >>> memory = Memory("one")
        >>> memory.begin(1000)
        >>> _at = memory.hear(["queue"], 2000)
        >>> memory.since(["1500"], ["queue"], 3000), memory.since(["2001-one"], ["queue"], 3000)
        ({'queue': 2000}, {})
        >>> memory.since(["900"], ["queue"], 3000), memory.since(["?"], ["queue"], 3000)
        (None, None)
        """
        reached = min(map(self._reached, marks))
        if not self._whole_since <= reached <= max(now, self._known) + 1:
            return None
        found = ((topic, self._last.get(topic, -1)) for topic in topics)
        return {topic: at for topic, at in found if at >= reached}

    def _reached(self, mark: str) -> int:
        instant, _, name = mark.partition("-")
        if not (instant.isascii() and instant.isdecimal() and len(instant) < 16):
            return -1
        return int(instant) - (APART if name and name != self.name else 0)

    def _forget(self) -> None:
        while self._last:
            topic, at = next(iter(self._last.items()))
            if at >= self._known - KEPT and len(self._last) <= MOST:
                return
            del self._last[topic]
            self._whole_since = max(self._whole_since, at + 1)
