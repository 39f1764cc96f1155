"""What a new service would take and bring, and whether the money for it is there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import tidy
from spoc.kit.time import add_weekdays, now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests import proposal_access
from spoc.requests.activities.proposals.common import keep, proposal_in
from spoc.requests.models import NewServiceProposal, SupportRequest
from spoc.requests.queries.proposals import proposal_of
from spoc.work.activities import ApprovalQuestion, ask_approval
from spoc.work.models import ApprovalRound

LONGEST = 10_000
# what marks the question whether the money is there
MARK = "proposal-budget"
WEEKDAYS = 10


@dataclass(frozen=True, slots=True)
class Assessment:
    """Demand, resources and benefits (FitSM PR1.2)."""

    demand: str = ""
    resources: str = ""
    benefits: str = ""


@activity
def assess_proposal(
    support_request: SupportRequest, *, by: Person, assessment: Assessment
) -> NewServiceProposal:
    """Write down how many would use it, what it takes, and what it brings."""
    demand(proposal_access.may_assess(by, support_request))
    proposal = proposal_in(support_request)
    proposal.move_to("assess", _("It is assessed when it has passed the filter."))
    said = {
        "demand": tidy(assessment.demand).strip()[:LONGEST],
        "resources": tidy(assessment.resources).strip()[:LONGEST],
        "benefits": tidy(assessment.benefits).strip()[:LONGEST],
    }
    if not any(said.values()):
        words = _("Write what you know of demand, resources or benefits.")
        raise NotPossible(words, fields={"demand": words})
    for name, words in said.items():
        setattr(proposal, name, words)
    proposal.assessed_by, proposal.assessed_at = by, now()
    keep(support_request, proposal, [*said, "assessed_by", "assessed_at"])
    record("proposal.assessed", support_request, by=by)
    return proposal


@activity
def ask_budget(
    support_request: SupportRequest, *, by: Person, approver: Person | None, words: str = ""
) -> ApprovalRound:
    """Ask whoever has the money whether a new service may cost what it takes."""
    demand(proposal_access.may_decide(by, support_request))
    proposal = proposal_in(support_request)
    if not proposal.allows("approve") or proposal.budget in ("asked", "approved"):
        raise NotPossible(_("The money is asked for once, while the service is assessed."))
    if approver is None or proposal_access.is_own(approver, support_request):
        sentence = _("Choose who decides on the money: not who asked for it.")
        raise NotPossible(sentence, fields={"approver": sentence})
    asked = ask_approval(
        support_request, by=system(), question=_question(support_request, approver, words)
    )
    proposal.budget, proposal.budget_round = "asked", asked.pk
    keep(support_request, proposal, ["budget", "budget_round"])
    record("proposal.budget_asked", support_request, by=by, to=approver.name)
    return asked


@activity
def settle_budget(
    support_request: SupportRequest, *, by: Person, asked: ApprovalRound
) -> NewServiceProposal | None:
    """Note what came of the question about the money; the service owner goes on."""
    proposal = proposal_of(support_request)
    if proposal is None or proposal.budget_round != asked.pk or asked.is_open:
        return None
    outcome = "approved" if asked.state == "approved" else "denied"
    if proposal.budget == outcome:
        return proposal
    proposal.budget = outcome
    keep(support_request, proposal, ["budget"])
    record("proposal.budget_settled", support_request, by=by, outcome=outcome)
    return proposal


def _question(support_request: SupportRequest, approver: Person, words: str) -> ApprovalQuestion:
    proposal = support_request.proposal
    with override(approver.speaks):
        told = (
            (_("Need"), proposal.need),
            (_("Who would use it"), str(proposal.beneficiaries or "–")),
            (_("Resources"), proposal.resources),
            (_("Benefits"), proposal.benefits),
        )
        title = _("Money for a new service: %(title)s") % {"title": support_request.title}
    return ApprovalQuestion(
        title=title,
        approvers=(approver,),
        words=words,
        beneficiary=support_request.on_behalf_of or support_request.requester,
        due_at=add_weekdays(now(), WEEKDAYS),
        mark=MARK,
        told=told,
    )
