"""Shifts: listed, read, given, changed, ended; and who is on duty now."""

from datetime import datetime, timedelta
from typing import Annotated

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.rota import access, activities
from spoc.rota.api.shapes import ON_DUTY, ShiftIn, ShiftOut, ShiftsOut, planned_of, shift_out
from spoc.rota.models import Shift
from spoc.rota.queries.posts import there_now
from spoc.site.machines import Day, Key, OneOf, PageIn, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
ONE = "/shifts/{int:shift}"
SHOWN_WITH = ("person", "team")


class ShiftsIn(PageIn):
    """What narrows the shifts; those that come no more are left out unless asked for."""

    team: Key | None = None
    person: Key | None = None
    role: Annotated[str, OneOf(("", *ON_DUTY))] = ""
    over: bool = False


class ShiftEndIn(Schema):
    """The last day on which it begins; yesterday where none is said."""

    last_on: Day | None = None


class ThereOut(Schema):
    """Somebody on duty: until when, whether on call, and instead of whom."""

    person: int
    name: str
    until: datetime
    is_on_call: bool
    instead_of: int | None


class PostOut(Schema):
    """A team or a role that has shifts, and who is there now, in the order they are asked in."""

    name: str
    there: list[ThereOut]


@router.get("/shifts", response=answers(ShiftsOut))
def list_shifts(request: HttpRequest, asked: Annotated[ShiftsIn, Query()]) -> ShiftsOut:
    """List the shifts the caller may read: their own, their teams', or all."""
    rows = access.shifts_visible_to(caller(request)).select_related(*SHOWN_WITH)
    narrow = {name: getattr(asked, name) for name in ("team", "person", "role")}
    rows = rows.filter(**{name: value for name, value in narrow.items() if value})
    if not asked.over:
        rows = rows.filter(Q(last_at=None) | Q(last_at__gt=now()))
    found, mark = page_of(rows, ("id",), asked)
    return ShiftsOut(items=[shift_out(row) for row in found], next=mark)


@router.post("/shifts", response=answers(ShiftOut, 201))
def add_shift(request: HttpRequest, asked: ShiftIn) -> Status[ShiftOut]:
    """Give somebody a shift."""
    by = caller(request)
    person = _person(by, asked)
    made = activities.add_shift(person, by=by, planned=planned_of(by, asked))
    return Status(201, shift_out(made))


@router.get(ONE, response=answers(ShiftOut))
def read_shift(request: HttpRequest, shift: int) -> ShiftOut:
    """Read a shift."""
    return shift_out(_found(request, shift))


@router.put(ONE, response=answers(ShiftOut))
def change_shift(request: HttpRequest, shift: int, asked: ShiftIn) -> ShiftOut:
    """Change when a shift is, whose it is, or what it is for."""
    by, row = caller(request), _found(request, shift)
    demand(access.may_keep(by, row.team_id))
    # who has it may keep it, also where the caller could not give it to them anew
    person = row.person if asked.person == row.person_id else _person(by, asked)
    planned = planned_of(by, asked, row.uid)
    return shift_out(activities.change_shift(row, by=by, person=person, planned=planned))


@router.post(f"{ONE}/ending", response=answers(ShiftOut))
def end_shift(request: HttpRequest, shift: int, asked: ShiftEndIn) -> ShiftOut:
    """Let a shift come no more after a day."""
    yesterday = timezone.localdate(now()) - timedelta(days=1)
    last_on = asked.last_on or yesterday
    by, row = caller(request), _found(request, shift)
    return shift_out(activities.end_shift(row, by=by, last_on=last_on))


@router.get("/on-duty", response=answers(list[PostOut]))
def list_on_duty(request: HttpRequest) -> list[PostOut]:
    """List who is on duty now at every post; one where nobody is stands among them."""
    demand(access.may_have(caller(request)))
    return [
        PostOut(
            name=post.name,
            there=[
                ThereOut(
                    person=each.person.pk,
                    name=each.person.name,
                    until=each.until,
                    is_on_call=each.is_on_call,
                    instead_of=each.instead_of.pk if each.instead_of else None,
                )
                for each in post.there
            ],
        )
        for post in there_now(now())
    ]


def _found(request: HttpRequest, pk: int) -> Shift:
    rows = access.shifts_visible_to(caller(request)).select_related(*SHOWN_WITH)
    row: Shift = find(rows, pk)
    return row


def _person(by: Person, asked: ShiftIn) -> Person:
    """Return whose shift it is to be, among those whose rota the caller keeps."""
    demand(access.may_keep_some(by))
    row: Person = named(access.people_kept_by(by), asked.person, "person")
    return row
