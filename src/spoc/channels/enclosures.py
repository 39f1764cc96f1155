"""Files that lie in a messenger: how large they say they are, and why one is not given out."""

from typing import NoReturn

from django.utils.translation import gettext

from spoc.kit.errors import NotPossible

LARGEST = 2**53
# what may be otherwise a moment later
PASSING = (408, 425, 429)


def size_in(told: object) -> int:
    """Return a size as it was told, 0 where it was not.

    >>> size_in(12), size_in("12"), size_in(None), size_in(True)
    (12, 0, 0, 0)
    """
    if not isinstance(told, int) or isinstance(told, bool):
        return 0
    return told if 0 <= told <= LARGEST else 0


def refuse_file(status: int) -> NoReturn:
    """Say that a file is not given out: for good, or only for now."""
    words = gettext("it is not given out (%(status)s)") % {"status": status}
    raise OSError(words) if status >= 500 or status in PASSING else NotPossible(words)
