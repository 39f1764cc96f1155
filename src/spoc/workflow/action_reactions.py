"""What follows from facts about actions."""

from collections.abc import Mapping
from datetime import timedelta

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.kit.time import now
from spoc.workflow import action_jobs


@on("action_run.begun", "action_run.put_off")
def run_it(fact: Fact, values: Mapping[str, object]) -> None:
    """Run it once all is committed, at once or when it is tried again."""
    wait = int(str(values.get("wait", 0)))
    at = now() + timedelta(seconds=wait) if wait else None
    later(action_jobs.do_run.configure(schedule_at=at), number=fact.subject_id)
