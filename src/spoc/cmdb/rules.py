"""What sorts of configuration item there are, and how one is written."""

import re

KINDS = ("application", "server", "storage", "network", "device", "other")
_WRITTEN = re.compile(r"\s*ci-?\s?(\d{1,18})\s*", re.IGNORECASE)


def number_in(words: str) -> int | None:
    """Return the number of the item somebody writes; None where the words name none.

    >>> number_in("CI-12"), number_in(" ci 12 "), number_in("12")
    (12, 12, None)
    """
    match = _WRITTEN.fullmatch(words)
    return int(match.group(1)) if match else None
