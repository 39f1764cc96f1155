"""Reading the log of work."""

from django.db.models import Max, Model, QuerySet, Sum

from spoc.kit.nouns import noun_of
from spoc.people.models import Person
from spoc.work.models import WorkLog


def logs_of(subject: Model) -> QuerySet[WorkLog]:
    """Return the work logged on a record, oldest first."""
    noun = noun_of(subject).key
    logs = WorkLog.objects.filter(noun=noun, subject_id=subject.pk)
    return logs.select_related("person").order_by("id")


def minutes_of(subject: Model) -> int:
    """Return the minutes logged on a record in all."""
    return logs_of(subject).aggregate(total=Sum("minutes"))["total"] or 0


def highest_tier_of(subject: Model) -> int | None:
    """Return the highest tier that logged work on a record."""
    return logs_of(subject).aggregate(highest=Max("tier"))["highest"]


def tier_of(person: Person) -> int | None:
    """Return the tier a person works on: the lowest of their teams."""
    tiers = person.teams.filter(is_active=True).order_by("tier").values_list("tier", flat=True)
    return tiers.first()
