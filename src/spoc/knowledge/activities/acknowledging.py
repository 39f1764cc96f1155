"""Who is asked to read what came into force, and that they have."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels.activities import News, notify
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.knowledge import procedure_access as access
from spoc.knowledge.models import Acknowledgement, Procedure, ProcedureVersion
from spoc.knowledge.procedure_letters import ask_by_mail
from spoc.knowledge.queries.procedures import asked_on_publishing
from spoc.people.access import demand, may_work_at_desk
from spoc.people.models import Person


@activity
def ask_readers(procedure: Procedure, *, by: Person) -> list[Acknowledgement]:
    """Ask those who work by it, and who govern the service, to read the version in force."""
    demand(access.may_publish(by, procedure))
    # in the order of their keys, as everybody locks them who tells many
    return _ask(procedure, by, sorted(asked_on_publishing(procedure), key=lambda each: each[0].pk))


@activity
def ask_to_read(
    procedure: Procedure, *, by: Person, person: Person, capacity: str = "reader"
) -> Acknowledgement:
    """Ask somebody by name to read the version in force."""
    demand(access.may_revise(by, procedure))
    if person.kind != Person.Kind.HUMAN or not person.is_active:
        words = _("Choose somebody who can read it.")
        raise NotPossible(words, fields={"who": words})
    made = _ask(procedure, by, [(person, capacity)])
    if not made:
        words = _("%(name)s was asked already.") % {"name": person.name}
        raise NotPossible(words, fields={"who": words})
    return made[0]


@activity
def acknowledge_procedure(procedure: Procedure, *, by: Person) -> Acknowledgement:
    """Say that one has read the version in force, as one was asked to."""
    row = access.acknowledgements_of(by).filter(procedure_version__procedure=procedure).first()
    if row is None:
        raise NotPossible(_("You were not asked to read this, or it is no longer in force."))
    if row.at is None:
        row.at = now()
        row.save(update_fields=["at"])
        found = _in_force(procedure)
        record("procedure.acknowledged", procedure, by=by, title=found.title, number=found.number)
    return row


@activity
def remind_reader(procedure: Procedure, *, by: Person, person: Person) -> bool:
    """Remind somebody once who was to have read it by now."""
    demand(access.may_publish(by, procedure))
    rows = Acknowledgement.objects.filter(
        procedure_version__procedure=procedure, procedure_version__state="published"
    )
    row = rows.filter(person=person, at=None, reminded_at=None, due_on__lt=now().date()).first()
    if row is None:
        return False
    row.reminded_at = now()
    row.save(update_fields=["reminded_at"])
    record("procedure.reminded", procedure, by=by, title=str(procedure), name=person.name)
    _tell(procedure, row, by=by, event="procedure_reminder")
    return True


@activity
def tell_review(procedure: Procedure, *, by: Person) -> bool:
    """Let the owner know, once, that a procedure is to be looked at again."""
    demand(access.may_publish(by, procedure))
    found = procedure.in_force
    is_due = found is not None and found.review_on is not None and found.review_on <= now().date()
    if found is None or not is_due or found.review_told_at is not None:
        return False
    found.review_told_at = now()
    found.save(update_fields=["review_told_at"])
    record("procedure.fell_due", procedure, by=by, title=found.title, number=found.number)
    notify(procedure.owner, by=by, news=News("procedure_review", procedure, _named(procedure)))
    return True


def _ask(
    procedure: Procedure, by: Person, people: Iterable[tuple[Person, str]]
) -> list[Acknowledgement]:
    """Ask each who was not asked yet, and tell them."""
    found, moment = _in_force(procedure), now()
    due_on = moment.date() + timedelta(days=procedure.days_to_read)
    before = set(found.acknowledgements.values_list("person", flat=True))
    made = [
        Acknowledgement(
            procedure_version=found,
            person=person,
            capacity=capacity,
            asked_at=moment,
            told_at=moment,
            due_on=due_on,
        )
        for person, capacity in people
        if person.pk not in before
    ]
    Acknowledgement.objects.bulk_create(made)
    if made:
        record("procedure.asked", procedure, by=by, title=found.title, count=len(made))
    for row in made:
        _tell(procedure, row, by=by, event="procedure_to_read")
    return made


def _tell(procedure: Procedure, row: Acknowledgement, *, by: Person, event: str) -> None:
    """Tell somebody at the desk by a notice, everybody else by a letter."""
    if may_work_at_desk(row.person):
        notify(row.person, by=by, news=News(event, procedure, _named(procedure)))
    else:
        ask_by_mail(procedure, row, by=by)


def _named(procedure: Procedure) -> dict[str, object]:
    return {"title": str(procedure)}


def _in_force(procedure: Procedure) -> ProcedureVersion:
    found = procedure.in_force
    if found is None:
        raise NotPossible(_("No version of it is in force."))
    return found
