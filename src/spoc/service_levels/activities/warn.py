"""Warnings: each part of a target used up is told of once, also after a standstill."""

from datetime import datetime

from spoc.audit.activities import activity, record
from spoc.people.models import Person
from spoc.service_levels import rules
from spoc.service_levels.activities.clocks import plan, tell_broken
from spoc.service_levels.models import Clock


@activity
def warn(clock: Clock, *, by: Person, moment: datetime) -> list[int]:
    """Tell of every mark that fell due before a moment and was not told of; return which.

    The last of them, all of the target, breaks the promise at the instant it was due.
    """
    marks = rules.marks_by(clock.course, clock.fired, moment)
    for percent in marks:
        due = rules.reached_at(clock.course, percent)
        if percent < rules.MARKS[-1]:
            record(
                "clock.warned",
                clock.subject,
                by=by,
                metric=clock.metric,
                percent=percent,
                due=due,
                clock=clock.pk,
            )
        else:
            clock.broken_at, clock.broken_by = due, "time"
            tell_broken(clock, by=by)
    clock.fired = max([clock.fired, *marks])
    plan(clock)
    clock.save()
    return marks
