"""How long work took: minutes are rounded up, and a timer left running is asked about."""

from datetime import datetime, timedelta

LONGEST = 24 * 60
CORRECTABLE = timedelta(days=7)
FORGOTTEN = timedelta(hours=12)
MINUTE = timedelta(minutes=1)


def minutes_between(started_at: datetime, ended_at: datetime) -> int:
    """Return the minutes between two instants, begun ones counted, and one at least.

    >>> from datetime import UTC
    >>> nine = datetime(2026, 11, 19, 9, tzinfo=UTC)
    >>> [minutes_between(nine, nine + timedelta(seconds=s)) for s in (0, 60, 61)]
    [1, 1, 2]
    """
    return max(1, -((started_at - ended_at) // MINUTE))


def is_forgotten(started_at: datetime, moment: datetime) -> bool:
    """Tell whether a timer ran longer than anybody works at a stretch."""
    return moment - started_at > FORGOTTEN


def may_be_corrected(logged_at: datetime, moment: datetime) -> bool:
    """Tell whether a log is fresh enough to be corrected."""
    return moment - logged_at <= CORRECTABLE
