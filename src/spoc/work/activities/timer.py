"""Timing work while it is done: one timer a person, kept where every browser finds it."""

from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.nouns import noun_of
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.work.activities.log import log_work
from spoc.work.models import Timer, WorkLog
from spoc.work.rules import is_forgotten, minutes_between


@activity
def start_timer(subject: Model, *, by: Person) -> Timer:
    """Begin to time one's work on a record; what was timed elsewhere is stopped and logged.

    A timer that runs on this record already goes on as it is.
    """
    # two browsers may start at once: the second waits for the first
    list(Person.objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk"))
    running = Timer.objects.filter(person_id=by.pk).first()
    mark = {"noun": noun_of(subject).key, "subject_id": subject.pk}
    if running is not None:
        if (running.noun, running.subject_id) == (mark["noun"], mark["subject_id"]):
            return running
        stop_timer(running, by=by)
    timer = Timer.objects.create(person_id=by.pk, started_at=now(), **mark)
    record("timer.started", subject, by=by)
    return timer


@activity
def stop_timer(
    timer: Timer, *, by: Person, minutes: int | None = None, activity: str = ""
) -> WorkLog:
    """End a timer and log its minutes; one that was forgotten asks how many they were."""
    _demand_own(timer, by)
    moment = now()
    if minutes is None and is_forgotten(timer.started_at, moment):
        values = {"number": timer.reference}
        words = _("Your timer on %(number)s runs for over 12 hours: say how long you worked.")
        raise NotPossible(words % values, fields={"minutes": words % values})
    spent = minutes_between(timer.started_at, moment) if minutes is None else minutes
    subject = timer.subject
    timer.delete()
    return log_work(subject, by=by, minutes=spent, activity=activity)


@activity
def discard_timer(timer: Timer, *, by: Person) -> None:
    """Throw a timer away: nothing is logged."""
    _demand_own(timer, by)
    subject = timer.subject
    timer.delete()
    record("timer.discarded", subject, by=by)


def settle_timers(person: Person, /, *, by: Person, into: Person) -> None:
    """Let one timer go on where two persons turn out to be one; part of merging them.

    On the same record the work began with the earlier. On two, the minutes of the one that ends
    are logged; how many they are, where it was forgotten, nobody knows.
    """
    rows = Timer.objects.select_for_update(no_key=True).order_by("pk")
    running = {timer.person_id: timer for timer in rows.filter(person__in=(person.pk, into.pk))}
    if len(running) < 2:
        return
    ends, stays = running[person.pk], running[into.pk]
    subject, spent = ends.subject, minutes_between(ends.started_at, now())
    ends.delete()
    if (ends.noun, ends.subject_id) == (stays.noun, stays.subject_id):
        stays.started_at = min(ends.started_at, stays.started_at)
        stays.save(update_fields=["started_at"])
    elif is_forgotten(ends.started_at, now()):
        record("timer.discarded", subject, by=by)
    else:
        log_work(subject, by=by, minutes=spent, person=into)


def _demand_own(timer: Timer, by: Person) -> None:
    if timer.person_id != by.pk:
        raise NotAllowed(_("This timer is somebody else's."))
