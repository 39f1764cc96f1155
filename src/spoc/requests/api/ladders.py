"""Ladders for machines: who hears when a promise is in danger, and keeping them."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.catalogue.queries import live_services
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import activities, ladder_access
from spoc.requests.activities.ladder import MOST_RUNGS
from spoc.requests.api.shapes import RecordOut, record_out
from spoc.requests.models import Ladder
from spoc.requests.queries.ladders import leaders, with_rungs
from spoc.requests.rules.ladder import LEVELS, LONGEST, OF_SUPPLIERS, ROLES, TRIGGERS, Step
from spoc.site.machines import Key, OneOf, Walk, Whole, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()

ALL, ONE = "/ladders", "/ladders/{int:ladder}"
RoleCode = Annotated[str, OneOf(tuple(dict.fromkeys((*ROLES, *OF_SUPPLIERS))))]


class RungIn(Schema):
    """A rung: what sets it off, who hears, and within how many minutes one of them must answer.

    Without minutes they are told and need not answer. `is_always` counts day and night;
    `is_digest` gathers what is told of into one letter a working day.
    """

    trigger: Annotated[str, OneOf(TRIGGERS)]
    roles: list[RoleCode] = Field(min_length=1, max_length=10)
    minutes: Annotated[Whole, Field(ge=1, le=LONGEST)] | None = None
    is_always: bool = False
    is_digest: bool = False

    def step(self) -> Step:
        """Return the rung as the rules see it."""
        roles = tuple(self.roles)
        return Step(self.trigger, 0, roles, self.minutes, self.is_always, self.is_digest)


class LadderChangeIn(Schema):
    """The rungs of a ladder from the lowest up, and who leads the department.

    `version` is the one that was read, so that nothing is lost.
    """

    rungs: list[RungIn] = Field([], max_length=MOST_RUNGS)
    head: Key | None = None
    version: Key | None = None

    def steps(self) -> list[Step]:
        """Return the rungs as the rules see them."""
        return [rung.step() for rung in self.rungs]


class LadderIn(LadderChangeIn):
    """A ladder: for requests of one priority, for `major` incidents or for a `supplier`.

    One of a service goes before the general one.
    """

    level: Annotated[str, OneOf(LEVELS)]
    service: Key | None = None


class LadderOut(Schema):
    """A ladder; the head is named to the desk alone."""

    id: int
    level: Annotated[str, OneOf(LEVELS)]
    service: RecordOut | None
    head: RecordOut | None
    rungs: list[RungIn]
    version: int
    changed_at: datetime


class LaddersOut(Schema):
    """A page of ladders, and the mark of the next page."""

    items: list[LadderOut]
    next: str | None


@router.get(ALL, response=answers(LaddersOut))
def list_ladders(request: HttpRequest, walk: Walk) -> LaddersOut:
    """List the ladders in use: the general ones, and those of services."""
    by = caller(request)
    rows, mark = page_of(with_rungs(ladder_access.ladders_visible_to(by)), ("id",), walk)
    return LaddersOut(items=[_out(row, by) for row in rows], next=mark)


@router.post(ALL, response=answers(LadderOut, 201))
def add_ladder(request: HttpRequest, asked: LadderIn) -> Status[LadderOut]:
    """Write down who hears when, for a priority or for a service's requests of it."""
    by = _keeper(request)
    made = activities.add_ladder(
        by,
        by=by,
        level=asked.level,
        steps=asked.steps(),
        service=named(live_services(), asked.service, "service"),
        head=named(leaders(), asked.head, "head"),
    )
    return Status(201, _now(by, made.pk))


@router.get(ONE, response=answers(LadderOut))
def read_ladder(request: HttpRequest, ladder: int) -> LadderOut:
    """Read a ladder."""
    return _now(caller(request), ladder)


@router.put(ONE, response=answers(LadderOut))
def change_ladder(request: HttpRequest, ladder: int, asked: LadderChangeIn) -> LadderOut:
    """Change who hears when; what is raised already goes on by the new rungs."""
    by = _keeper(request)
    row, head = _found(by, ladder), named(leaders(), asked.head, "head")
    activities.change_ladder(row, by=by, steps=asked.steps(), head=head, version=asked.version)
    return _now(by, ladder)


@router.delete(ONE, response=answers(None, 204))
def end_ladder(request: HttpRequest, ladder: int) -> Status[None]:
    """Take a service's own ladder out of use: its requests follow the general one again."""
    by = _keeper(request)
    activities.end_ladder(_found(by, ladder), by=by)
    return Status(204, None)


def _keeper(request: HttpRequest) -> Person:
    """Return the caller, if they keep the ladders."""
    by = caller(request)
    words = _("Ladders are kept by the service level manager: ask them.")
    demand(ladder_access.may_open_ladders(by), words)
    return by


def _found(by: Person, pk: int) -> Ladder:
    row: Ladder = find(with_rungs(ladder_access.ladders_visible_to(by)), pk)
    return row


def _now(by: Person, pk: int) -> LadderOut:
    return _out(_found(by, pk), by)


def _out(row: Ladder, by: Person) -> LadderOut:
    names = ("trigger", "roles", "minutes", "is_always", "is_digest")
    return LadderOut(
        id=row.pk,
        level=row.level,
        service=record_out(row.service),
        head=record_out(row.head) if ladder_access.may_read_names(by) else None,
        rungs=[RungIn(**{name: getattr(each, name) for name in names}) for each in row.steps],
        version=row.version,
        changed_at=row.changed_at,
    )
