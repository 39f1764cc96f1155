"""What follows from facts about requests."""

from collections.abc import Mapping

from spoc.audit.activities import on
from spoc.audit.models import Fact
from spoc.requests import jobs
from spoc.search.jobs import index

# reopened so many times, it is more than bad luck
OFTEN = 2


@on("request.registered")
def acknowledge(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell the requester, within the minute, that we have it."""
    jobs.acknowledge.defer(number=fact.subject_id)


@on("request.declined")
def tell_declined(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell the requester who can help instead."""
    jobs.tell_declined.defer(number=fact.subject_id)


@on("clock.warned", "clock.broken")
def rank(fact: Fact, values: Mapping[str, object]) -> None:
    """Let a request whose time runs out come earlier in the queue."""
    if fact.noun == "request":
        jobs.rank.defer(number=fact.subject_id)


@on("handover.answered", "handover.asked", "handover.heard")
def go_on(fact: Fact, values: Mapping[str, object]) -> None:
    """Take up again what waited for a supplier that now said something."""
    if fact.noun == "request" and values.get("waits", True):
        jobs.go_on.defer(number=fact.subject_id)


@on("request.reopened")
def tell_coordinators(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell the incident coordinators, from the second time on."""
    if int(str(values["times"])) >= OFTEN:
        jobs.tell_coordinators.defer(number=fact.subject_id)


@on(
    "request.registered",
    "request.answered",
    "request.replied",
    "request.noted",
    "request.called",
    "request.described",
    "request.resolved",
    "request.merged",
    "request.absorbed",
    "request.unmerged",
    "request.released",
    "request.reopened",
)
def make_findable(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the new words be found."""
    index.defer(noun="request", pk=fact.subject_id)
