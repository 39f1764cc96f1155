"""Cases for machines: how far they have come, ended, and told a message."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from spoc.people.access import demand
from spoc.people.queries import system
from spoc.site.machines import OneOf, Walk, answers, find, page_of
from spoc.site.tokens import caller
from spoc.workflow import access
from spoc.workflow.activities import cancel_instance, hear_message
from spoc.workflow.models import Instance
from spoc.workflow.queries.shown import case_shown
from spoc.workflow.rules.running import CASE_STATES

router = Router()

NEWEST = ("-id",)
ONE = "/cases/{int:case}"


class CaseOut(Schema):
    """A case of a process, and the record it runs for."""

    id: int
    version: int
    noun: str
    subject: int
    state: Annotated[str, OneOf(CASE_STATES)]
    fault: str
    began_at: datetime
    ended_at: datetime | None


class CasesOut(Schema):
    """A page of cases, the newest first, and the mark of the next page."""

    items: list[CaseOut]
    next: str | None


class CaseStepOut(Schema):
    """A step of a case, in the words people read."""

    name: str
    kind: str
    state: str
    team: str
    began_at: datetime | None
    ended_at: datetime | None
    due_at: datetime | None


class WholeCaseOut(CaseOut):
    """A case with its steps: those it came to, then those to come."""

    steps: list[CaseStepOut]


class CaseReasonIn(Schema):
    """Why."""

    reason: Annotated[str, Field(max_length=300)] = ""


class CaseMessageIn(Schema):
    """A message by its name, and what comes with it."""

    message: Annotated[str, Field(max_length=120)]
    told: dict[str, str | int | float | bool] = {}


@router.get("/cases", response=answers(CasesOut))
def list_cases(request: HttpRequest, walk: Walk) -> CasesOut:
    """List the cases of the records the caller reads inside."""
    rows = access.instances_visible_to(caller(request)).defer("kept", "data")
    found, mark = page_of(rows, NEWEST, walk)
    return CasesOut(items=[_out(row) for row in found], next=mark)


@router.get(ONE, response=answers(WholeCaseOut))
def read_case(request: HttpRequest, case: int) -> WholeCaseOut:
    """Read a case with its steps."""
    return _whole(_found(request, case))


@router.post(f"{ONE}/cancellation", response=answers(CaseOut))
def cancel_case(request: HttpRequest, case: int, asked: CaseReasonIn) -> CaseOut:
    """End a case before it is done."""
    by, row = caller(request), _found(request, case)
    return _out(cancel_instance(row, by=by, reason=asked.reason))


@router.post(f"{ONE}/messages", response=answers(WholeCaseOut))
def send_message_to_case(request: HttpRequest, case: int, asked: CaseMessageIn) -> WholeCaseOut:
    """Let a case hear a message it may wait for; whoever works on its record may."""
    by, row = caller(request), _found(request, case)
    demand(access.may_cancel(by, row))
    return _whole(hear_message(row, by=system(), message=asked.message, told=asked.told))


def _found(request: HttpRequest, pk: int) -> Instance:
    row: Instance = find(access.instances_visible_to(caller(request)), pk)
    return row


def _out(row: Instance) -> CaseOut:
    return CaseOut(
        id=row.pk,
        version=row.definition_version_id,
        noun=row.noun,
        subject=row.subject_id,
        state=row.state,
        fault=row.fault,
        began_at=row.began_at,
        ended_at=row.ended_at,
    )


def _whole(row: Instance) -> WholeCaseOut:
    steps = [
        CaseStepOut(
            name=each.name,
            kind=each.kind,
            state=each.state,
            team=each.team,
            began_at=each.began_at,
            ended_at=each.ended_at,
            due_at=each.due_at,
        )
        for each in case_shown(row).steps
    ]
    return WholeCaseOut(**_out(row).model_dump(), steps=steps)
