"""Logging the minutes that work took, and correcting them while they are fresh."""

from datetime import timedelta

from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.nouns import noun, noun_of
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.work.models import WorkLog
from spoc.work.queries import tier_of

LONGEST = 24 * 60
CORRECTABLE = timedelta(days=7)


@activity
def log_work(subject: Model, *, by: Person, minutes: int, activity: str = "") -> WorkLog:
    """Write down minutes spent on a record; an explicit nought counts as said."""
    if not 0 <= minutes <= LONGEST:
        raise NotPossible(_("Enter minutes between 0 and 1440: a day at most."))
    log = WorkLog.objects.create(
        noun=noun_of(subject).key,
        subject_id=subject.pk,
        person=by,
        tier=tier_of(by),
        minutes=minutes,
        activity=one_line(activity, 200),
        at=now(),
    )
    record("work.logged", subject, by=by, minutes=minutes)
    return log


@activity
def correct_work(log: WorkLog, *, by: Person, minutes: int) -> WorkLog:
    """Correct one's own log within seven days; later it stands."""
    if log.person_id != by.pk or now() - log.at > CORRECTABLE:
        raise NotAllowed(_("You can correct your own work log for seven days."))
    if not 0 <= minutes <= LONGEST:
        raise NotPossible(_("Enter minutes between 0 and 1440: a day at most."))
    before, log.minutes = log.minutes, minutes
    log.save(update_fields=["minutes"])
    subject = noun(log.noun).model._base_manager.get(pk=log.subject_id)
    record("work.corrected", subject, by=by, changes={"minutes": [before, minutes]})
    return log
