"""What waits about new services: what there is already, reminders, and days that come."""

import structlog
from procrastinate.contrib.django import app

from spoc.kit.errors import Refusal
from spoc.kit.time import now
from spoc.people.queries import system
from spoc.requests.activities import proposals
from spoc.requests.models import SupportRequest
from spoc.requests.queries.proposals import asleep_until, unanswered
from spoc.work.models import ApprovalRound

log = structlog.get_logger()


@app.task(queue="requests")
def match_services(number: int) -> None:
    """See what there is already that may meet a need."""
    proposals.match_services(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def tell_next(number: int) -> None:
    """Tell those whose turn it is."""
    proposals.tell_next(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def tell_sponsor(number: int) -> None:
    """Write to whoever stands for a new service."""
    proposals.tell_sponsor(SupportRequest.objects.get(pk=number), by=system())


@app.task(queue="requests")
def settle_budget(number: int, asked: int) -> None:
    """Note what came of the question about the money."""
    found = SupportRequest.objects.get(pk=number)
    proposals.settle_budget(found, by=system(), asked=ApprovalRound.objects.get(pk=asked))


@app.periodic(cron="35 * * * *")
@app.task(queue="requests", queueing_lock="look_at_proposals")
def look_at_proposals(timestamp: int) -> None:
    """Remind of justifications and let them lapse, and take up again what was put off."""
    for proposal in (*unanswered(now()), *asleep_until(now())):
        _looked_at(proposal.support_request)


def _looked_at(support_request: SupportRequest) -> None:
    """Do what is due of one; what cannot be done of it keeps none of the others from theirs."""
    by = system()
    try:
        proposals.remind_justification(support_request, by=by)
        proposals.lapse_proposal(support_request, by=by)
        proposals.wake_proposal(support_request, by=by)
    except Refusal as refusal:
        log.warning("proposal", number=support_request.pk, problem=refusal.sentence)
