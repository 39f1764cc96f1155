"""Parts of pages that many look at: whoever is answered the same sees the same, drawn once."""

import pickle
import secrets
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock

from django.utils import timezone, translation
from markupsafe import Markup

from spoc.kit.time import now, tenth

# so many characters of drawn parts a process keeps: some fifty boards or lists
MOST = 2 * 2**20
SECRET = secrets.token_bytes(32)


class Drawn:
    """Parts by what they were drawn from, as many as there is room for; those looked at last."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._size = most, 0
        self._parts: OrderedDict[bytes, Markup] = OrderedDict()
        self._lock = Lock()

    def get(self, key: bytes) -> Markup | None:
        """Return the part that was drawn from this."""
        with self._lock:
            if key in self._parts:
                self._parts.move_to_end(key)
            return self._parts.get(key)

    def put(self, key: bytes, part: Markup) -> None:
        """Keep a part that there is room for, and let go those that were looked at longest ago."""
        if len(part) > self._most:
            return
        with self._lock:
            self._size += len(part) - len(self._parts.pop(key, ""))
            self._parts[key] = part
            while self._size > self._most:
                _key, gone = self._parts.popitem(last=False)
                self._size -= len(gone)


_drawn = Drawn()


def as_answered(name: str, answered: object, draw: Callable[[], str]) -> Markup:
    """Return what a part of a page is drawn as, where that was answered, in these ten seconds.

    `answered` is all that it is drawn from, but for the reader's language and zone and the moment:
    what the database said, and what was decided of who asks. A part that says something of one
    reader alone has that in it, or is no such part.
    """
    here = translation.get_language(), timezone.get_current_timezone_name(), tenth(now())
    # what is equal and written otherwise is drawn anew; what differs is never written alike
    said = pickle.dumps((name, here, answered), pickle.HIGHEST_PROTOCOL)
    key = blake2b(said, key=SECRET, digest_size=32).digest()
    found = _drawn.get(key)
    if found is None:
        found = as_drawn(draw)
        _drawn.put(key, found)
    return found


def as_drawn(draw: Callable[[], str]) -> Markup:
    """Return a part that a template of ours drew, which escaped what was not its own."""
    return Markup(draw())
