"""A new service: read, screened, justified, judged, assessed and decided; each move a noun."""

from django.http import HttpRequest
from ninja import Router, Status

from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.requests import proposal_access
from spoc.requests.activities import proposals
from spoc.requests.activities.proposals.decide import Decision
from spoc.requests.api.proposal_shapes import (
    AppealIn,
    ApprovalIn,
    BudgetIn,
    DeferralIn,
    DismissalIn,
    JustificationIn,
    MatchIn,
    PassingIn,
    ProposalAssessmentIn,
    ProposalOut,
    QuestionIn,
    RefusalIn,
    ScoreIn,
    proposal_out,
)
from spoc.requests.api.shapes import RequestOut, found, request_now
from spoc.requests.models import ServiceMatch, SupportRequest
from spoc.site.machines import answers, named
from spoc.site.tokens import caller

router = Router()
ONE = "/requests/{int:number}/proposal"


@router.get(ONE, response=answers(ProposalOut))
def read_proposal(request: HttpRequest, number: int) -> ProposalOut:
    """Read how it stands with the new service that a request asks for."""
    return proposal_out(found(request, number), caller(request))


@router.post("/requests/{int:number}/new-service", response=answers(RequestOut, 201))
def propose_instead(request: HttpRequest, number: int) -> Status[RequestOut]:
    """Ask for it as a new service, since nothing there meets it: a new request, linked with it."""
    row, by = found(request, number), caller(request)
    return Status(201, request_now(proposals.propose_instead(row, by=by).pk, by))


@router.post(f"{ONE}/match-dismissal", response=answers(ProposalOut))
def dismiss_match(request: HttpRequest, number: int, asked: DismissalIn) -> ProposalOut:
    """Say why something there is will not do."""
    row, by = found(request, number), caller(request)
    match = _match(row, by, asked.match)
    proposals.dismiss_match(row, by=by, match=match, reason=asked.reason)
    return proposal_out(row, by)


@router.post(f"{ONE}/match-acceptance", response=answers(RequestOut))
def accept_match(request: HttpRequest, number: int, asked: MatchIn) -> RequestOut:
    """Meet the need by something there is: the request becomes an order of it."""
    row, by = found(request, number), caller(request)
    proposals.accept_match(row, by=by, match=_match(row, by, asked.match))
    return request_now(number, by)


@router.post(f"{ONE}/question", response=answers(ProposalOut))
def ask_justification(request: HttpRequest, number: int, asked: QuestionIn) -> ProposalOut:
    """Ask the requester what it is for; the request waits for the answers."""
    row, by = found(request, number), caller(request)
    proposals.ask_justification(row, by=by, words=asked.words)
    return proposal_out(row, by)


@router.post(f"{ONE}/justification", response=answers(ProposalOut))
def justify(request: HttpRequest, number: int, asked: JustificationIn) -> ProposalOut:
    """Say what it is needed for, for whom, and what it would save."""
    row, by = found(request, number), caller(request)
    said = proposals.Justification(**asked.dict())
    proposals.justify(row, by=by, justification=said)
    return proposal_out(row, by)


@router.post(f"{ONE}/score", response=answers(ProposalOut))
def score_proposal(request: HttpRequest, number: int, asked: ScoreIn) -> ProposalOut:
    """Mark it by the five criteria; the score follows from their weights."""
    row, by = found(request, number), caller(request)
    marks = asked.dict(exclude={"is_legal_duty"})
    judgement = proposals.Judgement(marks, is_legal_duty=asked.is_legal_duty)
    proposals.score_proposal(row, by=by, judgement=judgement)
    return proposal_out(row, by)


@router.post(f"{ONE}/passing", response=answers(ProposalOut))
def pass_filter(request: HttpRequest, number: int, asked: PassingIn) -> ProposalOut:
    """Let it go on to be assessed: it scores enough, and somebody stands for it."""
    row, by = found(request, number), caller(request)
    sponsor = _person(by, asked.sponsor, "sponsor")
    proposals.pass_filter(row, by=by, sponsor=sponsor, reason=asked.reason)
    return proposal_out(row, by)


@router.post(f"{ONE}/filter-refusal", response=answers(ProposalOut))
def filter_out(request: HttpRequest, number: int, asked: RefusalIn) -> ProposalOut:
    """Decline what scores too little: why, and what would change it."""
    row, by = found(request, number), caller(request)
    proposals.filter_out(row, by=by, reason=asked.reason, would_change=asked.would_change)
    return proposal_out(row, by)


@router.post(f"{ONE}/appeal", response=answers(ProposalOut))
def appeal(request: HttpRequest, number: int, asked: AppealIn) -> ProposalOut:
    """Have what was declined judged once more, once."""
    row, by = found(request, number), caller(request)
    proposals.appeal(row, by=by, words=asked.words)
    return proposal_out(row, by)


@router.post(f"{ONE}/assessment", response=answers(ProposalOut))
def assess_proposal(request: HttpRequest, number: int, asked: ProposalAssessmentIn) -> ProposalOut:
    """Write down what it takes and what it brings."""
    row, by = found(request, number), caller(request)
    proposals.assess_proposal(row, by=by, assessment=proposals.Assessment(**asked.dict()))
    return proposal_out(row, by)


@router.post(f"{ONE}/budget", response=answers(ProposalOut))
def ask_budget(request: HttpRequest, number: int, asked: BudgetIn) -> ProposalOut:
    """Ask whoever decides on the money."""
    row, by = found(request, number), caller(request)
    approver = _person(by, asked.approver, "approver")
    proposals.ask_budget(row, by=by, approver=approver, words=asked.words)
    return proposal_out(row, by)


@router.post(f"{ONE}/approval", response=answers(ProposalOut))
def approve_proposal(request: HttpRequest, number: int, asked: ApprovalIn) -> ProposalOut:
    """Take it into the portfolio; the request is handed on to it and resolved."""
    row, by = found(request, number), caller(request)
    proposals.approve_proposal(row, by=by, decision=Decision(asked.reason, name=asked.name))
    return proposal_out(row, by)


@router.post(f"{ONE}/deferral", response=answers(ProposalOut))
def defer_proposal(request: HttpRequest, number: int, asked: DeferralIn) -> ProposalOut:
    """Put it off until a day, on which it is assessed anew."""
    row, by = found(request, number), caller(request)
    proposals.defer_proposal(row, by=by, decision=Decision(asked.reason, until=asked.until))
    return proposal_out(row, by)


@router.post(f"{ONE}/refusal", response=answers(ProposalOut))
def decline_proposal(request: HttpRequest, number: int, asked: RefusalIn) -> ProposalOut:
    """Decide against it."""
    row, by = found(request, number), caller(request)
    decision = Decision(asked.reason, would_change=asked.would_change)
    proposals.decline_proposal(row, by=by, decision=decision)
    return proposal_out(row, by)


def _match(row: SupportRequest, by: Person, pk: int) -> ServiceMatch:
    found_: ServiceMatch = named(proposal_access.matches_visible_to(by, row), pk, "match")
    return found_


def _person(by: Person, pk: int, field: str) -> Person:
    found_: Person = named(people_visible_to(by), pk, field)
    return found_
