"""What follows from facts about letters."""

from collections.abc import Mapping
from datetime import timedelta

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.channels import jobs
from spoc.kit.time import now


@on("letter.queued")
def send_it(fact: Fact, values: Mapping[str, object]) -> None:
    """Send the letter once all is committed, and can no longer be taken back."""
    wait = int(str(values.get("wait", 0)))
    at = now() + timedelta(seconds=wait) if wait else None
    later(jobs.deliver.configure(schedule_at=at), letter_id=fact.subject_id)
