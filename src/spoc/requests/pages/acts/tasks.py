"""The tasks of a request: adding them, and what becomes of them when it is resolved."""

from django.utils.translation import ngettext

from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts import moves
from spoc.requests.pages.acts.given import Given
from spoc.work.activities import add_tasks as add
from spoc.work.activities import cancel_task, finish_task
from spoc.work.forms import plans_given
from spoc.work.queries import open_tasks_of

ENDS = {"finish": finish_task, "cancel": cancel_task}


def add_tasks(sr: SupportRequest, by: Person, given: Given) -> str:
    """Add the tasks that were listed, one a line."""
    made = add(sr, by=by, plans=plans_given(given, by))
    words = ngettext("%(count)s task is added.", "%(count)s tasks are added.", len(made))
    return words % {"count": len(made)}


def resolve(sr: SupportRequest, by: Person, given: Given) -> str:
    """Say how the need was met; the tasks still open stay so, unless it is said what they are."""
    said = moves.resolve(sr, by, given)
    becomes = given.get("open_tasks", "")
    for task in open_tasks_of(sr) if becomes in ENDS else ():
        ENDS[becomes](task, by=by)
    return said
