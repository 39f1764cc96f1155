"""A shift as machines read and write it, and when it is by the clock on the wall."""

from datetime import datetime
from typing import Annotated
from zoneinfo import available_timezones

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from spoc.kit.errors import NotPossible
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.people.rules import ROLES
from spoc.rota import access
from spoc.rota.activities import Planned
from spoc.rota.models import Shift
from spoc.rota.rules import NoPattern, Pattern
from spoc.rota.rules.words import ASKING, KINDS
from spoc.rota.words import why
from spoc.site.machines import Day, Key, OneOf, Whole, named

ON_DUTY = tuple(role for role in ROLES if role not in ASKING)
Wall = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$",
        description="By the clock on the wall of the zone, such as `2026-11-23T08:00`.",
    ),
]
DutyKind = Annotated[str, OneOf(KINDS)]
Rank = Annotated[Whole, Field(ge=1, le=2, description="1 is first, 2 the backup.")]
RULE = "As calendars write it (RFC 5545), such as `FREQ=WEEKLY;BYDAY=MO,TU`; none is once."


class PlaceIn(Schema):
    """What a shift is for: a team, a role, or both."""

    team: Key | None = None
    role: Annotated[str, OneOf(("", *ON_DUTY))] = ""
    kind: DutyKind = "desk"
    rank: Rank = 1
    zone: str = Field(max_length=60, description="Such as `Europe/Stockholm`.")


class ShiftIn(PlaceIn):
    """Whose turn it is, from when to when, and how it comes again."""

    person: Key
    begins: Wall
    ends: Wall
    rule: str = Field("", max_length=300, description=RULE)
    left_out: list[Wall] = Field([], max_length=500, description="When the rule does not begin.")
    last_on: Day | None = Field(None, description="The last day on which it begins.")


class ShiftOut(Schema):
    """A person's turn for a team or in a role, by the clock on the wall of the zone."""

    id: int
    person: int
    name: str
    team: int | None
    role: str
    kind: DutyKind
    rank: int
    zone: str
    begins: str
    ends: str
    rule: str
    left_out: list[str]
    last_on: str | None


class ShiftsOut(Schema):
    """A page of shifts, and the mark of the next page."""

    items: list[ShiftOut]
    next: str | None


def planned_of(by: Person, asked: ShiftIn, uid: str = "") -> Planned:
    """Return a shift as it is meant; what cannot be is refused at its field."""
    begins, ends = _moment(asked.begins, "begins"), _moment(asked.ends, "ends")
    left_out = frozenset(_moment(each, "left_out") for each in asked.left_out)
    demand_zone(asked.zone)
    try:
        pattern = Pattern(begins, ends, zone(asked.zone), asked.rule, left_out, asked.last_on)
    except NoPattern as problem:
        raise NotPossible(why(problem), fields={"ends": why(problem)}) from None
    team = named(access.teams_kept_by(by), asked.team, "team")
    return Planned(pattern, team, asked.role, asked.kind, asked.rank, uid)


def demand_zone(name: str) -> None:
    """Refuse a zone there is not."""
    if name not in available_timezones():
        words = _("Choose a time zone by its name, such as Europe/Stockholm.")
        raise NotPossible(words, fields={"zone": words})


def shift_out(row: Shift) -> ShiftOut:
    """Return a shift as machines read it."""
    plain = ("role", "kind", "rank", "zone", "rule", "left_out")
    return ShiftOut(
        id=row.pk,
        person=row.person_id,
        name=row.person.name,
        team=row.team_id,
        **{name: getattr(row, name) for name in plain},
        begins=row.pattern.begins.isoformat(timespec="minutes"),
        ends=row.pattern.ends.isoformat(timespec="minutes"),
        last_on=row.last_on.isoformat() if row.last_on else None,
    )


def _moment(said: str, field: str) -> datetime:
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        words = _("There is no such moment: write it such as 2026-11-23T08:00.")
        raise NotPossible(words, fields={field: words}) from None
