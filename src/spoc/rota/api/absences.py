"""Absences: listed, noted, taken back; why somebody is away only they read."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.people.access import demand
from spoc.people.models import Person
from spoc.rota import access, activities
from spoc.rota.activities import Leave
from spoc.rota.models import Absence
from spoc.rota.rules.words import ABSENCES
from spoc.site.machines import Key, Moment, OneOf, PageIn, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()


class AbsenceIn(Schema):
    """Who is away, oneself where nobody is named, from when to when, and who stands in."""

    person: Key | None = None
    begins_at: Moment
    ends_at: Moment
    kind: Annotated[str, OneOf(ABSENCES)] = "leave"
    deputy: Key | None = Field(None, description="They do the shifts meanwhile.")
    note: str = Field("", max_length=300)


class AbsenceOut(Schema):
    """Somebody is away; the kind and the note are empty but for who it is about."""

    id: int
    person: int
    name: str
    begins_at: datetime
    ends_at: datetime
    kind: str
    deputy: int | None
    note: str


class AbsencesOut(Schema):
    """A page of absences, and the mark of the next page."""

    items: list[AbsenceOut]
    next: str | None


class AbsencesIn(PageIn):
    """What narrows the absences: a person, and those that are not over at a moment."""

    person: Key | None = None
    since: Moment | None = None


@router.get("/absences", response=answers(AbsencesOut))
def list_absences(request: HttpRequest, asked: Annotated[AbsencesIn, Query()]) -> AbsencesOut:
    """List the absences the caller may read: their own, their teams', or all."""
    by = caller(request)
    rows = access.absences_visible_to(by).select_related("person")
    rows = rows.filter(person=asked.person) if asked.person else rows
    rows = rows.filter(ends_at__gt=asked.since) if asked.since else rows
    found, mark = page_of(rows, ("id",), asked)
    return AbsencesOut(items=[_out(row, by) for row in found], next=mark)


@router.post("/absences", response=answers(AbsenceOut, 201))
def note_absence(request: HttpRequest, asked: AbsenceIn) -> Status[AbsenceOut]:
    """Note that somebody is away."""
    by = caller(request)
    demand(access.may_have(by))
    own = asked.person in (None, by.pk)
    person = by if own else named(access.people_kept_by(by), asked.person, "person")
    deputy = named(access.at_desk(), asked.deputy, "deputy")
    leave = Leave(asked.begins_at, asked.ends_at, asked.kind, deputy, asked.note)
    return Status(201, _out(activities.note_absence(person, by=by, leave=leave), by))


@router.delete("/absences/{int:absence}", response=answers(None, 204))
def withdraw_absence(request: HttpRequest, absence: int) -> Status[None]:
    """Take an absence back: they are there after all."""
    by = caller(request)
    rows = access.absences_visible_to(by).select_related("person")
    activities.withdraw_absence(find(rows, absence), by=by)
    return Status(204, None)


def _out(row: Absence, by: Person) -> AbsenceOut:
    is_own = row.person_id == by.pk
    return AbsenceOut(
        id=row.pk,
        person=row.person_id,
        name=row.person.name,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        kind=row.kind if is_own else "",
        deputy=row.deputy_id,
        note=row.note if is_own else "",
    )
