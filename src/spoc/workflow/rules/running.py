"""Where a case and its steps can stand, and when a timer of one is due."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from dateutil.relativedelta import relativedelta

CASE_STATES = ("running", "completed", "cancelled", "failed")
# a step waits for a message or a moment, or somebody or something is at it
OPEN_STEPS = ("waiting", "doing")
STEP_STATES = (*OPEN_STEPS, "done", "failed", "cancelled")
# how a case ends: what was wanted is there, or it was refused on the way
OUTCOMES = ("delivered", "refused")
PARTS = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
FARTHEST = timedelta(days=3_660)


def due_at(words: str, begun_at: datetime, zone: tzinfo) -> datetime:
    """Return when a timer is due that began then: after a duration, or at a moment (ISO 8601).

    A moment without a zone is one of the given zone. Raises ValueError for what is neither, or
    lies ten years ahead.

    >>> from datetime import UTC
    >>> begun_at = datetime(2026, 1, 31, 8, tzinfo=UTC)
    >>> due_at("PT2H30M", begun_at, UTC).hour, due_at("P1M", begun_at, UTC).day
    (10, 28)
    """
    found = PARTS.fullmatch(words.strip())
    if found and any(found.groups()):
        counts = {name: min(int(count or 0), 100_000) for name, count in found.groupdict().items()}
        try:
            due = begun_at + relativedelta(**counts)
        except (OverflowError, ValueError) as fault:
            raise ValueError(words) from fault
    else:
        named = datetime.fromisoformat(words.strip())
        due = named if named.tzinfo else named.replace(tzinfo=zone)
    if due > begun_at + FARTHEST:
        raise ValueError(words)
    return due


def is_moment(words: str) -> bool:
    """Tell whether these words are a duration or a moment."""
    try:
        due_at(words, datetime(2026, 1, 1, tzinfo=UTC), UTC)
    except ValueError:
        return False
    return True
