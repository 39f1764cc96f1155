"""Procedures in force: approved by another than the author, published, and withdrawn."""

from datetime import datetime

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.knowledge import procedure_access as access
from spoc.knowledge.activities.procedures import LONGEST_CHANGE, count_up
from spoc.knowledge.models import Procedure, ProcedureVersion
from spoc.knowledge.rules.procedure import review_on
from spoc.people.access import demand
from spoc.people.models import Person


@activity
def approve_procedure(procedure: Procedure, *, by: Person) -> ProcedureVersion:
    """Approve the draft: never whoever wrote it."""
    made = _in_making(procedure)
    if made.author_id == by.pk:
        raise NotPossible(_("You wrote this version: somebody else approves it."))
    demand(access.may_approve(by, procedure))
    made.move_to("approve", _("This version is approved already."))
    made.approver, made.approved_at = by, now()
    made.save(update_fields=["state", "approver", "approved_at"])
    count_up(procedure)
    record("procedure.approved", procedure, by=by, title=made.title, number=made.number)
    return made


@activity
def publish_procedure(procedure: Procedure, *, by: Person) -> ProcedureVersion:
    """Put the approved version into force, in place of the one before it."""
    demand(access.may_publish(by, procedure))
    made, moment = _in_making(procedure), now()
    made.move_to("publish", _("Somebody else approves this version first."))
    _take_out(procedure, moment)
    made.published_at = moment
    made.review_on = review_on(moment.date(), procedure.review_months)
    made.save(update_fields=["state", "published_at", "review_on"])
    count_up(procedure)
    record("procedure.published", procedure, by=by, title=made.title, number=made.number)
    return made


@activity
def withdraw_procedure(procedure: Procedure, *, by: Person, reason: str) -> Procedure:
    """Take a procedure out of force, with nothing in its place."""
    demand(access.may_publish(by, procedure))
    why = one_line(reason, LONGEST_CHANGE)
    if not why:
        sentence = _("Say in a few words why it is no longer in force.")
        raise NotPossible(sentence, fields={"reason": sentence})
    if not _take_out(procedure, now()):
        raise NotPossible(_("No version of it is in force."))
    count_up(procedure)
    record("procedure.withdrawn", procedure, by=by, title=str(procedure), reason=why)
    return procedure


def _in_making(procedure: Procedure) -> ProcedureVersion:
    made = procedure.in_making
    if made is None:
        raise NotPossible(_("No version of it is being written: begin a new one."))
    return made


def _take_out(procedure: Procedure, moment: datetime) -> bool:
    """Take the version in force out of force; tell whether there was one."""
    former = procedure.in_force
    if former is None:
        return False
    former.move_to("supersede", _("No version of it is in force."))
    former.superseded_at = moment
    former.save(update_fields=["state", "superseded_at"])
    return True
