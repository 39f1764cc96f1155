"""The tasks of a request, and those somebody has: planning them, and moving them on."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.people.access import demand, teams_visible_to
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.api.shapes import RecordOut, found, record_out
from spoc.site.machines import Key, Moment, OneOf, Walk, answers, find, named, page_of
from spoc.site.tokens import caller
from spoc.work import access as work_access
from spoc.work import activities
from spoc.work.activities import TaskPlan
from spoc.work.models import Task
from spoc.work.queries import tasks_of
from spoc.work.queries.tasks import ORDER, WITH
from spoc.work.rules.task import MOVES, OPEN, STATES

router = Router()

UP, DOWN = "up", "down"
MoveCode = Annotated[str, OneOf((*MOVES, UP, DOWN))]
StateCode = Annotated[str, OneOf(STATES)]


class TaskIn(Schema):
    """What is to be done, by whom, by when; `waits` until those before it are over."""

    title: str = Field(min_length=1, max_length=200)
    assignee: Key | None = None
    team: Key | None = None
    due_at: Moment | None = None
    waits: bool = False

    def plan(self, by: Person) -> TaskPlan:
        """Return the task as it is to be, of people and teams the caller may see."""
        return TaskPlan(
            self.title,
            named(people_visible_to(by), self.assignee, "assignee"),
            named(teams_visible_to(by), self.team, "team"),
            self.due_at,
            self.waits,
        )


class TaskMoveIn(Schema):
    """How a task is moved on, and what came of it; `fail` says why. `up` and `down` are places."""

    move: MoveCode
    result: str = Field("", max_length=300)


class TaskOut(Schema):
    """A task; `subject` is the record it is part of, such as `request-48213`."""

    id: int
    subject: str
    title: str
    state: StateCode
    place: int
    waits: bool
    assignee: RecordOut | None
    team: RecordOut | None
    due_at: datetime | None
    result: str
    ended_at: datetime | None
    ended_by: RecordOut | None


class TasksOut(Schema):
    """A page of tasks, and the mark of the next page."""

    items: list[TaskOut]
    next: str | None


@router.get("/requests/{int:number}/tasks", response=answers(TasksOut))
def list_request_tasks(request: HttpRequest, number: int, walk: Walk) -> TasksOut:
    """List the tasks of a request in their order."""
    row = found(request, number)
    demand(access.may_read_inside(caller(request), row), _("Tasks are the desk's own."))
    rows, mark = page_of(tasks_of(row).select_related(*WITH), ("place", "id"), walk)
    return TasksOut(items=[_out(task) for task in rows], next=mark)


@router.post("/requests/{int:number}/tasks", response=answers(TaskOut, 201))
def add_request_task(request: HttpRequest, number: int, asked: TaskIn) -> Status[TaskOut]:
    """Add a task to a request, after those there are."""
    by, row = caller(request), found(request, number)
    [task] = activities.add_tasks(row, by=by, plans=[asked.plan(by)])
    return Status(201, _out(task))


@router.get("/tasks", response=answers(TasksOut))
def list_tasks(
    request: HttpRequest, walk: Walk, whose: Literal["mine", "team"] = "mine"
) -> TasksOut:
    """List the open tasks that are one's own, or those of one's teams that nobody has."""
    by = caller(request)
    given = work_access.tasks_of_teams(by) if whose == "team" else work_access.tasks_given_to(by)
    open_ones = given.filter(state__in=list(OPEN)).select_related(*WITH)
    rows, mark = page_of(open_ones, ORDER, walk)
    return TasksOut(items=[_out(task) for task in rows], next=mark)


@router.patch("/tasks/{int:task}", response=answers(TaskOut))
def change_task(request: HttpRequest, task: int, asked: TaskIn) -> TaskOut:
    """Say anew what a task is, whose, and by when."""
    by = caller(request)
    row = find(work_access.tasks_visible_to(by), task)
    return _out(activities.change_task(row, by=by, plan=asked.plan(by)))


@router.post("/tasks/{int:task}/moves", response=answers(TaskOut))
def move_task_on(request: HttpRequest, task: int, asked: TaskMoveIn) -> TaskOut:
    """Begin a task, end it with what came of it, let it be to do again, or change its place."""
    by = caller(request)
    row = find(work_access.tasks_visible_to(by), task)
    moved = {
        "start": lambda: activities.start_task(row, by=by),
        "finish": lambda: activities.finish_task(row, by=by, result=asked.result),
        "fail": lambda: activities.fail_task(row, by=by, result=asked.result),
        "cancel": lambda: activities.cancel_task(row, by=by, result=asked.result),
        "reopen": lambda: activities.reopen_task(row, by=by),
        UP: lambda: activities.move_task(row, by=by, is_up=True),
        DOWN: lambda: activities.move_task(row, by=by, is_up=False),
    }
    return _out(moved[asked.move]())


def _out(task: Task) -> TaskOut:
    return TaskOut(
        id=task.pk,
        subject=f"{task.noun}-{task.subject_id}",
        title=task.title,
        state=task.state,
        place=task.place,
        waits=task.waits,
        assignee=record_out(task.assignee),
        team=record_out(task.team),
        due_at=task.due_at,
        result=task.result,
        ended_at=task.ended_at,
        ended_by=record_out(task.ended_by),
    )
