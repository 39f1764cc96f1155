"""The decision on a new service: it goes into the portfolio, waits for a day, or is declined."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.activities import Proposal, propose_service, weigh_service
from spoc.catalogue.models import Service
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.kit.zones import zone
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.records.activities import link
from spoc.requests import access, proposal_access
from spoc.requests.activities.pause import pause
from spoc.requests.activities.proposals.common import keep, proposal_in, refuse
from spoc.requests.activities.proposals.settle import HANDED, settle
from spoc.requests.activities.reply import reply
from spoc.requests.activities.resume import resume
from spoc.requests.models import NewServiceProposal, SupportRequest
from spoc.requests.proposal_letters import words_of
from spoc.requests.queries.proposals import proposal_of
from spoc.requests.rules.proposal import Known, State, lacks_to_approve, lacks_to_decide

LONGEST = 5_000
MORNING = time(8)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, as the requester reads it."""

    reason: str
    name: str = ""
    would_change: str = ""
    until: date | None = None


@activity
def approve_proposal(
    support_request: SupportRequest, *, by: Person, decision: Decision
) -> NewServiceProposal:
    """Take a new service into the portfolio; the request is handed on to it and resolved."""
    proposal = _to_decide(support_request, by)
    changes = proposal.move_to("approve", _("It is decided on when it was assessed."))
    refuse(_lacking_words(), lacks_to_approve(_known(proposal)))
    _decided(proposal, by, State.APPROVED, decision)
    name = one_line(decision.name, 120) or support_request.title
    proposal.service = _into_portfolio(proposal, name, by=by)
    keep(support_request, proposal, ["state", "service", *DECIDED])
    link(support_request, by=by, relation="handed_to", other=proposal.service)
    told = {"proposal_state": changes}
    record("proposal.approved", support_request, by=by, service=name, changes=told)
    settle(support_request, by=by, template="approved", code=HANDED)
    return proposal


@activity
def defer_proposal(
    support_request: SupportRequest, *, by: Person, decision: Decision
) -> NewServiceProposal:
    """Put a new service off until a day, on which it is assessed anew."""
    proposal = _to_decide(support_request, by)
    changes = proposal.move_to("defer", _("It is decided on when it was assessed."))
    refuse(_lacking_words(), lacks_to_decide(_known(proposal)))
    proposal.deferred_until = _morning(decision.until, by)
    _decided(proposal, by, State.DEFERRED, decision)
    keep(support_request, proposal, ["state", "deferred_until", *DECIDED])
    until = proposal.deferred_until
    told = {"proposal_state": changes}
    day = until.date().isoformat()
    record("proposal.deferred", support_request, by=by, until=day, changes=told)
    who = by if access.may_work(by, support_request) else system()
    reply(support_request, by=who, text=words_of(support_request, "deferred", by=by))
    if support_request.allows("pause"):
        pause(support_request, by=who, reason="scheduled", wake_at=until)
    return proposal


@activity
def decline_proposal(
    support_request: SupportRequest, *, by: Person, decision: Decision
) -> NewServiceProposal:
    """Decide against a new service: say why, and what would change it."""
    proposal = _to_decide(support_request, by)
    changes = proposal.move_to("decline", _("It is decided on when it was assessed."))
    refuse(_lacking_words(), lacks_to_decide(_known(proposal)))
    proposal.would_change = tidy(decision.would_change).strip()[:LONGEST]
    _decided(proposal, by, State.DECLINED, decision)
    keep(support_request, proposal, ["state", "would_change", *DECIDED])
    reason, told = proposal.decision_reason, {"proposal_state": changes}
    record("proposal.declined", support_request, by=by, reason=reason, changes=told)
    settle(support_request, by=by, template="declined")
    return proposal


@activity
def wake_proposal(support_request: SupportRequest, *, by: Person) -> NewServiceProposal | None:
    """Take up again what was put off, now that its day has come."""
    proposal = proposal_of(support_request)
    until = proposal.deferred_until if proposal else None
    if proposal is None or until is None or not proposal.allows("wake") or until > now():
        return None
    if not support_request.is_open:
        return None
    changes = proposal.move_to("wake", "")
    proposal.deferred_until, proposal.decision, proposal.decision_reason = None, "", ""
    proposal.decided_by = proposal.decided_at = None
    keep(support_request, proposal, ["state", "deferred_until", *DECIDED])
    if support_request.status == "pending" and support_request.pending_reason == "scheduled":
        resume(support_request, by=by, why="woken")
    record("proposal.woken", support_request, by=by, changes={"proposal_state": changes})
    return proposal


@activity
def take_over_decision(
    support_request: SupportRequest, *, by: Person, decision: str, reason: str
) -> NewServiceProposal:
    """Write down what was decided before this request was kept here: the system's alone."""
    demand(by.kind == Person.Kind.SYSTEM)
    proposal = proposal_in(support_request)
    if decision not in (State.APPROVED, State.DECLINED):
        raise NotPossible(_("Choose one of the values offered."))
    changes: list[object] = [proposal.state, decision]
    proposal.state = proposal.decision = decision
    proposal.decision_reason = one_line(reason, 300)
    proposal.decided_at = now()
    keep(support_request, proposal, ["state", "decision", "decision_reason", "decided_at"])
    record("proposal.taken_over", support_request, by=by, changes={"proposal_state": changes})
    return proposal


def _to_decide(support_request: SupportRequest, by: Person) -> NewServiceProposal:
    demand(
        proposal_access.may_decide(by, support_request),
        _("A service owner decides on new services, and nobody on their own."),
    )
    return proposal_in(support_request)


def _known(proposal: NewServiceProposal) -> Known:
    return Known(assessment=proposal.assessment, budget=proposal.budget)


def _decided(proposal: NewServiceProposal, by: Person, state: State, decision: Decision) -> None:
    reason = one_line(decision.reason, 300)
    refuse({"reason": _("Say why it was decided so.")}, [] if reason else ["reason"])
    proposal.decision, proposal.decision_reason = state.value, reason
    proposal.decided_by, proposal.decided_at = by, now()


def _morning(day: date | None, by: Person) -> datetime:
    """Return when the day begins on which it goes on, where the decider lives."""
    here = zone(by.lives_in)
    if day is None or day <= now().astimezone(here).date():
        words = _("Choose a day still to come.")
        raise NotPossible(words, fields={"until": words})
    return datetime.combine(day, MORNING, here)


def _into_portfolio(proposal: NewServiceProposal, name: str, *, by: Person) -> Service:
    """Put it into the pipeline with what was assessed; whoever decided answers for it."""
    purpose = "\n\n".join(each for each in (proposal.need, proposal.benefit) if each)
    service = propose_service(Proposal(name, purpose, owner=by), by=by)
    assessed = {
        "demand": proposal.demand,
        "resources": proposal.resources,
        "benefit": proposal.benefits,
    }
    return weigh_service(service, by=by, assessment=assessed, plan="", is_internal=False)


def _lacking_words() -> dict[str, str]:
    return {
        "demand": _("Assess the demand first: who would use it, how much."),
        "resources": _("Assess the resources first: people, money, time."),
        "benefits": _("Assess the benefits first."),
        "budget": _("The money is not approved yet."),
    }


DECIDED = ("decision", "decision_reason", "decided_by", "decided_at")
