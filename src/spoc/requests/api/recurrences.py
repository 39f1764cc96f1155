"""What comes back by itself, for machines: setting it up, changing it, pausing and ending it."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.field_access import (
    may_open_templates,
    recurrences_shaped_by,
    templates_shaped_by,
)
from spoc.requests.models import Recurrence
from spoc.requests.queries.recurrences import next_moments
from spoc.requests.rules.recurrence import LONGEST_RULE, WHEN_CLOSED
from spoc.service_levels.access import calendars_visible_to
from spoc.site.machines import Key, Moment, OneOf, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
STATES = ("active", "paused", "ended")
RULE = (
    "As calendars write it (RFC 5545), such as `FREQ=MONTHLY;BYDAY=-1FR`, the last Friday; at"
    " most once a day."
)


class RecurrenceIn(Schema):
    """A template, who asks, and when it comes back: by the clock on the wall of the zone."""

    template: Key
    requester: Key
    rule: str = Field(min_length=1, max_length=LONGEST_RULE, description=RULE)
    starts_at: Moment = Field(description="The first time; its time of day is that of every time.")
    zone: str = Field(max_length=60, description="Such as `Europe/Stockholm`.")
    calendar: Key | None = Field(None, description="Which days are closed; none without one.")
    when_closed: Annotated[str, OneOf(WHEN_CLOSED)] = Field(
        "register", description="On a closed day: register all the same, skip it, or move it on."
    )


class RecurrenceStateIn(Schema):
    """What it is to be: at work, paused, or over for good."""

    state: Annotated[str, OneOf(STATES)]


class RecurrenceOut(Schema):
    """What comes back by itself; `next_at` is empty while it is paused or has ended."""

    id: int
    template: int
    requester: int
    rule: str
    starts_at: datetime
    zone: str
    calendar: int | None
    when_closed: Annotated[str, OneOf(WHEN_CLOSED)]
    state: Annotated[str, OneOf(STATES)]
    next_at: datetime | None
    last_at: datetime | None
    last_request: int | None = Field(description="The number of the one registered last.")


class RecurrenceAheadOut(RecurrenceOut):
    """What comes back by itself, with its next few moments while it is at work."""

    moments: list[datetime]


class RecurrencesOut(Schema):
    """A page of what comes back, the newest first, and the mark of the next page."""

    items: list[RecurrenceOut]
    next: str | None


@router.get("/settings/recurrences", response=answers(RecurrencesOut))
def list_recurrences(request: HttpRequest, walk: Walk) -> RecurrencesOut:
    """List what comes back by itself, to whoever keeps templates."""
    rows, mark = page_of(recurrences_shaped_by(_keeper(request)), ("-id",), walk)
    return RecurrencesOut(items=[RecurrenceOut(**_told(row)) for row in rows], next=mark)


@router.post("/settings/recurrences", response=answers(RecurrenceAheadOut, 201))
def add_recurrence(request: HttpRequest, asked: RecurrenceIn) -> Status[RecurrenceAheadOut]:
    """Let a request come back by itself, as a template has it."""
    by = _keeper(request)
    said = _particulars(asked, by)
    return Status(201, _ahead(activities.add_recurrence(said.pop("template"), by=by, **said)))


@router.get("/settings/recurrences/{int:recurrence}", response=answers(RecurrenceAheadOut))
def read_recurrence(request: HttpRequest, recurrence: int) -> RecurrenceAheadOut:
    """Read what comes back, and its next moments."""
    return _ahead(find(_rows(_keeper(request)), recurrence))


@router.put("/settings/recurrences/{int:recurrence}", response=answers(RecurrenceAheadOut))
def change_recurrence(
    request: HttpRequest, recurrence: int, asked: RecurrenceIn
) -> RecurrenceAheadOut:
    """Change what comes back, or when: what is not sent is as in a new one."""
    by = _keeper(request)
    row: Recurrence = find(_rows(by), recurrence)
    return _ahead(activities.change_recurrence(row, by=by, **_particulars(asked, by)))


@router.put("/settings/recurrences/{int:recurrence}/state", response=answers(RecurrenceAheadOut))
def set_recurrence(
    request: HttpRequest, recurrence: int, asked: RecurrenceStateIn
) -> RecurrenceAheadOut:
    """Pause what comes back, let it go on from now, or end it for good."""
    by = _keeper(request)
    row: Recurrence = find(_rows(by), recurrence)
    return _ahead(activities.set_recurrence(row, by=by, state=asked.state))


def _keeper(request: HttpRequest) -> Person:
    """Return the caller, if they keep templates and what comes back."""
    by = caller(request)
    words = _("Templates are kept by coordinators and managers of the desk: ask them.")
    demand(may_open_templates(by), words)
    return by


def _rows(by: Person) -> QuerySet[Recurrence]:
    return recurrences_shaped_by(by).select_related("template", "calendar")


def _particulars(asked: RecurrenceIn, by: Person) -> dict[str, Any]:
    people = people_visible_to(by).filter(is_active=True)
    calendars = calendars_visible_to(by).filter(is_active=True)
    return {
        "template": named(templates_shaped_by(by).filter(is_live=True), asked.template, "template"),
        "requester": named(people, asked.requester, "requester"),
        "rule": asked.rule,
        "starts_at": asked.starts_at,
        "zone": asked.zone,
        "calendar": named(calendars, asked.calendar, "calendar"),
        "when_closed": asked.when_closed,
    }


def _ahead(row: Recurrence) -> RecurrenceAheadOut:
    moments = next_moments(row, now()) if row.state == "active" else []
    return RecurrenceAheadOut(**_told(row), moments=moments)


def _told(row: Recurrence) -> dict[str, Any]:
    plain = ("rule", "starts_at", "zone", "when_closed", "state", "next_at", "last_at")
    keys = ("template", "requester", "calendar", "last_request")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in plain},
        **{name: getattr(row, f"{name}_id") for name in keys},
    }
