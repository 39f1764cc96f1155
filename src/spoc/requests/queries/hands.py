"""Who had a hand in an order, and whether the work on it is done."""

from datetime import datetime

from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.work.queries import tasks_of
from spoc.work.rules.task import ENDED

HUMAN = Person.Kind.HUMAN


def is_by_hand(support_request: SupportRequest) -> bool:
    """Tell whether somebody of the desk had it, did a task of it, or wrote to the requester."""
    assignee = support_request.assignee
    if assignee is not None and assignee.kind == HUMAN:
        return True
    if tasks_of(support_request).filter(ended_by__kind=HUMAN).exists():
        return True
    said = support_request.entries.filter(is_from_desk=True, is_internal=False)
    return said.filter(author__kind=HUMAN).exists()


def is_work_done(support_request: SupportRequest, since: datetime | None = None) -> bool:
    """Tell whether there were tasks, all of them are over, and none of them failed.

    After what was delivered was sent back, one of them was done since then.
    """
    tasks = list(tasks_of(support_request).values_list("state", "ended_at"))
    states = {state for state, _ended_at in tasks}
    if not states or not states <= set(ENDED) - {"failed"}:
        return False
    done = [ended_at for state, ended_at in tasks if state == "done" and ended_at is not None]
    return any(since is None or ended_at > since for ended_at in done)
