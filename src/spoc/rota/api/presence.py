"""Presence: whether the caller is here and takes new work."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from spoc.people.access import demand
from spoc.people.models import Person
from spoc.rota import access, activities
from spoc.rota.models import Presence
from spoc.rota.queries.duty import presence_of
from spoc.rota.rules.words import PRESENCES
from spoc.site.machines import OneOf, Whole, answers
from spoc.site.tokens import caller

router = Router()
PresenceCode = Annotated[str, OneOf(PRESENCES)]


class PresenceIn(Schema):
    """Whether one is here and takes new work, and how many open requests at once."""

    state: PresenceCode
    capacity: Annotated[Whole, Field(ge=1, le=500)] | None = None


class PresenceOut(Schema):
    """What the caller says of themselves; `since_at` is empty where they said nothing yet."""

    state: PresenceCode
    capacity: int | None
    since_at: datetime | None


@router.get("/presence", response=answers(PresenceOut))
def read_presence(request: HttpRequest) -> PresenceOut:
    """Read what the caller says of themselves."""
    return _out(presence_of(_colleague(request)))


@router.put("/presence", response=answers(PresenceOut))
def set_presence(request: HttpRequest, asked: PresenceIn) -> PresenceOut:
    """Say whether the caller is here and takes new work."""
    by = _colleague(request)
    return _out(activities.set_presence(by, by=by, **asked.dict()))


def _colleague(request: HttpRequest) -> Person:
    by = caller(request)
    demand(access.may_have(by))
    return by


def _out(row: Presence) -> PresenceOut:
    return PresenceOut(state=row.state, capacity=row.capacity, since_at=row.since_at)
