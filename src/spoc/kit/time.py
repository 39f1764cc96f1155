"""The time it is: asked in one place, so that a history can be made and a test can stand still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """Return the present instant, aware, in UTC; the pretended one inside `at`."""
    return _pretended.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be another time for as long as the block lasts. The moment must be aware."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)


def tenth(moment: datetime) -> datetime:
    """Return when the ten seconds began that a moment is in."""
    return moment.replace(second=moment.second // 10 * 10, microsecond=0)


def quarter(moment: datetime) -> datetime:
    """Return when the quarter of an hour began that a moment is in, in UTC.

    >>> quarter(datetime(2026, 11, 20, 9, 44, 59, tzinfo=UTC)).isoformat()
    '2026-11-20T09:30:00+00:00'
    """
    there = moment.astimezone(UTC)
    return there.replace(minute=there.minute // 15 * 15, second=0, microsecond=0)


def add_weekdays(start: datetime, days: int) -> datetime:
    """Return the same clock time that many weekdays later, Saturdays and Sundays not counted.

    >>> add_weekdays(datetime(2026, 11, 20, 9, tzinfo=UTC), 1).isoformat()
    '2026-11-23T09:00:00+00:00'
    """
    moment = start
    while days > 0:
        moment += timedelta(days=1)
        days -= is_weekday(moment.date())
    return moment


def is_weekday(day: date) -> bool:
    """Tell whether the day is none of Saturday and Sunday."""
    return day.weekday() < 5
