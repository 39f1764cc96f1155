"""Actions for machines: which there are, how they are, and what was run."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from spoc.site.machines import OneOf, PageIn, Walk, answers, find, page_of
from spoc.site.tokens import caller
from spoc.workflow.action_access import actions_visible_to, runs_visible_to
from spoc.workflow.activities.actions import check_action, switch_action
from spoc.workflow.models import Action, ActionRun

router = Router()

ONE = "/actions/{int:action}"
NEWEST = ("-id",)
StateCode = Annotated[str, OneOf(("waiting", "doing", "done", "failed"))]


class ActionOut(Schema):
    """An action, and how it is; what it is told stays here."""

    id: int
    key: str
    name: str
    kind: str
    inputs: dict[str, str]
    needs_identity: bool
    is_on: bool
    owner: int
    looked_at: datetime | None
    problem: str


class ActionsOut(Schema):
    """A page of actions, the newest first, and the mark of the next page."""

    items: list[ActionOut]
    next: str | None


class SwitchIn(Schema):
    """Whether it runs."""

    is_on: bool


class CheckOut(Schema):
    """What stands in the way; empty where nothing does."""

    problem: str


class ActionRunOut(Schema):
    """One time an action was asked for, and what came of it."""

    id: int
    action: int
    mark: str
    state: StateCode
    attempts: int
    is_trial: bool
    asked_at: datetime
    ended_at: datetime | None
    problem: str
    is_unknown: bool


class ActionRunsOut(Schema):
    """A page of runs, the newest first, and the mark of the next page."""

    items: list[ActionRunOut]
    next: str | None


class ActionRunsIn(PageIn):
    """Which of them."""

    state: StateCode | None = None


@router.get("/actions", response=answers(ActionsOut))
def list_actions(request: HttpRequest, walk: Walk) -> ActionsOut:
    """List the actions: all to administrators, their own to who owns services."""
    rows, mark = page_of(actions_visible_to(caller(request)), NEWEST, walk)
    return ActionsOut(items=[_out(row) for row in rows], next=mark)


@router.get(ONE, response=answers(ActionOut))
def read_action(request: HttpRequest, action: int) -> ActionOut:
    """Read an action."""
    return _out(_found(request, action))


@router.put(f"{ONE}/switch", response=answers(ActionOut))
def switch_action_on_or_off(request: HttpRequest, action: int, asked: SwitchIn) -> ActionOut:
    """Let it run, or let what asks for it be done by hand."""
    by, row = caller(request), _found(request, action)
    return _out(switch_action(row, by=by, is_on=asked.is_on))


@router.post(f"{ONE}/check", response=answers(CheckOut))
def check_settings_of_action(request: HttpRequest, action: int) -> CheckOut:
    """Try its settings without doing anything."""
    by = caller(request)
    return CheckOut(problem=check_action(_found(request, action), by=by))


@router.get(f"{ONE}/runs", response=answers(ActionRunsOut))
def list_action_runs(
    request: HttpRequest, action: int, asked: Annotated[ActionRunsIn, Query()]
) -> ActionRunsOut:
    """List what was run."""
    row = _found(request, action)
    runs = runs_visible_to(caller(request)).filter(action=row).defer("log", "sealed")
    runs = runs.filter(state=asked.state) if asked.state else runs
    rows, mark = page_of(runs, NEWEST, asked)
    return ActionRunsOut(items=[_run(each) for each in rows], next=mark)


@router.get("/action-runs/{int:run}", response=answers(ActionRunOut))
def read_action_run(request: HttpRequest, run: int) -> ActionRunOut:
    """Read what came of one run."""
    return _run(find(runs_visible_to(caller(request)), run))


def _found(request: HttpRequest, pk: int) -> Action:
    row: Action = find(actions_visible_to(caller(request)), pk)
    return row


def _out(row: Action) -> ActionOut:
    return ActionOut(
        id=row.pk,
        key=row.key,
        name=row.name,
        kind=row.kind,
        inputs=row.inputs,
        needs_identity=row.needs_identity,
        is_on=row.is_on,
        owner=row.owner_id,
        looked_at=row.looked_at,
        problem=row.problem,
    )


def _run(row: ActionRun) -> ActionRunOut:
    return ActionRunOut(
        id=row.pk,
        action=row.action_id,
        mark=row.mark,
        state=row.state,
        attempts=row.attempts,
        is_trial=row.is_trial,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        problem=row.problem,
        is_unknown=row.is_unknown,
    )
