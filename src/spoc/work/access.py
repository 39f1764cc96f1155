"""Who may see and do the tasks of a record."""

from django.db.models import Model, Q, QuerySet

from spoc.kit.nouns import noun_of
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.work.models import Task
from spoc.work.parents import parent_of, parents


def tasks_visible_to(person: Person) -> QuerySet[Task]:
    """Return the tasks of the records somebody reads inside, and those given to them."""
    if not may_work_at_desk(person):
        return Task.objects.none()
    seen = Q(assignee=person) | Q(team__in=person.team_ids)
    for parent in parents():
        read = parent.read_by(person).values("pk")
        seen |= Q(noun=parent.noun, subject_id__in=read)
    return Task.objects.filter(seen)


def tasks_given_to(person: Person) -> QuerySet[Task]:
    """Return the tasks that are somebody's own."""
    return Task.objects.filter(assignee=person)


def tasks_of_teams(person: Person) -> QuerySet[Task]:
    """Return the tasks of somebody's teams that nobody of them has."""
    return Task.objects.filter(team__in=person.team_ids, assignee=None)


def may_plan(person: Person, subject: Model) -> bool:
    """Whether they say which tasks a record has: whoever works on it."""
    if person.kind == Person.Kind.SYSTEM:
        return True
    worked = parent_of(noun_of(subject).key).worked_by(person)
    return worked.filter(pk=subject.pk).exists()


def may_do(person: Person, task: Task) -> bool:
    """Whether they start and end a task: who has it, its team, or who works on the record."""
    is_theirs = task.assignee_id == person.pk or task.team_id in person.team_ids
    return (is_theirs and may_work_at_desk(person)) or may_plan(person, task.subject)
