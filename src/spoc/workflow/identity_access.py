"""Who may see that somebody proves who they are, and who may vouch for them."""

from django.db.models import Q, QuerySet

from spoc.people.access import may_administer, reach
from spoc.people.models import Person
from spoc.workflow.models import IdentityCheck


def checks_visible_to(person: Person) -> QuerySet[IdentityCheck]:
    """Return the attempts: one's own, those one may vouch for, all to who looks after this."""
    if person.kind == Person.Kind.SYSTEM or may_administer(person):
        return IdentityCheck.objects.all()
    return IdentityCheck.objects.filter(Q(person=person.pk) | _theirs(person))


def waiting_for(person: Person) -> QuerySet[IdentityCheck]:
    """Return the attempts that wait for somebody to vouch."""
    return IdentityCheck.objects.filter(_theirs(person), state=IdentityCheck.State.BEGUN)


def may_vouch(person: Person, check: IdentityCheck) -> bool:
    """Whether they may say that it is who it says: a manager of theirs, never they themselves."""
    return waiting_for(person).filter(pk=check.pk).exists()


def is_manager(person: Person) -> bool:
    """Whether they are anybody's manager, or answer for the people of an organisation."""
    answers = reach(person, "fulfilment", "A").organisations
    return bool(answers) or Person.objects.filter(manager=person.pk, is_active=True).exists()


def may_prove(person: Person, check: IdentityCheck) -> bool:
    """Whether they answer with the code: whoever holds it, whom the page lets in as the system."""
    return person.kind == Person.Kind.SYSTEM or check.person_id == person.pk


def _theirs(person: Person) -> Q:
    organisations = reach(person, "fulfilment", "A").organisations
    # who has a manager is theirs alone to vouch for
    near = Q(person__organisation__in=organisations, person__manager=None)
    near |= Q(person__manager=person.pk)
    return near & Q(way=IdentityCheck.Way.MANAGER) & ~Q(person=person.pk)
