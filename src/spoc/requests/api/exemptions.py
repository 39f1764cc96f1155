"""The promises that run on a request, and taking one out of every measure."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.people.access import demand
from spoc.requests import access
from spoc.requests.activities import rank
from spoc.requests.api.shapes import RecordOut, found, record_out
from spoc.requests.models import SupportRequest
from spoc.service_levels import activities as promises
from spoc.service_levels.access import exemptions_visible_to, may_see_exemptions
from spoc.service_levels.models import Clock, Exemption
from spoc.service_levels.queries.clocks import clocks_of
from spoc.service_levels.queries.exemptions import proposed_on
from spoc.service_levels.rules.words import METRICS, RESULTS
from spoc.site.machines import OneOf, Walk, answers, find, page_of
from spoc.site.tokens import caller

router = Router()
ONE = "/requests/{int:number}"
CLOCK = f"{ONE}/clocks/{{int:clock}}"
PROPOSAL = f"{ONE}/exemptions/{{int:exemption}}"
MetricCode = Annotated[str, OneOf(METRICS)]


class ClockOut(Schema):
    """A promise that runs or ran on a request; `due_at` is empty while it stands still or is over.

    One that was exempted says by whom and why.
    """

    id: int
    metric: MetricCode
    agreement: int
    target_minutes: int
    started_at: datetime
    due_at: datetime | None
    paused_since: datetime | None
    pause_reason: str
    stopped_at: datetime | None
    result: Annotated[str, OneOf(RESULTS)]
    broken_at: datetime | None
    exempted_by: int | None
    exempt_reason: str


class ExemptionIn(Schema):
    """Why a promise should not count, or why it does."""

    reason: str = Field(min_length=1, max_length=300)


class ExemptionOut(Schema):
    """What somebody proposed about a promise; `is_accepted` is null until it is decided."""

    id: int
    request: int
    clock: int
    metric: MetricCode
    by: RecordOut | None
    reason: str
    proposed_at: datetime
    is_accepted: bool | None
    answer: str


class ExemptionsOut(Schema):
    """A page of proposals that wait, the oldest first, and the mark of the next page."""

    items: list[ExemptionOut]
    next: str | None


@router.get("/exemptions", response=answers(ExemptionsOut))
def list_exemptions(request: HttpRequest, walk: Walk) -> ExemptionsOut:
    """List the proposals that wait: all to whoever decides them, their own to others."""
    by = caller(request)
    demand(may_see_exemptions(by))
    seen = access.visible_to(by).values("pk")
    rows = exemptions_visible_to(by).filter(is_accepted=None)
    rows = rows.filter(clock__noun="request", clock__subject_id__in=seen)
    some, mark = page_of(rows.select_related("clock", "by"), ("id",), walk)
    return ExemptionsOut(items=[_exemption(row) for row in some], next=mark)


@router.get(f"{ONE}/clocks", response=answers(list[ClockOut]))
def list_request_clocks(request: HttpRequest, number: int) -> list[ClockOut]:
    """List the promises that run or ran on a request, the oldest first."""
    return [_clock(row) for row in clocks_of(_inside(request, number))]


@router.post(f"{CLOCK}/exemption", response=answers(ClockOut))
def exempt_request_clock(
    request: HttpRequest, number: int, clock: int, asked: ExemptionIn
) -> ClockOut:
    """Take a promise out of every measure; that it was broken stays known."""
    row, by = _inside(request, number), caller(request)
    exempted = promises.exempt_clock(find(clocks_of(row), clock), by=by, reason=asked.reason)
    rank(row, by=by)
    return _clock(exempted)


@router.post(f"{CLOCK}/exemptions", response=answers(ExemptionOut, 201))
def propose_exemption(
    request: HttpRequest, number: int, clock: int, asked: ExemptionIn
) -> Status[ExemptionOut]:
    """Propose that a promise should not count, for others to decide."""
    row, by = _inside(request, number), caller(request)
    made = promises.propose_exemption(find(clocks_of(row), clock), by=by, reason=asked.reason)
    return Status(201, _exemption(made))


@router.post(f"{PROPOSAL}/acceptance", response=answers(ExemptionOut))
def accept_exemption(request: HttpRequest, number: int, exemption: int) -> ExemptionOut:
    """Take the promise out of every measure, as somebody proposed."""
    row, by = _inside(request, number), caller(request)
    accepted = promises.accept_exemption(find(proposed_on(row), exemption), by=by)
    rank(row, by=by)
    return _exemption(accepted)


@router.post(f"{PROPOSAL}/refusal", response=answers(ExemptionOut))
def decline_exemption(
    request: HttpRequest, number: int, exemption: int, asked: ExemptionIn
) -> ExemptionOut:
    """Let the promise count on, and say why."""
    row, by = _inside(request, number), caller(request)
    proposal = find(proposed_on(row), exemption)
    return _exemption(promises.decline_exemption(proposal, by=by, answer=asked.reason))


def _inside(request: HttpRequest, number: int) -> SupportRequest:
    """Return the request, to whoever reads its inner side: promises are the desk's own affair."""
    row = found(request, number)
    access.demand_inside(caller(request), row)
    return row


def _clock(row: Clock) -> ClockOut:
    plain = (
        *("metric", "target_minutes", "started_at", "due_at", "paused_since", "pause_reason"),
        *("stopped_at", "result", "broken_at", "exempt_reason"),
    )
    return ClockOut(
        id=row.pk,
        agreement=row.agreement_id,
        exempted_by=row.exempted_by_id,
        **{name: getattr(row, name) for name in plain},
    )


def _exemption(row: Exemption) -> ExemptionOut:
    return ExemptionOut(
        id=row.pk,
        request=row.clock.subject_id,
        clock=row.clock_id,
        metric=row.clock.metric,
        by=record_out(row.by),
        reason=row.reason,
        proposed_at=row.proposed_at,
        is_accepted=row.is_accepted,
        answer=row.answer,
    )
