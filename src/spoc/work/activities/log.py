"""Logging the minutes that work took, and correcting them while they are fresh."""

from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.nouns import noun_of
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.work.models import WorkLog
from spoc.work.queries import tier_of
from spoc.work.rules import LONGEST, may_be_corrected


@activity
def log_work(
    subject: Model,
    *,
    by: Person,
    minutes: int,
    activity: str = "",
    supplier: str = "",
    person: Person | None = None,
) -> WorkLog:
    """Write down minutes spent on a record, one's own or a named supplier's; nought counts.

    `person` says whose they are where they are written down for somebody else.
    """
    _demand_minutes(minutes)
    whose_work = person or by
    log = WorkLog.objects.create(
        noun=noun_of(subject).key,
        subject_id=subject.pk,
        person=whose_work,
        supplier=supplier,
        tier=None if supplier else tier_of(whose_work),
        minutes=minutes,
        activity=one_line(activity, 200),
        at=now(),
    )
    named = {"supplier": supplier or None, "person": person.name if person else None}
    record("work.logged", subject, by=by, minutes=minutes, **named)
    return log


@activity
def correct_work(log: WorkLog, *, by: Person, minutes: int, activity: str | None = None) -> WorkLog:
    """Correct what one logged oneself within seven days; later it stands."""
    if log.person_id != by.pk or not may_be_corrected(log.at, now()):
        raise NotAllowed(_("You can correct your own work log for seven days."))
    _demand_minutes(minutes)
    changes: dict[str, list[object]] = {"minutes": [log.minutes, minutes]}
    log.minutes = minutes
    if activity is not None and one_line(activity, 200) != log.activity:
        changes["activity"] = [log.activity, one_line(activity, 200)]
        log.activity = one_line(activity, 200)
    log.save(update_fields=["minutes", "activity"])
    record("work.corrected", log.subject, by=by, changes=changes)
    return log


def _demand_minutes(minutes: int) -> None:
    if not 0 <= minutes <= LONGEST:
        words = _("Enter minutes between 0 and 1440: a day at most.")
        raise NotPossible(words, fields={"minutes": words})
