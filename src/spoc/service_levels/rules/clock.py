"""How a clock stands: what is used, when it is due, which warnings are due when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from spoc.kit.spans import Span
from spoc.service_levels.rules.business_time import Calendar, consumed, due_at

# per cent of the target at which somebody is told, each once; at 100 the promise is broken
MARKS = (50, 75, 90, 100)


@dataclass(frozen=True, slots=True)
class Course:
    """How a clock has run: from a start, towards a target, not counting its pauses.

    The time between resolving and reopening is a pause like others. A clock paused now says
    since when; one that stopped says when.
    """

    calendar: Calendar
    start: datetime
    target: timedelta
    pauses: tuple[Span, ...] = ()
    paused_since: datetime | None = None
    stopped_at: datetime | None = None


def used(course: Course, moment: datetime) -> timedelta:
    """Return the business time used by this moment; it stands still while paused or stopped."""
    ends = [moment, course.paused_since, course.stopped_at]
    end = min(each for each in ends if each is not None)
    return consumed(course.calendar, course.start, end, course.pauses)


def due(course: Course) -> datetime | None:
    """Return when the promise is broken unless kept before; None while paused."""
    return reached_at(course, 100)


def reached_at(course: Course, percent: int) -> datetime | None:
    """Return when so many per cent of the target are used; None when a pause keeps it unknown."""
    target = course.target * percent / 100
    moment = due_at(course.calendar, course.start, target, course.pauses)
    if course.paused_since is not None and moment > course.paused_since:
        return None
    return moment


def next_mark(course: Course, fired: int) -> tuple[int, datetime] | None:
    """Return the first warning not yet given and when it is due; None for none, or not known."""
    for percent in MARKS:
        if percent > fired:
            moment = reached_at(course, percent)
            return None if moment is None else (percent, moment)
    return None


def marks_by(course: Course, fired: int, moment: datetime) -> list[int]:
    """Return the warnings that fell due before this moment and were not given, in order."""
    waiting = [(percent, reached_at(course, percent)) for percent in MARKS if percent > fired]
    return [percent for percent, at in waiting if at is not None and at < moment]


def is_met(course: Course) -> bool:
    """Tell whether a stopped clock stopped in time; on the instant is in time."""
    due = due_at(course.calendar, course.start, course.target, course.pauses)
    return course.stopped_at is not None and course.stopped_at <= due


def is_broken(course: Course, moment: datetime) -> bool:
    """Tell whether more than the target is used, or all of it with the moment past it.

    What is used up exactly now is still in time.
    """
    due = reached_at(course, 100)
    return due is not None and due < moment
