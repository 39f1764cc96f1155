"""The filter: a proposal is scored, and goes on or not; what was declined is judged once more."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import proposal_access
from spoc.requests.activities.close import reopen
from spoc.requests.activities.proposals.common import keep, proposal_in, refuse
from spoc.requests.activities.proposals.justify import ask_anew
from spoc.requests.activities.proposals.settle import settle
from spoc.requests.models import NewServiceProposal, SupportRequest
from spoc.requests.queries.proposals import terms
from spoc.requests.rules.proposal import (
    CRITERIA,
    MARKS,
    Known,
    State,
    lacks_to_pass,
    score_of,
    verdict,
)

LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Judgement:
    """The five marks, and whether the law demands it whatever they say."""

    marks: Mapping[str, int | None] = field(default_factory=dict)
    is_legal_duty: bool = False


@activity
def score_proposal(
    support_request: SupportRequest, *, by: Person, judgement: Judgement
) -> NewServiceProposal:
    """Mark a proposal by the five criteria; its score follows from their weights."""
    demand(proposal_access.may_filter(by, support_request))
    proposal = proposal_in(support_request)
    if not proposal.allows("pass_filter"):
        raise NotPossible(_("It is scored when the requester has justified it."))
    words = _("Choose a mark from 1 to 5.")
    marks = {name: judgement.marks.get(name) or 0 for name in CRITERIA}
    refuse(dict.fromkeys(CRITERIA, words), [n for n, mark in marks.items() if mark not in MARKS])
    scale = terms().scale
    proposal.marks, proposal.scale = marks, asdict(scale)
    proposal.score, proposal.is_legal_duty = score_of(marks, scale), judgement.is_legal_duty
    proposal.filtered_by, proposal.filtered_at = by, now()
    fields = ["marks", "scale", "score", "is_legal_duty", "filtered_by", "filtered_at"]
    keep(support_request, proposal, fields)
    record("proposal.scored", support_request, by=by, score=str(proposal.score))
    return proposal


@activity
def pass_filter(
    support_request: SupportRequest, *, by: Person, sponsor: Person | None, reason: str = ""
) -> NewServiceProposal:
    """Let a proposal go on to be assessed: it scores enough, and somebody stands for it."""
    demand(proposal_access.may_filter(by, support_request))
    proposal = proposal_in(support_request)
    if sponsor is not None and not proposal_access.may_sponsor(sponsor, support_request):
        sponsor = None
    known = Known(
        scale=proposal.weighed_by,
        score=proposal.score,
        is_legal_duty=proposal.is_legal_duty,
        reason=reason,
        has_sponsor=sponsor is not None,
    )
    changes = proposal.move_to("pass_filter", _("It passes when it was justified and scored."))
    refuse(_why_not(), lacks_to_pass(known))
    proposal.sponsor, proposal.filter_reason = sponsor, one_line(reason, 300)
    proposal.filtered_by, proposal.filtered_at = by, now()
    fields = ["state", "sponsor", "filter_reason", "filtered_by", "filtered_at"]
    keep(support_request, proposal, fields)
    who = sponsor.name if sponsor else ""
    told = {"proposal_state": changes}
    record("proposal.passed", support_request, by=by, sponsor=who, changes=told)
    return proposal


@activity
def filter_out(
    support_request: SupportRequest, *, by: Person, reason: str, would_change: str
) -> NewServiceProposal:
    """Decline what is not worth it: say why, and what would change that."""
    demand(proposal_access.may_filter(by, support_request))
    proposal = proposal_in(support_request)
    if proposal.score is None:
        raise NotPossible(_("Score it first."))
    said = verdict(proposal.score, proposal.weighed_by, is_legal_duty=proposal.is_legal_duty)
    if proposal.allows("filter_out") and said == "pass":
        raise NotPossible(_("It scores enough: let it go on, a service owner decides."))
    changes = proposal.move_to("filter_out", _("Only what was justified is declined here."))
    proposal.decision_reason = one_line(reason, 300)
    proposal.would_change = tidy(would_change).strip()[:LONGEST]
    lacking = [
        name
        for name, words in (("reason", proposal.decision_reason), ("would_change", would_change))
        if not words.strip()
    ]
    refuse({"reason": _("Say why."), "would_change": _("Say what would change it.")}, lacking)
    proposal.decision, proposal.decided_by = State.DECLINED.value, by
    proposal.filtered_by = by
    proposal.decided_at = proposal.filtered_at = now()
    keep(support_request, proposal, ["state", "would_change", *DECIDED, *FILTERED])
    reason = proposal.decision_reason
    told = {"proposal_state": changes}
    record("proposal.filtered_out", support_request, by=by, reason=reason, changes=told)
    settle(support_request, by=by, template="declined")
    return proposal


@activity
def appeal(support_request: SupportRequest, *, by: Person, words: str) -> NewServiceProposal:
    """Have what was declined judged once more; the justification can be written anew."""
    demand(proposal_access.may_justify(by, support_request))
    proposal = proposal_in(support_request)
    if proposal.state == State.DECLINED and proposal.appealed_at is not None:
        raise NotPossible(_("It was judged twice: that is the last word."))
    changes = proposal.move_to("appeal", _("Only what was declined can be judged once more."))
    proposal.appeal = tidy(words).strip()[:LONGEST]
    if not proposal.appeal:
        sentence = _("Say what we judged wrongly.")
        raise NotPossible(sentence, fields={"words": sentence})
    proposal.appealed_at = proposal.asked_at = now()
    proposal.reminders_sent, proposal.decided_by, proposal.decided_at = 0, None, None
    proposal.decision = proposal.decision_reason = ""
    proposal.score, proposal.marks = None, {}
    fields = ["state", "appeal", "appealed_at", "asked_at", "reminders_sent", "score", "marks"]
    keep(support_request, proposal, [*fields, *DECIDED])
    record("proposal.appealed", support_request, by=by, changes={"proposal_state": changes})
    if support_request.status == "resolved":
        reopen(support_request, by=by, reason=proposal.appeal)
    ask_anew(support_request, by=by)
    return proposal


def _why_not() -> dict[str, str]:
    return {
        "score": _("Score it first."),
        "threshold": _("It scores too little to go on: decline it, and say what would change it."),
        "reason": _("It scores a little too little: say why it goes on all the same."),
        "sponsor": _("Name who stands for it at the customer: not who asked for it."),
    }


DECIDED = ("decision", "decision_reason", "decided_by", "decided_at")
FILTERED = ("filtered_by", "filtered_at")
