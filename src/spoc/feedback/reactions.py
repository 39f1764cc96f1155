"""What follows from facts about requests, surveys, thanks and complaints."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.feedback import jobs

FLAG = "is_complaint"


@on("request.closed")
def ask(fact: Fact, values: Mapping[str, object]) -> None:
    """Ask whoever asked how it was."""
    later(jobs.ask, number=fact.subject_id)


@on("survey.answered")
def follow_up(fact: Fact, values: Mapping[str, object]) -> None:
    """Let somebody look into it where it was not good."""
    later(jobs.follow_up, survey=fact.subject_id)


@on("compliment.paid")
def tell_praised(fact: Fact, values: Mapping[str, object]) -> None:
    """Pass the thanks on."""
    later(jobs.tell_praised, compliment=fact.subject_id)


@on("request.registered", "request.described", "request.guided")
def receive_flagged(fact: Fact, values: Mapping[str, object]) -> None:
    """See whether the request is a complaint."""
    changes = values.get("changes")
    is_new = fact.kind == "request.registered" and bool(values.get(FLAG))
    if is_new or (isinstance(changes, Mapping) and FLAG in changes):
        later(jobs.receive_flagged, number=fact.subject_id, by=fact.by_id)


@on("complaint.received")
def tell_received(fact: Fact, values: Mapping[str, object]) -> None:
    """Let who manages the service know."""
    later(jobs.tell_received, complaint=fact.subject_id)


@on("complaint.heard")
def tell_heard(fact: Fact, values: Mapping[str, object]) -> None:
    """Let whoever answers it know."""
    later(jobs.tell_heard, complaint=fact.subject_id)


@on("complaint.escalated")
def tell_escalated(fact: Fact, values: Mapping[str, object]) -> None:
    """Let the management know."""
    later(jobs.tell_escalated, complaint=fact.subject_id)
