"""Absences: noted, withdrawn."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.rota import access
from spoc.rota.models import Absence
from spoc.rota.rules import is_circular
from spoc.rota.rules.words import ABSENCES

LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Leave:
    """An absence as it is meant: from when to when, why, and who does the work meanwhile."""

    begins: datetime
    ends: datetime
    kind: str = "leave"
    deputy: Person | None = None
    note: str = ""


@activity
def note_absence(person: Person, *, by: Person, leave: Leave) -> Absence:
    """Note that somebody is away, and who stands in."""
    may = access.may_note_absence(by, person)
    demand(may, _("You note your own absences; those of others, whoever keeps their rota."))
    _demand_sense(leave)
    _demand_deputy(person, leave)
    absence = Absence.objects.create(
        person=person,
        begins_at=leave.begins,
        ends_at=leave.ends,
        kind=leave.kind,
        deputy=leave.deputy,
        note=one_line(leave.note, 300),
    )
    deputy = leave.deputy.name if leave.deputy else None
    record(
        "absence.noted",
        absence,
        by=by,
        name=person.name,
        begins=leave.begins,
        ends=leave.ends,
        deputy=deputy,
    )
    return absence


@activity
def withdraw_absence(absence: Absence, *, by: Person) -> Absence:
    """Take an absence back: they are there after all."""
    may = access.may_note_absence(by, absence.person)
    demand(may, _("You note your own absences; those of others, whoever keeps their rota."))
    if absence.withdrawn_at is None:
        absence.withdrawn_at = now()
        absence.save(update_fields=["withdrawn_at"])
        record("absence.withdrawn", absence, by=by, name=absence.person.name)
    return absence


def _demand_sense(leave: Leave) -> None:
    if not leave.begins < leave.ends <= leave.begins + LONGEST:
        words = _("It ends after it begins, and within three years.")
        raise NotPossible(words, fields={"ends": words})
    if leave.kind not in ABSENCES:
        raise NotPossible(_("Choose what kind of absence it is."))


def _demand_deputy(person: Person, leave: Leave) -> None:
    """Refuse a deputy who is the person, is gone, or leaves the work to the person again."""
    if leave.deputy is None:
        return
    words = ""
    if leave.deputy.pk == person.pk or not _works_here(leave.deputy):
        words = _("Somebody else stands in, who still works here: choose another.")
    elif _comes_back(person, leave):
        words = _("%(name)s is away then, and it would come back to you: choose another.")
        words %= {"name": leave.deputy.name}
    if words:
        raise NotPossible(words, fields={"deputy": words})


def _works_here(deputy: Person) -> bool:
    """Tell whether somebody works at the desk: nobody else does its shifts."""
    return access.at_desk().filter(pk=deputy.pk).exists()


def _comes_back(person: Person, leave: Leave) -> bool:
    others = Absence.objects.between(leave.begins, leave.ends)
    unsaved = Absence(
        person=person, begins_at=leave.begins, ends_at=leave.ends, deputy=leave.deputy
    )
    return is_circular(person.pk, [unsaved.away, *(absence.away for absence in others)])
