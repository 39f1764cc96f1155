"""The step that cuts the work on a request into tasks."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests.activities.steps.named import Back, number_of, person_of
from spoc.requests.models import SupportRequest
from spoc.requests.queries.ladders import calendar_of
from spoc.requests.rules.macro import Step, task_lines
from spoc.rota.queries.week import calendar_for
from spoc.service_levels.models import Calendar
from spoc.service_levels.rules.business_time import due_at
from spoc.work.activities import TaskPlan, add_tasks, cancel_task
from spoc.work.queries import open_tasks_of


def tasks_step(sr: SupportRequest, by: Person, step: Step) -> Back:
    """Add the tasks a step lists, due after so many hours of work.

    These are hours of what was promised for the request; without a promise, of its team.
    """
    whose = {"me": by, "assignee": sr.assignee}
    to = step.get("whose", "")
    assignee = whose[to] if to in whose else person_of(by, to)
    due = _due(sr, number_of(step, "hours"))
    plans = [TaskPlan(line, assignee=assignee, due_at=due) for line in task_lines(step)]
    made = add_tasks(sr, by=by, plans=plans)
    return [{"do": "cancel_tasks", "tasks": ",".join(str(task.pk) for task in made)}]


def cancel_tasks_step(sr: SupportRequest, by: Person, step: Step) -> None:
    """Say that those tasks that are still open are not needed."""
    made = step["tasks"].split(",")
    for task in open_tasks_of(sr):
        if str(task.pk) in made:
            cancel_task(task, by=by)


def _due(sr: SupportRequest, hours: int | None) -> datetime | None:
    if hours is None:
        return None
    length, desks = timedelta(hours=hours), calendar_for(sr.team, Calendar.objects.all())
    calendar = calendar_of(sr) or (desks.hours if desks else None)
    if calendar is None:
        return now() + length
    try:
        return due_at(calendar, now(), length)
    except ValueError as never:
        raise NotPossible(_("Its calendar is never open for so long.")) from never
