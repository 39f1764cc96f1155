"""Who keeps the ladders of escalation, who reads them, and who answers what was raised."""

from django.db.models import Q, QuerySet

from spoc.kit.time import now
from spoc.people.access import may_administer, may_work_at_desk, reach
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import Escalation, Ladder
from spoc.requests.models.ladder import EscalationQuerySet
from spoc.rota.models import Absence


def ladders_visible_to(person: Person) -> QuerySet[Ladder]:
    """Return the ladders in use: they are published to everybody who is known."""
    return Ladder.objects.filter(is_active=True) if person.is_active else Ladder.objects.none()


def may_read_names(person: Person) -> bool:
    """Whether they read who is meant by a role: whoever works at the desk."""
    return may_work_at_desk(person)


def may_keep_ladders(person: Person) -> bool:
    """Whether they say who hears when: service level manager, service manager, administrator."""
    if person.kind == Person.Kind.SYSTEM or may_administer(person):
        return True
    shapes = reach(person, "agreement", "X").everywhere
    return shapes or reach(person, "override", "A").everywhere


def may_open_ladders(person: Person) -> bool:
    """Whether the settings of ladders are theirs: they keep them, and work at the desk."""
    return may_work_at_desk(person) and may_keep_ladders(person)


def may_lead(person: Person) -> bool:
    """Whether they can be the head that a ladder names: they must be able to read requests."""
    return reach(person, "request", "R").everywhere and reach(person, "note", "R").everywhere


def visible_to(person: Person) -> EscalationQuerySet:
    """Return what was raised on the requests whose inner words the person may read."""
    inside = access.readable_inside(person)
    return Escalation.objects.filter(support_request__in=inside).select_related(
        "support_request", "ladder", "acknowledged_by"
    )


def meant_for(person: Person) -> Q:
    """Return which escalations are the person's to answer: their own, and of whom they stand in."""
    away = Absence.objects.at(now()).filter(deputy=person).values("person")
    return Q(to=person) | Q(to__in=away)


def answerable_by(person: Person) -> EscalationQuerySet:
    """Return the escalations the person may answer: meant for them, or theirs to decide."""
    rows = visible_to(person)
    theirs = rows.filter(meant_for(person)).values("pk")
    return rows.filter(Q(pk__in=theirs) | Q(support_request__in=access.decided_by(person)))


def may_answer(person: Person, escalation: Escalation) -> bool:
    """Whether the person may acknowledge an escalation and say what was done."""
    return answerable_by(person).filter(pk=escalation.pk).exists()
