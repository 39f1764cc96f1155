"""Who decides on approvals in the caller's place while they are away, by machine."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.requests.api.shapes import RecordOut
from spoc.site.machines import Moment, answers, find
from spoc.site.tokens import caller
from spoc.work import activities
from spoc.work.approval_access import colleague_at
from spoc.work.models import Deputy
from spoc.work.queries.deputies import named_by, standing_in_for

router = Router()


class DeputyIn(Schema):
    """The mail address of the colleague, and for how long; without an end, until taken back."""

    mail: str = Field(min_length=3, max_length=254)
    begins_at: Moment | None = None
    ends_at: Moment | None = None


class DeputyOut(Schema):
    """Who decides in whose place, from when until when."""

    id: int
    person: RecordOut
    deputy: RecordOut
    begins_at: datetime
    ends_at: datetime | None


class DeputiesOut(Schema):
    """Who decides in the caller's place, and in whose place they do; five at most are named."""

    named: list[DeputyOut]
    standing_in_for: list[DeputyOut]


@router.get("/approvals/deputies", response=answers(DeputiesOut))
def list_deputies(request: HttpRequest) -> DeputiesOut:
    """List who decides in the caller's place, and for whom they decide."""
    return _all(caller(request))


@router.post("/approvals/deputies", response=answers(DeputyOut, 201))
def name_deputy(request: HttpRequest, asked: DeputyIn) -> Status[DeputyOut]:
    """Let a colleague decide in the caller's place; each question is written to both."""
    by = caller(request)
    deputy = colleague_at(by, asked.mail)
    if deputy is None:
        words = _("We know no colleague of yours with this address.")
        raise NotPossible(words, fields={"mail": words})
    begins_at, ends_at = asked.begins_at, asked.ends_at
    row = activities.name_deputy(by, by=by, deputy=deputy, begins_at=begins_at, ends_at=ends_at)
    return Status(201, _out(row))


@router.delete("/approvals/deputies/{int:deputy}", response=answers(DeputiesOut))
def end_deputy(request: HttpRequest, deputy: int) -> DeputiesOut:
    """Let a deputy decide in the caller's place no longer."""
    by = caller(request)
    row: Deputy = find(named_by(by), deputy)
    activities.end_deputy(row, by=by)
    return _all(by)


def _all(by: Person) -> DeputiesOut:
    return DeputiesOut(
        named=[_out(row) for row in named_by(by)],
        standing_in_for=[_out(row) for row in standing_in_for(by)],
    )


def _out(row: Deputy) -> DeputyOut:
    return DeputyOut(
        id=row.pk,
        person=RecordOut(id=row.person_id, name=row.person.name),
        deputy=RecordOut(id=row.deputy_id, name=row.deputy.name),
        begins_at=row.begins_at,
        ends_at=row.ends_at,
    )
