"""The activities of lower apps that are marked for processes."""

from collections.abc import Mapping

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from spoc.people.models import Person
from spoc.work.activities.task import TaskPlan, add_tasks
from spoc.workflow.allowed import Allowed
from spoc.workflow.rules.actions import Json, Wanted

REQUEST = "request"


def add_task(subject: Model, by: Person, given: Mapping[str, Json]) -> dict[str, Json]:
    """Add a task to the work on a record."""
    [task] = add_tasks(subject, by=by, plans=[TaskPlan(str(given["title"]))])
    return {"task": task.pk}


OWN = (Allowed("add_task", _("Add a task to the request"), REQUEST, add_task, (Wanted("title"),)),)
