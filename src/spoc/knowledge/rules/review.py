"""When an article is looked at again, and who hears of it when nobody does."""

from collections.abc import Mapping
from datetime import datetime, timedelta

# how much it was used in the span decides how soon: (at least so often, days until the next)
SPAN = timedelta(days=90)
LADDER = ((20, 90), (5, 180), (0, 365))
# what of a configuration item says which technology it is
TECHNOLOGY = frozenset(["name", "kind"])
# who hears of an overdue review, and how long after it was due
RUNGS = (("owner", 0), ("KM", 14), ("CSM", 30))


def days_until_next(uses: int) -> int:
    """Return in how many days an article is looked at again that was used so often lately.

    >>> days_until_next(20), days_until_next(19), days_until_next(5), days_until_next(4)
    (90, 180, 180, 365)
    """
    return next(days for least, days in LADDER if uses >= least)


def next_review(moment: datetime, uses: int) -> datetime:
    """Return when an article that was looked at now is looked at again."""
    return moment + timedelta(days=days_until_next(uses))


def rung_at(due: datetime, moment: datetime) -> int:
    """Return how far up it is to be told that a review is overdue: 0 nobody, 3 the last.

    >>> from datetime import UTC
    >>> due = datetime(2026, 1, 1, tzinfo=UTC)
    >>> [rung_at(due, due + timedelta(days=days)) for days in (-1, 0, 13, 14, 29, 30, 400)]
    [0, 1, 1, 2, 2, 3, 3]
    """
    return sum(moment >= due + timedelta(days=days) for _who, days in RUNGS)


def told_at(rung: int) -> str:
    """Return who hears of it on this rung.

    >>> told_at(1), told_at(3)
    ('owner', 'CSM')
    """
    return RUNGS[rung - 1][0]


def cause_of(changes: object) -> str:
    """Return why what is written about an item is looked at now; empty where nothing calls for it.

    >>> cause_of({"is_live": [True, False]}), cause_of({"kind": ["server", "storage"]})
    ('item_retired', 'item_changed')
    >>> cause_of({"team": [1, 2]}), cause_of({"is_live": [False, True]})
    ('', '')
    """
    if not isinstance(changes, Mapping):
        return ""
    if changes.get("is_live") == [True, False]:
        return "item_retired"
    return "item_changed" if TECHNOLOGY & set(changes) else ""
