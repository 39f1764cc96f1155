"""Who may see actions and what was run, set them up, and let them run."""

from django.db.models import Q, QuerySet

from spoc.people.access import may_work_at_desk, reach
from spoc.people.models import Person
from spoc.workflow.models import Action, ActionRun

AREA = "automation"


def actions_visible_to(person: Person) -> QuerySet[Action]:
    """Return the actions: all to administrators and auditors, their own to who owns services."""
    far = reach(person, AREA, "R")
    if person.kind == Person.Kind.SYSTEM or far.everywhere:
        return Action.objects.all()
    return Action.objects.filter(owner=person.pk) if far.own else Action.objects.none()


def runs_visible_to(person: Person) -> QuerySet[ActionRun]:
    """Return what was run of the actions a person sees; whom it was for, only their numbers."""
    return ActionRun.objects.filter(action__in=actions_visible_to(person))


def may_open(person: Person) -> bool:
    """Whether the page of actions is theirs: who reads all, and who owns one."""
    far = reach(person, AREA, "R")
    return far.everywhere or (far.own and Action.objects.filter(owner=person.pk).exists())


def may_add(person: Person) -> bool:
    """Whether they may set up an action."""
    return person.kind == Person.Kind.SYSTEM or reach(person, AREA, "C").everywhere


def may_keep(person: Person, action: Action) -> bool:
    """Whether they may switch an action and try it: administrators, and its owner."""
    far = reach(person, AREA, "U")
    is_theirs = far.own and action.owner_id == person.pk
    return person.kind == Person.Kind.SYSTEM or far.everywhere or is_theirs


def may_change(person: Person, action: Action) -> bool:
    """Whether they may change an action; one that acts as somebody else is an administrator's."""
    is_own_hand = action.run_as_id in (None, person.pk)
    return may_add(person) or (may_keep(person, action) and is_own_hand)


def may_begin(person: Person) -> bool:
    """Whether an action runs for them: the system, service persons, and who works at the desk."""
    kinds = (Person.Kind.SYSTEM, Person.Kind.SERVICE)
    return person.is_active and (person.kind in kinds or may_work_at_desk(person))


def may_run(person: Person) -> bool:
    """Whether they carry out what waits: the system alone."""
    return person.kind == Person.Kind.SYSTEM


def may_collect(person: Person, run: ActionRun) -> bool:
    """Whether they fetch what came of a run in secret: whom it was for, by the page as well."""
    owner = run.identity.person_id if run.identity else None
    return owner is not None and (person.kind == Person.Kind.SYSTEM or person.pk == owner)


def hands() -> QuerySet[Person]:
    """Return in whose name an action may act: service persons, and who has a role."""
    able = Q(kind=Person.Kind.SERVICE) | Q(grants__isnull=False)
    return Person.objects.filter(able, is_active=True).distinct().order_by("sort_name", "pk")
