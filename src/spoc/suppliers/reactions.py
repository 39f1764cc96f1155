"""What follows for handovers from facts about their clocks and the records they belong to."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.suppliers import jobs


@on("request.resolved", "request.closed")
def close_accepted(fact: Fact, values: Mapping[str, object]) -> None:
    """End what was accepted, since the record it belongs to is done with."""
    later(jobs.close_accepted, noun=fact.noun, pk=fact.subject_id)


@on("request.cancelled", "request.declined")
def withdraw_open(fact: Fact, values: Mapping[str, object]) -> None:
    """Take back what nobody needs any more."""
    later(jobs.withdraw_open, noun=fact.noun, pk=fact.subject_id)


@on("clock.broken")
def tell_broken(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell those who wait for it that a supplier did not keep its promise."""
    if fact.noun == "handover":
        later(jobs.tell_broken, pk=fact.subject_id, metric=str(values["metric"]))
