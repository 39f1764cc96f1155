"""Cutting the work on a record into tasks, and doing them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Model
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.nouns import noun_of
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand, may_work_at_desk
from spoc.people.models import Person, Team
from spoc.work import access
from spoc.work.models import Task
from spoc.work.queries import open_before, tasks_of
from spoc.work.rules.task import LONGEST_TITLE, NEEDS_RESULT, target

MOST = 100
LONGEST_RESULT = 300
FIELDS = ("title", "assignee", "team", "due_at", "waits")


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """A task as it is to be: what, whose, by when, and whether those before it come first."""

    title: str
    assignee: Person | None = None
    team: Team | None = None
    due_at: datetime | None = None
    waits: bool = False


@activity
def add_tasks(subject: Model, *, by: Person, plans: Sequence[TaskPlan]) -> list[Task]:
    """Add tasks to the work on a record, after those there are, in their order."""
    demand(access.may_plan(by, subject))
    there = tasks_of(subject)
    if not plans:
        words = _("Write what is to be done, one task a line.")
        raise NotPossible(words, fields={"title": words})
    if there.count() + len(plans) > MOST:
        words = _("A hundred tasks are the most: cut the work into more than one request.")
        raise NotPossible(words, fields={"title": words})
    last = there.aggregate(last=Max("place"))["last"] or 0
    mark = {"noun": noun_of(subject).key, "subject_id": subject.pk, "made_at": now()}
    tasks = [
        Task.objects.create(place=place, **mark, **_checked(plan))
        for place, plan in enumerate(plans, last + 1)
    ]
    titles = ", ".join(task.title for task in tasks)
    given = [task.assignee_id for task in tasks if task.assignee_id]
    said: dict[str, object] = {"task": one_line(titles, 300), "people": given or None}
    record("task.added", subject, by=by, **said)
    return tasks


@activity
def change_task(task: Task, *, by: Person, plan: TaskPlan) -> Task:
    """Say anew what a task is, whose, and by when."""
    demand(access.may_do(by, task))
    wanted = _checked(plan)
    changes = {
        name: [_plain(getattr(task, name)), _plain(value)]
        for name, value in wanted.items()
        if getattr(task, name) != value
    }
    if not changes:
        return task
    for name, value in wanted.items():
        setattr(task, name, value)
    task.save(update_fields=FIELDS)
    given = [task.assignee_id] if "assignee" in changes and task.assignee_id else None
    record("task.changed", task.subject, by=by, task=task.title, changes=changes, people=given)
    return task


@activity
def start_task(task: Task, *, by: Person) -> Task:
    """Begin a task; what nobody had is theirs from now on."""
    _demand_turn(task, by)
    task.assignee = task.assignee or by
    return _moved(task, "start", by, "task.started")


@activity
def finish_task(task: Task, *, by: Person, result: str = "") -> Task:
    """Say that a task is done, and with what result."""
    _demand_turn(task, by)
    return _moved(task, "finish", by, "task.done", result)


@activity
def fail_task(task: Task, *, by: Person, result: str) -> Task:
    """Say that a task cannot be done, and why."""
    return _moved(task, "fail", by, "task.failed", result)


@activity
def cancel_task(task: Task, *, by: Person, result: str = "") -> Task:
    """Say that a task is not needed any more."""
    return _moved(task, "cancel", by, "task.cancelled", result)


@activity
def reopen_task(task: Task, *, by: Person) -> Task:
    """Let a task be to do again."""
    return _moved(task, "reopen", by, "task.reopened")


@activity
def move_task(task: Task, *, by: Person, is_up: bool) -> Task:
    """Let a task change places with the one before or after it."""
    demand(access.may_plan(by, task.subject))
    others = tasks_of(task.subject).select_for_update(no_key=True)
    if is_up:
        other = others.filter(place__lt=task.place).order_by("-place").first()
    else:
        other = others.filter(place__gt=task.place).order_by("place").first()
    if other is None:
        return task
    task.place, other.place = other.place, task.place
    for each in (task, other):
        each.save(update_fields=["place"])
    record("task.moved", task.subject, by=by, task=task.title)
    return task


def _moved(task: Task, verb: str, by: Person, fact: str, result: str = "") -> Task:
    demand(access.may_do(by, task))
    led_to = target(verb, task.state)
    if led_to is None:
        raise NotPossible(_("The task was moved on meanwhile: look at it again."))
    words = one_line(result, LONGEST_RESULT)
    if verb in NEEDS_RESULT and not words:
        sentence = _("Say in a few words why it cannot be done.")
        raise NotPossible(sentence, fields={"result": sentence})
    task.state, task.result = led_to, words
    ended = not task.is_open
    task.ended_at, task.ended_by = (now(), by) if ended else (None, None)
    task.save(update_fields=["state", "result", "assignee", "ended_at", "ended_by"])
    told = {"result": ["", words]} if words else None
    record(fact, task.subject, by=by, task=task.title, changes=told)
    return task


def _demand_turn(task: Task, by: Person) -> None:
    """Refuse what waits for others while one of them is open."""
    demand(access.may_do(by, task))
    first = open_before(task) if task.waits else None
    if first is not None:
        raise NotPossible(_("First comes: %(title)s.") % {"title": first.title})


def _checked(plan: TaskPlan) -> dict[str, object]:
    """Return the fields of a task in order; what is wrong is named."""
    title = one_line(plan.title, LONGEST_TITLE)
    if not title:
        words = _("Write what is to be done, one task a line.")
        raise NotPossible(words, fields={"title": words})
    who = plan.assignee
    if who is not None and not may_work_at_desk(who):
        words = _("That person does not work at the desk: choose somebody who does.")
        raise NotPossible(words, fields={"assignee": words})
    if plan.team is not None and not plan.team.is_active:
        words = _("That team is no longer active: choose another.")
        raise NotPossible(words, fields={"team": words})
    values = (title, who, plan.team, plan.due_at, plan.waits)
    return dict(zip(FIELDS, values, strict=True))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else _named(value)


def _named(value: object) -> object:
    return str(value) if isinstance(value, Model) else value
