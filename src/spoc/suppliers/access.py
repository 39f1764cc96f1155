"""Who may see suppliers and what is handed over to them, and who may do what."""

from django.db.models import Model, Q, QuerySet

from spoc.kit.nouns import noun_of
from spoc.people.access import may_administer, may_work_at_desk, reach
from spoc.people.models import Person
from spoc.records.models import Attachment
from spoc.suppliers.models import Handover, HandoverEntry, Supplier
from spoc.suppliers.parents import parent_of, parents

SUPPLIERS_AGENT = "SU"


def suppliers_visible_to(person: Person) -> QuerySet[Supplier]:
    """Return the suppliers: all to whoever works at the desk or keeps them, to theirs their own."""
    if _is_system(person) or may_work_at_desk(person) or may_shape(person):
        return Supplier.objects.all()
    return Supplier.objects.filter(organisation__in=_serves(person))


def suppliers_offered_to(person: Person) -> QuerySet[Supplier]:
    """Return the suppliers somebody may hand work over to."""
    return suppliers_visible_to(person).filter(is_active=True)


def may_shape(person: Person) -> bool:
    """Whether they keep suppliers: whoever writes contracts with them, or an administrator."""
    writes = reach(person, "agreement", "U").everywhere
    return _is_system(person) or writes or may_administer(person)


def may_keep_settings(person: Person) -> bool:
    """Whether the settings page of suppliers is theirs."""
    return may_work_at_desk(person) and may_shape(person)


def visible_to(person: Person) -> QuerySet[Handover]:
    """Return the handovers somebody may read.

    At the desk those of the records they read inside; a supplier's own people what was sent to
    them. Whoever asked for help sees none.
    """
    if _is_system(person):
        return Handover.objects.all()
    theirs = Q(supplier__organisation__in=_serves(person), sent_at__isnull=False)
    return Handover.objects.filter(_inside(person) | theirs)


def readable_inside(person: Person) -> QuerySet[Handover]:
    """Return the handovers whose notes somebody may read: never a supplier's own people."""
    if _is_system(person):
        return Handover.objects.all()
    return Handover.objects.filter(_inside(person))


def entries_visible_to(person: Person) -> QuerySet[HandoverEntry]:
    """Return what was said that somebody may read: notes are for the desk alone."""
    crossed = Q(handover__in=visible_to(person)) & ~Q(kind="note")
    return HandoverEntry.objects.filter(crossed | Q(handover__in=readable_inside(person)))


def files_to_share(person: Person, parent: Model) -> QuerySet[Attachment]:
    """Return the files of a record that may leave with a handover: what is internal never does."""
    return parent_of(noun_of(parent).key).files(person, parent).filter(is_internal=False)


def may_hand_over(person: Person, parent: Model) -> bool:
    """Whether they may give work on this record to a supplier."""
    if _is_system(person):
        return True
    may_begin = reach(person, "handover", "C").beyond_own
    return may_begin and _works(person, noun_of(parent).key, parent.pk)


def may_work(person: Person, handover: Handover) -> bool:
    """Whether they speak for us in this handover: whoever works the record it belongs to."""
    if _is_system(person):
        return True
    takes_part = any(reach(person, "handover", verb).beyond_own for verb in "CX")
    return takes_part and _works(person, handover.noun, handover.subject_id)


def may_withdraw(person: Person, handover: Handover) -> bool:
    """Whether they may take it back: who works it, or the supplier manager."""
    manages = reach(person, "handover", "X").everywhere
    return may_work(person, handover) or (manages and _may_read_inside(person, handover))


def may_answer(person: Person, handover: Handover) -> bool:
    """Whether they may say what the supplier does: its own people, or who works it here."""
    return may_work(person, handover) or is_theirs(person, handover)


def is_theirs(person: Person, handover: Handover) -> bool:
    """Whether the person acts for the supplier it was sent to."""
    return handover.sent_at is not None and handover.supplier.organisation_id in _serves(person)


def _inside(person: Person) -> Q:
    if not any(reach(person, "handover", verb).beyond_own for verb in "RCX"):
        return Q(pk__in=[])
    inside = Q(pk__in=[])
    for parent in parents():
        inside |= Q(noun=parent.noun, subject_id__in=parent.read_by(person).values("pk"))
    return inside


def _may_read_inside(person: Person, handover: Handover) -> bool:
    return readable_inside(person).filter(pk=handover.pk).exists()


def _works(person: Person, noun: str, pk: int) -> bool:
    return parent_of(noun).worked_by(person).filter(pk=pk).exists()


def _serves(person: Person) -> set[int]:
    """Return the organisations a supplier's agent acts for: the one named, else their own."""
    if not person.is_active:
        return set()
    grants = [grant for grant in person.granted if grant.role == SUPPLIERS_AGENT]
    served = {
        grant.scope_id if grant.scope == "organisation" else person.organisation_id
        for grant in grants
    }
    return {pk for pk in served if pk is not None}


def _is_system(person: Person) -> bool:
    return person.kind == Person.Kind.SYSTEM
