"""One's own timer: begun on a request, stopped with its minutes logged, or thrown away."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.kit.errors import NotFound
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.api.shapes import found
from spoc.requests.api.work import Minutes, WorkOut, work_out
from spoc.site.machines import answers
from spoc.site.tokens import caller
from spoc.work.activities import discard_timer, start_timer, stop_timer
from spoc.work.models import Timer
from spoc.work.queries import timer_of
from spoc.work.rules import is_forgotten, minutes_between

router = Router()


class TimerOut(Schema):
    """The timer that runs; `subject` is the record it is on, such as `request-48213`."""

    subject: str
    started_at: datetime
    minutes: int
    is_forgotten: bool = Field(description="Whether to say how many minutes, when it is stopped.")


class StopIn(Schema):
    """How many minutes it was, where the timer does not know it, and on what."""

    minutes: Minutes | None = None
    activity: Annotated[str, Field(max_length=200)] = ""


@router.get("/timer", response=answers(TimerOut))
def read_timer(request: HttpRequest) -> TimerOut:
    """Read the timer that runs for the caller; there is none at times (404)."""
    return _out(_running(caller(request)))


@router.post("/requests/{int:number}/timer", response=answers(TimerOut))
def start_request_timer(request: HttpRequest, number: int) -> TimerOut:
    """Begin to time one's work on a request; what was timed elsewhere is logged."""
    by, row = caller(request), found(request, number)
    access.demand_work(by, row)
    return _out(start_timer(row, by=by))


@router.post("/timer/stop", response=answers(WorkOut, 201))
def stop_own_timer(request: HttpRequest, asked: StopIn | None = None) -> Status[WorkOut]:
    """Stop the timer, and log its minutes."""
    by, said = caller(request), asked or StopIn()
    log = stop_timer(_running(by), by=by, minutes=said.minutes, activity=said.activity)
    return Status(201, work_out(log))


@router.delete("/timer", response=answers(None, 204))
def discard_own_timer(request: HttpRequest) -> Status[None]:
    """Throw the timer away: nothing is logged."""
    by = caller(request)
    discard_timer(_running(by), by=by)
    return Status(204, None)


def _running(by: Person) -> Timer:
    running = timer_of(by)
    if running is None:
        raise NotFound(_("No timer of yours runs: it was stopped already, or never started."))
    return running


def _out(timer: Timer) -> TimerOut:
    moment = now()
    return TimerOut(
        subject=f"{timer.noun}-{timer.subject_id}",
        started_at=timer.started_at,
        minutes=minutes_between(timer.started_at, moment),
        is_forgotten=is_forgotten(timer.started_at, moment),
    )
