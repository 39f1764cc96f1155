"""What was raised of requests, to whom, and acknowledging it."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from spoc.people.access import demand, may_work_at_desk
from spoc.people.models import Person
from spoc.requests import ladder_access
from spoc.requests.activities import acknowledge_escalation, act_on_escalation, ask_for_attention
from spoc.requests.api.shapes import RecordOut, RequestOut, found, record_out, request_now
from spoc.requests.models import Escalation
from spoc.requests.queries.ladders import listed_for
from spoc.requests.rules.ladder import TRIGGERS
from spoc.site.machines import OneOf, PageIn, Walk, answers, find, page_of
from spoc.site.tokens import caller

router = Router()


class EscalationOut(Schema):
    """A rung raised on a request: what set it off, to whom, and what they answered."""

    id: int
    request: int
    trigger: Annotated[str, OneOf(TRIGGERS)]
    level: str = Field(description="The priority whose ladder it is of, or `major`.")
    is_climb: bool = Field(description="Whether it was raised since nobody below answered.")
    to: list[RecordOut]
    state: str
    raised_at: datetime
    answer_by: datetime | None
    reason: str = Field(description="What was said when somebody asked, or which supplier it is.")
    acknowledged_at: datetime | None
    acknowledged_by: RecordOut | None
    action: str


class EscalationsOut(Schema):
    """Some escalations, the newest first, and the mark of the next ones."""

    items: list[EscalationOut]
    next: str | None


class EscalationsIn(PageIn):
    """Which escalations are listed: waiting for the caller, raised to them, or on theirs."""

    show: Annotated[str, OneOf(("waiting", "told", "owned"))] = "waiting"


class AttentionIn(Schema):
    """Why somebody should look at it; the words of whoever asked stand in the conversation."""

    reason: str = Field(min_length=1, max_length=100_000)


class ActionIn(Schema):
    """What was done about it."""

    action: str = Field(max_length=300)


@router.get("/escalations", response=answers(EscalationsOut))
def list_escalations(
    request: HttpRequest, asked: Annotated[EscalationsIn, Query()]
) -> EscalationsOut:
    """List what waits for the caller, what was raised to them, or on their requests."""
    rows, mark = page_of(listed_for(_agent(request), asked.show), ("-id",), asked)
    return EscalationsOut(items=[_out(row) for row in rows], next=mark)


@router.get("/requests/{int:number}/escalations", response=answers(EscalationsOut))
def list_request_escalations(request: HttpRequest, number: int, walk: Walk) -> EscalationsOut:
    """List what was raised of a request."""
    support_request = found(request, number)
    rows = ladder_access.visible_to(_agent(request)).filter(support_request=support_request)
    page, mark = page_of(rows.prefetch_related("to"), ("-id",), walk)
    return EscalationsOut(items=[_out(row) for row in page], next=mark)


@router.post("/requests/{int:number}/attention", response=answers(RequestOut))
def ask_for_attention_to_request(
    request: HttpRequest, number: int, asked: AttentionIn
) -> RequestOut:
    """Ask those who answer for the desk to look at it: once until somebody acknowledged."""
    by, row = caller(request), found(request, number)
    ask_for_attention(row, by=by, reason=asked.reason)
    return request_now(number, by)


@router.post("/escalations/{int:escalation}/acknowledgement", response=answers(EscalationOut))
def acknowledge_escalation_of_request(request: HttpRequest, escalation: int) -> EscalationOut:
    """Say that one has it: nobody further up is told."""
    by = caller(request)
    row: Escalation = find(ladder_access.visible_to(by), escalation)
    return _out(acknowledge_escalation(row.support_request, by=by, escalation=row))


@router.post("/escalations/{int:escalation}/action", response=answers(EscalationOut))
def act_on_escalation_of_request(
    request: HttpRequest, escalation: int, asked: ActionIn
) -> EscalationOut:
    """Say what was done about it."""
    by = caller(request)
    row: Escalation = find(ladder_access.visible_to(by), escalation)
    done = act_on_escalation(row.support_request, by=by, escalation=row, action=asked.action)
    return _out(done)


def _agent(request: HttpRequest) -> Person:
    """Return the caller, if they work at the desk."""
    by = caller(request)
    demand(may_work_at_desk(by))
    return by


def _out(row: Escalation) -> EscalationOut:
    plain = ("id", "trigger", "is_climb", "state", "raised_at", "answer_by", "action", "reason")
    people = [record_out(person) for person in row.to.all()]
    return EscalationOut(
        **{name: getattr(row, name) for name in plain},
        request=row.support_request_id,
        level=row.ladder.level,
        to=[person for person in people if person is not None],
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=record_out(row.acknowledged_by),
    )
