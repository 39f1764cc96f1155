"""What kept counts of open requests say at a moment, once what time alone changed is put right."""

# the steps by which the time of a promise is told apart in what is kept, in percent
SOON_MARK, LATE_MARK = 75, 100


def late_and_soon(mark: int, count: int) -> tuple[int, int]:
    """Return how many of these are overdue, and how many due soon, going by their mark alone.

    >>> late_and_soon(100, 5), late_and_soon(75, 5), late_and_soon(0, 5)
    ((5, 0), (0, 5), (0, 0))
    """
    return (count if mark == LATE_MARK else 0), (count if mark == SOON_MARK else 0)


def slipped(used_mark: int, count: int) -> tuple[int, int]:
    """Return what is to be added of these to both: past their promise, and not yet marked so.

    >>> slipped(90, 2), slipped(0, 2)
    ((2, -2), (2, 0))
    """
    return count, (-count if used_mark >= SOON_MARK else 0)


def spared(count: int) -> tuple[int, int]:
    """Return the same of those marked late by another promise than the one that is next.

    >>> spared(3)
    (-3, 3)
    """
    return -count, count
