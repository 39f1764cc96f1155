"""The portfolio: services from proposed to retired, and the steps between."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.catalogue import access, activities
from spoc.catalogue.activities import Proposal, grounds_of
from spoc.catalogue.models import Service
from spoc.catalogue.rules.portfolio import ServiceState, missing, moves_from
from spoc.knowledge.queries.readiness import known_of
from spoc.people.access import visible_to as people_visible_to
from spoc.site.machines import Key, OneOf, PageIn, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
ONE = "/portfolio/{int:service}"
STATES = ("", *(each.value for each in ServiceState))
Lines = Annotated[str, Field(max_length=5000)]
Reason = Annotated[str, Field(max_length=300)]


class PortfolioServiceOut(Schema):
    """A service in the portfolio: where it stands, and what the next step lacks."""

    id: int
    key: str
    name: str
    state: str
    state_reason: str
    owner: int | None
    team: int | None
    purpose: str
    assessment: dict[str, str]
    plan: str
    is_internal: bool
    successor: int | None
    next_step: str | None
    lacks: list[str]


class PortfolioOut(Schema):
    """A page of the portfolio, and the mark of the next page."""

    items: list[PortfolioServiceOut]
    next: str | None


class PortfolioIn(PageIn):
    """What narrows the portfolio: the services of one state."""

    state: Annotated[str, OneOf(STATES)] = ""


class ProposalIn(Schema):
    """A service that is proposed."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    swedish: Annotated[str, Field(max_length=120)] = ""
    purpose: Lines
    owner: Key


class AssessmentIn(Schema):
    """What was found of a service, and how it is brought in."""

    demand: Lines = ""
    resources: Lines = ""
    benefit: Lines = ""
    plan: Lines = ""
    is_internal: bool = False


class StepIn(Schema):
    """Why a service takes its next step, where something else is lacking for it."""

    reason: Reason = ""


class EndingIn(StepIn):
    """How a service is phased out, and what takes its place."""

    plan: Lines
    successor: Key | None = None


@router.get("/portfolio", response=answers(PortfolioOut))
def list_portfolio(request: HttpRequest, asked: Annotated[PortfolioIn, Query()]) -> PortfolioOut:
    """List the services of the portfolio, as far as the caller may know them."""
    rows = access.portfolio_visible_to(caller(request))
    rows = rows.filter(state=asked.state) if asked.state else rows
    found, mark = page_of(rows, ("id",), asked)
    return PortfolioOut(items=[_out(row, has_next=False) for row in found], next=mark)


@router.post("/portfolio", response=answers(PortfolioServiceOut, 201))
def propose_service(request: HttpRequest, asked: ProposalIn) -> Status[PortfolioServiceOut]:
    """Put a service into the pipeline."""
    by = caller(request)
    owner = named(people_visible_to(by).filter(is_active=True), asked.owner, "owner")
    names = {"sv": asked.swedish} if asked.swedish else {}
    proposal = Proposal(asked.name, asked.purpose, owner, names)
    return Status(201, _out(activities.propose_service(proposal, by=by)))


@router.get(ONE, response=answers(PortfolioServiceOut))
def read_portfolio_service(request: HttpRequest, service: int) -> PortfolioServiceOut:
    """Read where a service stands, and what its next step lacks."""
    return _out(_found(request, service))


@router.put(f"{ONE}/assessment", response=answers(PortfolioServiceOut))
def weigh_service(request: HttpRequest, service: int, asked: AssessmentIn) -> PortfolioServiceOut:
    """Write down what speaks for a service."""
    given = asked.dict()
    found = {code: given.pop(code) for code in ("demand", "resources", "benefit")}
    row, by = _found(request, service), caller(request)
    return _out(activities.weigh_service(row, by=by, assessment=found, **given))


@router.post(f"{ONE}/design", response=answers(PortfolioServiceOut))
def design_service(request: HttpRequest, service: int) -> PortfolioServiceOut:
    """Begin the design of a service."""
    return _out(activities.design_service(_found(request, service), by=caller(request)))


@router.post(f"{ONE}/beginning", response=answers(PortfolioServiceOut))
def begin_service(request: HttpRequest, service: int, asked: StepIn) -> PortfolioServiceOut:
    """Let a service go live."""
    row, by = _found(request, service), caller(request)
    known = known_of(row)
    return _out(activities.begin_service(row, by=by, known=known, reason=asked.reason))


@router.post(f"{ONE}/ending", response=answers(PortfolioServiceOut))
def phase_out_service(request: HttpRequest, service: int, asked: EndingIn) -> PortfolioServiceOut:
    """Begin to take a service out of use."""
    row, by = _found(request, service), caller(request)
    successor = named(access.known_to(by), asked.successor, "successor")
    given = {"plan": asked.plan, "reason": asked.reason, "successor": successor}
    return _out(activities.phase_out_service(row, by=by, **given))


@router.post(f"{ONE}/retirement", response=answers(PortfolioServiceOut))
def retire_service(request: HttpRequest, service: int, asked: StepIn) -> PortfolioServiceOut:
    """Retire a service that nobody has any more."""
    row, by = _found(request, service), caller(request)
    return _out(activities.retire_service(row, by=by, reason=asked.reason))


def _found(request: HttpRequest, pk: int) -> Service:
    found: Service = find(access.portfolio_visible_to(caller(request)), pk)
    return found


def _out(row: Service, *, has_next: bool = True) -> PortfolioServiceOut:
    moves = moves_from(row.state) if has_next else []
    verb = moves[0].verb if moves else None
    lacks = missing(verb, grounds_of(row, known_of(row))) if verb else []
    return PortfolioServiceOut(
        id=row.pk,
        key=row.key,
        name=str(row),
        state=row.state,
        state_reason=row.state_reason,
        owner=row.owner_id,
        team=row.team_id,
        purpose=row.purpose,
        assessment=row.assessment,
        plan=row.plan,
        is_internal=row.is_internal,
        successor=row.successor_id,
        next_step=verb,
        lacks=lacks,
    )
