"""Who may see processes and their cases, shape them, and let them run."""

from django.db.models import Q, QuerySet

from spoc.kit.nouns import noun_of
from spoc.people.access import may_administer, may_work_at_desk, reach
from spoc.people.models import Person
from spoc.work.parents import parent_of, parents
from spoc.workflow.models import Definition, DefinitionVersion, Instance


def may_shape(person: Person) -> bool:
    """Whether they draw and publish processes: administrators, and who owns services."""
    is_owner = reach(person, "catalogue", "A")
    owns = is_owner.beyond_own or is_owner.own_services
    return person.kind == Person.Kind.SYSTEM or may_administer(person) or owns


def may_read(person: Person) -> bool:
    """Whether they read how the desk fulfils: whoever works at it."""
    return may_shape(person) or may_work_at_desk(person)


def visible_to(person: Person) -> QuerySet[Definition]:
    """Return the processes a person may read."""
    return Definition.objects.all() if may_read(person) else Definition.objects.none()


def shaped_by(person: Person) -> QuerySet[Definition]:
    """Return the processes a person may change."""
    return Definition.objects.all() if may_shape(person) else Definition.objects.none()


def versions_visible_to(person: Person) -> QuerySet[DefinitionVersion]:
    """Return the versions of the processes a person may read."""
    return DefinitionVersion.objects.filter(definition__in=visible_to(person))


def stand_ins_for(person: Person) -> QuerySet[Person]:
    """Return those whose rights machines may act with at somebody's word."""
    own = Q(pk=person.pk)
    if may_administer(person):
        own |= Q(kind=Person.Kind.SERVICE, is_active=True)
    return Person.objects.filter(own).order_by("sort_name")


def instances_visible_to(person: Person) -> QuerySet[Instance]:
    """Return the cases of the records that a person reads inside."""
    if not may_work_at_desk(person):
        return Instance.objects.none()
    seen = Q(pk=None)
    for parent in parents():
        seen |= Q(noun=parent.noun, subject_id__in=parent.read_by(person).values("pk"))
    return Instance.objects.filter(seen)


def may_run(person: Person) -> bool:
    """Whether they let cases go on: the system does, whoever finished a step."""
    return person.kind == Person.Kind.SYSTEM


def may_cancel(person: Person, instance: Instance) -> bool:
    """Whether they end a case: whoever works on its record, and the system."""
    if person.kind == Person.Kind.SYSTEM:
        return True
    subject = instance.subject
    worked = parent_of(noun_of(subject).key).worked_by(person)
    return worked.filter(pk=subject.pk).exists()


def may_stand_for(person: Person, other: Person) -> bool:
    """Whether machines may act with these rights at their word: their own, or a service person's.

    Nobody lends the rights of a colleague, since a process could do more than who drew it.
    """
    is_service = other.kind == Person.Kind.SERVICE and other.is_active
    return (person.pk == other.pk and may_work_at_desk(other)) or (
        is_service and may_administer(person)
    )
