"""What follows from facts about new services."""

from collections.abc import Mapping

from spoc.audit.activities import later, on
from spoc.audit.models import Fact
from spoc.requests import proposal_jobs as jobs
from spoc.requests.activities.proposals.assess import MARK


@on("request.classified", "request.reclassified")
def match_services(fact: Fact, values: Mapping[str, object]) -> None:
    """See what there is already, as soon as a request is one for a new service."""
    if values.get("type") == "new_service":
        later(jobs.match_services, number=fact.subject_id)


@on("proposal.justified", "proposal.passed", "proposal.woken")
def tell_next(fact: Fact, values: Mapping[str, object]) -> None:
    """Tell those whose turn it is."""
    later(jobs.tell_next, number=fact.subject_id)


@on("proposal.passed")
def tell_sponsor(fact: Fact, values: Mapping[str, object]) -> None:
    """Write to whoever stands for it."""
    later(jobs.tell_sponsor, number=fact.subject_id)


@on("approval.settled")
def settle_budget(fact: Fact, values: Mapping[str, object]) -> None:
    """Note what came of the question about the money."""
    if fact.noun == "request" and values.get("mark") == MARK:
        later(jobs.settle_budget, number=fact.subject_id, asked=int(str(values["round"])))
