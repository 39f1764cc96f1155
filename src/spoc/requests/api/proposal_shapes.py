"""A new service as machines read it and write it; inside it is judged, outside it is followed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import Field

from spoc.people.models import Person
from spoc.requests import access, proposal_access
from spoc.requests.models import NewServiceProposal, ServiceMatch, SupportRequest
from spoc.requests.queries.proposals import proposal_of
from spoc.requests.rules.proposal import BUDGET_STATES, MATCH_STATES, State, moves_from
from spoc.site.machines import Key, OneOf, Whole, nowhere

Mark = Annotated[Whole, Field(ge=1, le=5)]
Line = Annotated[str, Field(min_length=1, max_length=300)]
Words = Annotated[str, Field(max_length=10_000)]
# what nobody makes by a call
BY_ITSELF = ("submit", "lapse", "wake")


class ServiceMatchOut(Schema):
    """Something the catalogue holds that may meet the need already, and what was said of it."""

    id: int
    service: int
    offering: int | None
    name: str
    score: float
    words: list[str]
    state: Annotated[str, OneOf(MATCH_STATES)]
    reason: str


class JudgedOut(Schema):
    """What the desk alone reads: how it was judged, what it takes, and who stands for it."""

    marks: dict[str, int]
    score: Decimal | None
    is_legal_duty: bool
    filter_reason: str
    sponsor: int | None
    demand: str
    resources: str
    benefits: str
    budget: Annotated[str, OneOf(BUDGET_STATES)]
    matches: list[ServiceMatchOut]


class ProposalOut(Schema):
    """A new service that is asked for; `moves` are what its state allows."""

    number: int
    state: Annotated[str, OneOf(tuple(State))]
    need: str
    affected_process: str
    benefit: str
    beneficiaries: int | None
    deadline_on: date | None
    asked_at: datetime | None
    justified_at: datetime | None
    appealed_at: datetime | None
    decision: str
    decision_reason: str
    would_change: str
    decided_at: datetime | None
    deferred_until: datetime | None
    service: int | None
    moves: list[str]
    judged: JudgedOut | None = Field(description="Nothing where the caller does not read inside.")


class DismissalIn(Schema):
    """Which of what there is will not do, and why."""

    match: Key
    reason: Line


class MatchIn(Schema):
    """Which of what there is will do."""

    match: Key


class QuestionIn(Schema):
    """What the letter says that asks for the justification; the usual words when left out."""

    words: Words = ""


class JustificationIn(Schema):
    """What a new service is needed for, for whom, and what it would save."""

    need: str = Field(min_length=1, max_length=20_000)
    affected_process: str = Field(min_length=1, max_length=200)
    benefit: Line
    beneficiaries: Annotated[Whole, Field(ge=1, le=1_000_000)]
    deadline_on: date | None = None


class ScoreIn(Schema):
    """The five marks, 1 to 5; of cost and risk 5 is cheap and safe."""

    fit: Mark
    benefit: Mark
    reach: Mark
    urgency: Mark
    cost_risk: Mark
    is_legal_duty: bool = False


class PassingIn(Schema):
    """Who stands for it at the customer; why, where it scores a little too little."""

    sponsor: Key
    reason: str = Field("", max_length=300)


class RefusalIn(Schema):
    """Why it is declined, and what would change that."""

    reason: Line
    would_change: Words = ""


class AppealIn(Schema):
    """What was judged wrongly."""

    words: str = Field(min_length=1, max_length=5_000)


class ProposalAssessmentIn(Schema):
    """Demand, resources and benefits."""

    demand: Words = ""
    resources: Words = ""
    benefits: Words = ""


class BudgetIn(Schema):
    """Who decides on the money, and what they should know."""

    approver: Key
    words: Words = ""


class ApprovalIn(Schema):
    """Why it is approved, and what the service is called; as the request where left out."""

    reason: Line
    name: str = Field("", max_length=120)


class DeferralIn(Schema):
    """Until which day it is put off, and why."""

    reason: Line
    until: date


def proposal_out(number: SupportRequest, by: Person) -> ProposalOut:
    """Return a new service as somebody may read it; nothing of it is there for another type."""
    row = proposal_of(number)
    if row is None:
        raise nowhere()
    names = (
        *("state", "need", "affected_process", "benefit", "beneficiaries", "deadline_on"),
        *("asked_at", "justified_at", "appealed_at", "decision", "decision_reason"),
        *("would_change", "decided_at", "deferred_until"),
    )
    return ProposalOut(
        number=number.pk,
        service=row.service_id,
        moves=[each.verb for each in moves_from(row.state) if each.verb not in BY_ITSELF],
        judged=_judged(row, number, by) if access.may_read_inside(by, number) else None,
        **{name: getattr(row, name) for name in names},
    )


def _judged(row: NewServiceProposal, number: SupportRequest, by: Person) -> JudgedOut:
    names = ("marks", "score", "is_legal_duty", "filter_reason")
    assessed = ("demand", "resources", "benefits", "budget")
    matches = proposal_access.matches_visible_to(by, number)
    return JudgedOut(
        sponsor=row.sponsor_id,
        matches=[_match_out(each) for each in matches],
        **{name: getattr(row, name) for name in (*names, *assessed)},
    )


def _match_out(match: ServiceMatch) -> ServiceMatchOut:
    return ServiceMatchOut(
        id=match.pk,
        service=match.service_id,
        offering=match.offering_id,
        name=str(match),
        score=match.score,
        words=match.words,
        state=match.state,
        reason=match.reason,
    )
