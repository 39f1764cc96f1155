"""Whether a need was met at the first contact, and whether the first tier met it alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# within these days a return of the same need shows that the first answer did not meet it
RETURN_DAYS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Course:
    """How a resolved request went, as far as the first contact asks.

    Tiers are 0 (self-service) to 3; counts are of what happened before it was closed, but for
    `is_followed_up`, which tells of the same need coming back within fourteen days after.
    """

    tier_resolved: int | None
    hop_count: int
    reopen_count: int
    is_live: bool
    is_solved_in_call: bool
    answers_before: int
    heard_after_first: int
    is_followed_up: bool = False


def is_first_contact(course: Course) -> bool | None:
    """Tell whether the first contact met the need; None for what no agent resolved.

    Live, it was resolved before the call or chat ended; in writing, the first answer of the desk
    carried the resolution and the requester had nothing to add until it closed.

    >>> is_first_contact(Course(1, 0, 0, True, True, 0, 0))
    True
    >>> is_first_contact(Course(0, 0, 0, False, False, 0, 0)) is None
    True
    """
    if not course.tier_resolved:
        return None
    if course.tier_resolved > 1 or course.hop_count or course.reopen_count:
        return False
    if course.is_followed_up:
        return False
    if course.is_live:
        return course.is_solved_in_call
    return course.answers_before == 0 and course.heard_after_first == 0


def is_first_tier(tier_max: int | None) -> bool:
    """Tell whether no tier above the first touched it.

    >>> is_first_tier(1), is_first_tier(2)
    (True, False)
    """
    return (tier_max or 0) <= 1


def is_settled(closed_at: datetime, moment: datetime) -> bool:
    """Tell whether the days are over within which a return still changes the answer."""
    return moment >= closed_at + RETURN_DAYS
