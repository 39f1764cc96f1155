"""What follows when a procedure comes into force."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.knowledge import procedure_jobs
from spoc.search.jobs import index


@on("procedure.published")
def ask(fact: Fact, values: Mapping[str, object]) -> None:
    """Ask those who work by it to read it."""
    later(procedure_jobs.ask, procedure=fact.subject_id)


@on(
    "procedure.written",
    "procedure.described",
    "procedure.revised",
    "procedure.published",
    "procedure.withdrawn",
)
def make_findable(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the procedure be found by what it says now."""
    later(index, noun="procedure", pk=fact.subject_id)
