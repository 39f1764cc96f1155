"""What follows for cases when the work they gave out is over."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.workflow import case_jobs


@on("task.done", "task.failed", "task.cancelled", "approval.settled")
def look_again(fact: Fact, values: Mapping[str, object]) -> None:
    """Go on with what waited for it."""
    later(case_jobs.look_again, noun=fact.noun, number=fact.subject_id)


@on("action_run.settled")
def carry_on(fact: Fact, values: Mapping[str, object]) -> None:
    """Go on with the case whose step a machine did."""
    if fact.noun == "action_run":
        later(case_jobs.settle_run, number=fact.subject_id)
