"""What follows for self-help when somebody asks in the portal."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.knowledge import help_jobs


@on("request.registered")
def keep_asked(fact: Fact, values: Mapping[str, object]) -> None:
    """Keep what they read before; whoever asks in another way is found when the visit ends."""
    if values.get("channel") == "portal":
        later(help_jobs.keep_asked, number=fact.subject_id)
