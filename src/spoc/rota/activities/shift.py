"""Shifts: added, changed, ended."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.models import Person, Team
from spoc.people.rules import ROLES
from spoc.rota import access
from spoc.rota.models import Shift
from spoc.rota.models.shift import PATTERN
from spoc.rota.rules import NoPattern, Pattern
from spoc.rota.rules.words import ASKING, KINDS, RANKS
from spoc.rota.words import why

# what no clock on a wall shows any more, or not yet, was mistyped
YEARS = range(1970, 2101)
CHANGING = ("team_id", "role", "person_id", "kind", "rank", *PATTERN)


@dataclass(frozen=True, slots=True)
class Planned:
    """A shift as it is meant: when, for which team or in which role, of which kind and rank."""

    pattern: Pattern
    team: Team | None = None
    role: str = ""
    kind: str = "desk"
    rank: int = 1
    uid: str = ""


@activity
def add_shift(person: Person, *, by: Person, planned: Planned) -> Shift:
    """Give somebody a shift."""
    _demand_kept(by, planned.team)
    _demand_colleague(by, person)
    shift = Shift(person=person, uid=planned.uid[:200])
    _write(shift, planned)
    record("shift.added", shift, by=by, **_said(shift))
    return shift


@activity
def change_shift(shift: Shift, *, by: Person, person: Person, planned: Planned) -> Shift:
    """Change when a shift is, whose it is, or what it is for."""
    _demand_kept(by, shift.team)
    _demand_kept(by, planned.team)
    if person.pk != shift.person_id:
        _demand_colleague(by, person)
    before = {name: getattr(shift, name) for name in CHANGING}
    shift.person = person
    _write(shift, planned)
    after = {name: getattr(shift, name) for name in CHANGING}
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        record("shift.changed", shift, by=by, changes=changes, **_said(shift))
    return shift


@activity
def end_shift(shift: Shift, *, by: Person, last_on: date) -> Shift:
    """Let a shift begin for the last time on a day; before its first, it never is at all."""
    _demand_kept(by, shift.team)
    if shift.last_on is not None and shift.last_on <= last_on:
        return shift
    shift.last_on = last_on
    shift.last_at = max(shift.pattern.last_at or shift.first_at, shift.first_at)
    shift.save(update_fields=["last_on", "last_at"])
    record("shift.ended", shift, by=by, day=last_on, **_said(shift))
    return shift


def _write(shift: Shift, planned: Planned) -> None:
    _demand_sense(shift.person, planned)
    try:
        pattern = planned.pattern.settled()
    except NoPattern as problem:
        raise NotPossible(why(problem), fields={"begins": why(problem)}) from None
    shift.team, shift.role = planned.team, planned.role
    shift.kind, shift.rank = planned.kind, planned.rank
    shift.zone, shift.rule, shift.last_on = pattern.zone.key, pattern.rule, pattern.last_on
    shift.starts_on, shift.starts = pattern.begins.date(), pattern.begins.time()
    shift.ends_on, shift.ends = pattern.ends.date(), pattern.ends.time()
    shift.left_out = sorted(wall.isoformat() for wall in pattern.left_out)
    shift.first_at, shift.last_at = pattern.first_at, pattern.last_at
    shift.save()


def _demand_kept(by: Person, team: Team | None) -> None:
    may = access.may_keep(by, team.pk if team else None)
    demand(may, _("Whoever plans the work, or leads the team, keeps its shifts: ask them."))


def _demand_colleague(by: Person, person: Person) -> None:
    """Refuse somebody whose shifts are not theirs to keep; who works here no more is said so."""
    if by.kind == Person.Kind.SYSTEM or not person.is_active:
        return
    if not access.people_kept_by(by).filter(pk=person.pk).exists():
        words = _("Choose somebody whose shifts you keep.")
        raise NotPossible(words, fields={"person": words})


def _demand_sense(person: Person, planned: Planned) -> None:
    if not person.is_active:
        words = _("%(name)s works here no more: choose somebody else.") % {"name": person.name}
        raise NotPossible(words, fields={"person": words})
    is_known = not planned.role or (planned.role in ROLES and planned.role not in ASKING)
    if not is_known or (planned.team is None and not planned.role):
        words = _("Choose a team, a role, or both.")
        raise NotPossible(words, fields={"team": words})
    if planned.kind not in KINDS or planned.rank not in RANKS:
        raise NotPossible(_("Choose whether it is at the desk or on call, first or backup."))
    pattern = planned.pattern
    if any(
        day and day.year not in YEARS for day in (pattern.begins, pattern.ends, pattern.last_on)
    ):
        words = _("Choose days between 1970 and 2100.")
        raise NotPossible(words, fields={"begins": words})


def _said(shift: Shift) -> dict[str, object]:
    """Return what a fact says of a shift."""
    return {
        "name": shift.person.name,
        "where": shift.team.name if shift.team else shift.role,
        "kind": shift.kind,
        "begins": shift.pattern.begins.isoformat(" ", "minutes"),
        "zone": shift.zone,
    }
