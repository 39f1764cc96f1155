"""Shifts taken over from a calendar file."""

from datetime import timedelta

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from spoc.kit.time import now
from spoc.kit.zones import zone
from spoc.people.access import demand
from spoc.rota import access, activities
from spoc.rota.activities import Planned
from spoc.rota.api.shapes import PlaceIn, demand_zone
from spoc.rota.rules import Pattern
from spoc.rota.rules.calendar_in import LARGEST
from spoc.site.machines import Key, answers, named
from spoc.site.tokens import caller

router = Router()


class ShiftImportIn(PlaceIn):
    """A calendar file, and what its events have in common; the zone is for times that name none."""

    team: Key
    calendar: str = Field(max_length=LARGEST, description="iCalendar (RFC 5545).")
    person: Key | None = Field(None, description="For events that name nobody.")


class ImportedOut(Schema):
    """What became of one event: the shift it is now, or why it is none."""

    title: str
    shift: int | None
    refused: str


@router.post("/shift-imports", response=answers(list[ImportedOut]))
def import_shifts(request: HttpRequest, asked: ShiftImportIn) -> list[ImportedOut]:
    """Take the events of a calendar over as a team's shifts; one taken before is changed."""
    by = caller(request)
    demand(access.may_keep_some(by))
    team = named(access.teams_kept_by(by), asked.team, "team")
    person = named(access.people_kept_by(by), asked.person, "person")
    demand_zone(asked.zone)
    begins = now().replace(tzinfo=None)
    pattern = Pattern(begins, begins + timedelta(hours=1), zone(asked.zone))
    planned = Planned(pattern, team, asked.role, asked.kind, asked.rank)
    raw = asked.calendar.encode()
    found = activities.import_shifts(team, by=by, raw=raw, planned=planned, person=person)
    return [
        ImportedOut(
            title=each.title,
            shift=each.shift.pk if each.shift else None,
            refused=each.refused,
        )
        for each in found
    ]
