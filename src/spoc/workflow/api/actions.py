"""Actions for machines: which there are, how they are, and what was run."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.queries import people_with_duties
from spoc.site.machines import Key, OneOf, PageIn, Walk, answers, find, named, page_of
from spoc.site.tokens import caller
from spoc.workflow import action_access as access
from spoc.workflow.action_access import actions_visible_to, runs_visible_to
from spoc.workflow.activities.actions import (
    ActionPlan,
    add_action,
    change_action,
    check_action,
    switch_action,
    try_action,
)
from spoc.workflow.base import ActionKind
from spoc.workflow.models import Action, ActionRun
from spoc.workflow.rules.actions import as_map, read_wanted, written

router = Router()

ONE = "/actions/{int:action}"
NEWEST = ("-id",)
StateCode = Annotated[str, OneOf(tuple(ActionRun.State.values))]
Name = Annotated[str, Field(max_length=80)]
Told = dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=20_000)]]
Inputs = dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=40)]]
Given = dict[
    Annotated[str, Field(max_length=40)],
    Annotated[str, Field(max_length=2_000)] | bool | int | float,
]


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


class ActionSettingsIn(Schema):
    """What an action is: `told` by its kind, `inputs` as `text`, `number`, `yes_no` or `secret`.

    Of one on hand, what is not named stays; a secret is never shown again.
    """

    name: Name = ""
    told: Annotated[Told, Field(max_length=40)] = {}
    inputs: Annotated[Inputs, Field(max_length=30)] | None = None
    owner: Key | None = None
    run_as: Key | None = None
    needs_identity: bool | None = None


class NewActionIn(ActionSettingsIn):
    """An action to set up."""

    kind: Annotated[str, Field(max_length=20)]


class TrialIn(Schema):
    """What an action is given for once."""

    inputs: Annotated[Given, Field(max_length=30)] = {}


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


@router.post("/actions", response=answers(ActionOut, 201))
def create_action(request: HttpRequest, asked: NewActionIn) -> Status[ActionOut]:
    """Set up an action; it is switched on when it has been tried."""
    by = caller(request)
    demand(access.may_add(by))
    return Status(201, _out(add_action(asked.kind, by=by, plan=_plan(asked, None))))


@router.patch(ONE, response=answers(ActionOut))
def change_one_action(request: HttpRequest, action: int, asked: ActionSettingsIn) -> ActionOut:
    """Change what an action is told; what is not named stays."""
    by, row = caller(request), _found(request, action)
    demand(access.may_change(by, row))
    return _out(change_action(row, by=by, plan=_plan(asked, row)))


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


@router.post(f"{ONE}/trials", response=answers(ActionRunOut, 201))
def try_one_action(request: HttpRequest, action: int, asked: TrialIn) -> Status[ActionRunOut]:
    """Let it run once with what is given here."""
    by, row = caller(request), _found(request, action)
    return Status(201, _run(try_action(row, by=by, inputs=asked.inputs)))


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


def _plan(asked: ActionSettingsIn, row: Action | None) -> ActionPlan:
    """Return what an action is to be, with what is said of one on hand and not named anew."""
    wanted, wrong = read_wanted(written(asked.inputs or {}))
    if wrong:
        words = _("“%(line)s” is not understood: write a name, then its sort.")
        sentence = words % {"line": wrong[:60]}
        raise NotPossible(sentence, fields={"inputs": sentence})
    kept = dict(row.settings) if row else {}
    secret = (
        {each.key for each in ActionKind.get(row.kind).asked() if each.is_secret} if row else ()
    )
    told = {name: value for name, value in kept.items() if name not in secret}
    stays = row.run_as if row and "run_as" not in asked.model_fields_set else None
    needs = asked.needs_identity
    return ActionPlan(
        name=asked.name or (row.name if row else ""),
        told=told | asked.told,
        inputs=row.inputs if row and asked.inputs is None else as_map(wanted),
        owner=named(people_with_duties(), asked.owner, "owner"),
        run_as=stays or named(access.hands(), asked.run_as, "run_as"),
        needs_identity=bool(row and row.needs_identity) if needs is None else needs,
    )


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
