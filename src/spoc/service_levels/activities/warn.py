"""Warnings: each part of a target used up is told of once, also after a standstill."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model, QuerySet

from spoc.audit.activities import activity, record
from spoc.kit.nouns import noun
from spoc.people.models import Person
from spoc.service_levels import rules
from spoc.service_levels.activities.clocks import plan, tell_broken
from spoc.service_levels.models import Clock
from spoc.service_levels.queries.clocks import clocks_of, due_to_warn, still_due

Subjects = dict[tuple[str, int], Model]
# many at once: what each transaction of warnings takes on
BATCH = 200
TOLD = ["fired", "due_at", "next_mark_at", "broken_at", "broken_by"]


@activity
def warn(moment: datetime, *, by: Person) -> int:
    """Tell of the marks that fell due before a moment and were not told of; return how many clocks.

    The `BATCH` of them that are due longest. What somebody is at work with waits for the next
    time: the record is locked before its clocks, as every other step does.
    """
    waiting = list(due_to_warn(moment, BATCH))
    subjects = _locked(waiting)
    free = [clock for clock in waiting if (clock.noun, clock.subject_id) in subjects]
    clocks = list(still_due(free, moment))
    for clock in clocks:
        _tell(clock, subjects[clock.noun, clock.subject_id], moment, by)
    Clock.objects.bulk_update(clocks, TOLD)
    return len(clocks)


@activity
def warn_of(subject: Model, *, by: Person, moment: datetime) -> list[tuple[Clock, int]]:
    """Tell of the marks of one record alone, as somebody who lives its past does.

    Return which clock and which part of its target each was.
    """
    clocks = list(still_due(clocks_of(subject), moment))
    told = [(clock, part) for clock in clocks for part in _tell(clock, subject, moment, by)]
    Clock.objects.bulk_update(clocks, TOLD)
    return told


def _tell(clock: Clock, subject: Model, moment: datetime, by: Person) -> list[int]:
    """Tell of every mark of a clock; the last, all of its target, breaks the promise when due."""
    marks = rules.marks_by(clock.course, clock.fired, moment)
    for percent in marks:
        due = rules.reached_at(clock.course, percent)
        if percent < rules.MARKS[-1]:
            record(
                "clock.warned",
                subject,
                by=by,
                metric=clock.metric,
                percent=percent,
                due=due,
                clock=clock.pk,
            )
        else:
            clock.broken_at, clock.broken_by = due, "time"
            tell_broken(clock, subject, by=by)
    clock.fired = max([clock.fired, *marks])
    plan(clock)
    return marks


def _locked(clocks: Iterable[Clock]) -> Subjects:
    """Return the records that clocks run on and nobody is at, locked, one query for each sort."""
    keys: dict[str, set[int]] = defaultdict(set)
    for clock in clocks:
        keys[clock.noun].add(clock.subject_id)
    return {
        (sort, subject.pk): subject
        for sort, pks in keys.items()
        for subject in _free(noun(sort).model, pks)
    }


def _free(model: type[Model], keys: Iterable[int]) -> QuerySet[Model]:
    rows = model._base_manager.filter(pk__in=keys).order_by("pk")
    return rows.select_for_update(no_key=True, skip_locked=True)
