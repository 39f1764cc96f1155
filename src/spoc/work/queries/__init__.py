"""Reading the log of work, the timers that run, and the tasks of a record."""

from django.db.models import Max, Model, QuerySet, Sum

from spoc.kit.nouns import noun_of
from spoc.people.models import Person
from spoc.work.models import Task, Timer, WorkLog
from spoc.work.rules.task import OPEN


def logs_of(subject: Model) -> QuerySet[WorkLog]:
    """Return the work logged on a record, oldest first."""
    noun = noun_of(subject).key
    logs = WorkLog.objects.filter(noun=noun, subject_id=subject.pk)
    return logs.select_related("person").order_by("id")


def logs_by(person: Person) -> QuerySet[WorkLog]:
    """Return the work somebody logged, the newest first: what they may correct is among it."""
    return WorkLog.objects.filter(person=person).order_by("-at")


def minutes_of(subject: Model) -> int:
    """Return the minutes logged on a record in all."""
    return logs_of(subject).aggregate(total=Sum("minutes"))["total"] or 0


def highest_tier_of(subject: Model) -> int | None:
    """Return the highest tier that logged work on a record."""
    return logs_of(subject).aggregate(highest=Max("tier"))["highest"]


def minutes_at(subject: Model, tier: int | None) -> int:
    """Return the minutes logged on a record at a tier; None stands for suppliers."""
    logs = logs_of(subject)
    ours = logs.exclude(supplier="") if tier is None else logs.filter(tier=tier)
    return ours.aggregate(total=Sum("minutes"))["total"] or 0


def tier_of(person: Person) -> int | None:
    """Return the tier a person works on: the lowest of their teams."""
    tiers = person.teams.filter(is_active=True).order_by("tier").values_list("tier", flat=True)
    return tiers.first()


def timer_of(person: Person) -> Timer | None:
    """Return the timer that runs for somebody; None where none does."""
    return Timer.objects.filter(person=person).first()


def tasks_of(subject: Model) -> QuerySet[Task]:
    """Return the tasks of a record in their order."""
    mark = {"noun": noun_of(subject).key, "subject_id": subject.pk}
    return Task.objects.filter(**mark).order_by("place", "id")


def open_tasks_of(subject: Model) -> QuerySet[Task]:
    """Return the tasks of a record that are still to be done."""
    return tasks_of(subject).filter(state__in=list(OPEN)).select_related("assignee")


def open_before(task: Task) -> Task | None:
    """Return the first task before this one that is still to be done; None where none is."""
    mark = {"noun": task.noun, "subject_id": task.subject_id, "state__in": list(OPEN)}
    earlier = Task.objects.filter(place__lt=task.place, **mark)
    return earlier.order_by("place", "id").first()
