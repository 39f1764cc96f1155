"""Who may ask for an approval, see what was asked, and decide."""

from django.db.models import Model, Q, QuerySet

from spoc.kit.time import now
from spoc.people.access import may_work_at_desk
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.people.queries import by_mail
from spoc.work.access import may_plan
from spoc.work.deputies import deputies_of, deputised_by
from spoc.work.models import Approval, ApprovalRound, Deputy
from spoc.work.parents import is_parent, parents
from spoc.work.rules.approval import DECIDED, Seat, delegate_objection, objection


def approvals_for(person: Person) -> QuerySet[Approval]:
    """Return what waits for somebody's decision: asked of them, or of whom they stand in for."""
    if not person.is_active:
        return Approval.objects.none()
    return Approval.objects.filter(_asked_of(person), state="requested").exclude(_barring(person))


def approvals_decided_by(person: Person) -> QuerySet[Approval]:
    """Return what somebody has decided."""
    return Approval.objects.filter(decided_by=person)


def approvals_visible_to(person: Person) -> QuerySet[Approval]:
    """Return the approvals somebody may read: asked of them, and those of records they read inside.

    Who is asked reads what is asked and no more: the record itself stays as closed as it was.
    """
    if person.kind == Person.Kind.SYSTEM:
        return Approval.objects.all()
    if not person.is_active:
        return Approval.objects.none()
    asked = _asked_of(person) & ~Q(state="waiting")
    return Approval.objects.filter(
        asked | Q(decided_by=person) | Q(round__in=_rounds_inside(person).values("pk"))
    )


def rounds_visible_to(person: Person) -> QuerySet[ApprovalRound]:
    """Return the rounds of the records somebody reads inside."""
    if person.kind == Person.Kind.SYSTEM:
        return ApprovalRound.objects.all()
    return _rounds_inside(person)


def may_ask(person: Person, subject: Model, noun: str) -> bool:
    """Whether they may ask others to approve something about a record: whoever works on it."""
    return _works_on(person, subject, noun)


def may_withdraw(person: Person, asked: ApprovalRound) -> bool:
    """Whether they may take a question back: who asked it, or works on the record."""
    if person.pk == asked.asked_by_id and person.is_active:
        return True
    return _works_on(person, asked.subject, asked.noun)


def may_decide(person: Person, approval: Approval) -> bool:
    """Whether they may decide it now, by who they are; what is over is refused elsewhere."""
    return why_not(person, approval) is None


def may_delegate(person: Person, approval: Approval) -> bool:
    """Whether they may let somebody else decide it: who was asked, or works on the record."""
    if person.pk in (approval.approver_id, approval.delegate_id) and person.is_active:
        return True
    return _works_on(person, approval.round.subject, approval.round.noun)


def may_remind(person: Person, approval: Approval) -> bool:
    """Whether they may remind who was asked: who asked, or works on the record."""
    return may_withdraw(person, approval.round)


def why_not(person: Person, approval: Approval) -> str | None:
    """Return why somebody may not decide it; None where they may."""
    if not person.is_active or person.kind != Person.Kind.HUMAN:
        return "not_asked"
    return objection(seat_of(approval), person.pk)


def why_not_delegate(approval: Approval, person: Person) -> str | None:
    """Return why an approval cannot be handed to somebody; None where it can."""
    if not person.is_active or person.kind != Person.Kind.HUMAN:
        return "unable"
    approvers = approval.round.approvals.values_list("approver", flat=True)
    return delegate_objection(seat_of(approval), approvers, person.pk)


def seat_of(approval: Approval) -> Seat:
    """Return who may decide an approval at this moment, and who is kept out."""
    asked = approval.round
    others = asked.approvals.filter(state__in=list(DECIDED)).exclude(pk=approval.pk)
    asker = asked.asked_by_id if asked.is_asker_barred else None
    barred = {asked.beneficiary_id, asker, *asked.barred}
    return Seat(
        approver=approval.approver_id,
        delegate=approval.delegate_id,
        deputies=deputies_of(approval.approver_id, now()),
        barred=frozenset(pk for pk in barred if pk),
        spent=frozenset(pk for pk in others.values_list("decided_by", flat=True) if pk),
    )


def colleague_at(person: Person, mail: str) -> Person | None:
    """Return whose address it is, among colleagues and those somebody may know of.

    Of anybody else nothing is told, not even that they are known here.
    """
    found = by_mail(mail)
    if found is None or found.pk == person.pk or found.kind != Person.Kind.HUMAN:
        return None
    is_near = person.organisation_id and found.organisation_id == person.organisation_id
    is_known = is_near or people_visible_to(person).filter(pk=found.pk).exists()
    return found if is_known and found.is_active else None


def deputies_visible_to(person: Person) -> QuerySet[Deputy]:
    """Return the deputies somebody named, and those they are."""
    return Deputy.objects.filter(Q(person=person) | Q(deputy=person))


def may_name_deputy(by: Person, person: Person) -> bool:
    """Whether they may say who decides in somebody's place: everybody for themselves alone."""
    return by.pk == person.pk and by.is_active


def _asked_of(person: Person) -> Q:
    stood_in_for = deputised_by(person.pk, now())
    asked = Q(approver=person) | Q(delegate=person)
    return asked | Q(approver__in=stood_in_for) if stood_in_for else asked


def _barring(person: Person) -> Q:
    asked = Q(round__is_asker_barred=True, round__asked_by=person)
    return Q(round__beneficiary=person) | asked | Q(round__barred__contains=[person.pk])


def _rounds_inside(person: Person) -> QuerySet[ApprovalRound]:
    seen = Q(pk__in=[])
    for parent in parents() if may_work_at_desk(person) else ():
        read = parent.read_by(person).values("pk")
        seen |= Q(noun=parent.noun, subject_id__in=read)
    return ApprovalRound.objects.filter(seen)


def _works_on(person: Person, subject: Model, noun: str) -> bool:
    if person.kind == Person.Kind.SYSTEM:
        return True
    return is_parent(noun) and may_plan(person, subject)
