"""Who may see which visits to self-help, and the figures of them."""

from django.db.models import QuerySet

from spoc.knowledge.models import HelpSession
from spoc.people.access import may_work_at_desk, reach
from spoc.people.models import Person

AREA = "self_help"


def sessions_visible_to(person: Person) -> QuerySet[HelpSession]:
    """Return the visits somebody may read: their own, and all for who answers for self-help."""
    if _is_system(person) or reach(person, AREA, "R").everywhere:
        return HelpSession.objects.all()
    if not person.is_active:
        return HelpSession.objects.none()
    return HelpSession.objects.filter(person=person)


def sessions_counted_for(person: Person) -> QuerySet[HelpSession]:
    """Return the visits whose figures somebody may know: those they may read, or count."""
    if reach(person, AREA, "S").everywhere:
        return HelpSession.objects.all()
    return sessions_visible_to(person)


def may_open(person: Person) -> bool:
    """Whether the desk's page of self-help is theirs."""
    counts = any(reach(person, AREA, verb).everywhere for verb in "RS")
    return may_work_at_desk(person) and counts


def may_go_on(person: Person, session: HelpSession) -> bool:
    """Whether a visit is theirs to go on with: their own; strangers' are kept by the system."""
    return _is_system(person) or session.person_id == person.pk


def _is_system(person: Person) -> bool:
    return person.kind == Person.Kind.SYSTEM
