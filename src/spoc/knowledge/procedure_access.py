"""Who may read a procedure, write it, approve it, and say that they have read it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from spoc.knowledge.models import Acknowledgement, Procedure, ProcedureVersion
from spoc.people.access import may_work_at_desk, reach
from spoc.people.models import Community, Person

AREA = "procedure"
PUBLISHED = ("published",)
ONCE_IN_FORCE = ("published", "superseded")


def visible_to(person: Person) -> QuerySet[Procedure]:
    """Return the procedures somebody may know of.

    Who writes them sees all, who works at the desk what was ever in force, everybody else what is
    published to them or what they were asked to read.
    """
    if _is_system(person) or may_write(person):
        return Procedure.objects.all()
    if may_open(person):
        return Procedure.objects.filter(_has(ONCE_IN_FORCE) | Q(owner=person))
    return told_to(person)


def told_to(person: Person) -> QuerySet[Procedure]:
    """Return what the portal tells somebody: what is published to them, or theirs to read."""
    told = Q(audience__in=("users", "public")) & _said_to(person.community)
    return Procedure.objects.filter(_has(PUBLISHED) & (told | _asked(person)))


def public_for(community: Community) -> QuerySet[Procedure]:
    """Return what anybody may read of whom nobody knows, who is spoken to as this community."""
    return Procedure.objects.filter(_has(PUBLISHED) & Q(audience="public") & _said_to(community))


def versions_visible_to(person: Person) -> QuerySet[ProcedureVersion]:
    """Return the versions somebody may read, of the procedures they may know of."""
    rows = ProcedureVersion.objects.filter(procedure__in=visible_to(person).values("pk"))
    if _is_system(person) or may_write(person):
        return rows
    if may_open(person):
        return rows.filter(Q(state__in=ONCE_IN_FORCE) | Q(procedure__owner=person))
    return rows.filter(state__in=PUBLISHED)


def acknowledgements_of(person: Person) -> QuerySet[Acknowledgement]:
    """Return what somebody was asked to read that is in force."""
    return Acknowledgement.objects.filter(person=person, procedure_version__state="published")


def acknowledgements_visible_to(person: Person) -> QuerySet[Acknowledgement]:
    """Return who was asked to read what: all to whoever reads at the desk, else one's own."""
    if _is_system(person) or may_open(person):
        return Acknowledgement.objects.all()
    return acknowledgements_of(person)


def may_open(person: Person) -> bool:
    """Whether the desk's pages of procedures are theirs."""
    return person.is_active and may_work_at_desk(person) and reach(person, AREA, "R").beyond_own


def may_write(person: Person) -> bool:
    """Whether they may write procedures: who is responsible for a process."""
    return person.is_active and reach(person, AREA, "U").everywhere


def may_revise(person: Person, procedure: Procedure) -> bool:
    """Whether they may write this one: who writes procedures, or who owns the process."""
    return _is_system(person) or may_write(person) or _owns(person, procedure)


def may_approve(person: Person, procedure: Procedure) -> bool:
    """Whether they may approve what another wrote: who manages the service, or owns the process."""
    approves = person.is_active and reach(person, AREA, "A").everywhere
    made = procedure.in_making
    is_own = made is not None and made.author_id == person.pk
    return (approves or _owns(person, procedure)) and not is_own


def may_publish(person: Person, procedure: Procedure) -> bool:
    """Whether they may put it into force, and take it out again."""
    publishes = person.is_active and reach(person, AREA, "X").everywhere
    return _is_system(person) or publishes or _owns(person, procedure)


def _owns(person: Person, procedure: Procedure) -> bool:
    return procedure.owner_id == person.pk and may_open(person)


def _has(states: tuple[str, ...]) -> Exists:
    rows = ProcedureVersion.objects.filter(procedure=OuterRef("pk"), state__in=states)
    return Exists(rows)


def _said_to(community: Community | None) -> Q:
    """Return what is said to all communities, or to this one."""
    chosen = Procedure.communities.through.objects.filter(procedure=OuterRef("pk"))
    if community is None:
        return Q(~Exists(chosen))
    return Q(~Exists(chosen)) | Q(Exists(chosen.filter(community=community)))


def _asked(person: Person) -> Q:
    """Return what somebody was asked to read."""
    rows = ProcedureVersion.objects.filter(state="published", acknowledgements__person=person)
    return Q(pk__in=rows.values("procedure"))


def _is_system(person: Person) -> bool:
    return person.kind == Person.Kind.SYSTEM
