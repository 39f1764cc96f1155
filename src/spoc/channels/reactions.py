"""What follows from facts about letters."""

from collections.abc import Mapping

from spoc.audit.activities import on
from spoc.audit.models import Fact
from spoc.channels import jobs


@on("letter.queued")
def send_it(fact: Fact, values: Mapping[str, object]) -> None:
    """Send the letter once all is committed."""
    jobs.deliver.defer(letter_id=fact.subject_id)
