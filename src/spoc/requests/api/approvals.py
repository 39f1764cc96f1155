"""Approvals by machine: what waits for the caller, deciding it, and handing it on."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access as request_access
from spoc.requests.api.shapes import RecordOut, found, record_out
from spoc.site.machines import OneOf, Walk, answers, find, page_of
from spoc.site.tokens import caller
from spoc.work import activities
from spoc.work import approval_access as access
from spoc.work.models import Approval, ApprovalRound
from spoc.work.queries.approvals import (
    DECIDED_ORDER,
    WAITING,
    approvals_of,
    subjects_seen,
    with_round,
)
from spoc.work.rules.approval import APPROVAL_STATES, LONGEST_REASON, ROUND_STATES, RULES

router = Router()

StateCode = Annotated[str, OneOf(APPROVAL_STATES)]
RoundStateCode = Annotated[str, OneOf(ROUND_STATES)]
RuleCode = Annotated[str, OneOf(RULES)]


class ToldOut(Schema):
    """What approvers are told beside the words: a label and a value."""

    label: str
    value: str


class RoundOut(Schema):
    """What is asked, under which rule; `subject` is the record, where the caller may see it."""

    id: int
    subject: str | None
    title: str
    words: str
    told: list[ToldOut]
    price: Decimal | None
    currency: str
    rule: RuleCode
    quorum: int
    beneficiary: RecordOut | None
    asked_at: datetime
    due_at: datetime | None
    state: RoundStateCode
    settled_at: datetime | None


class ApprovalOut(Schema):
    """What one approver is asked and said; `round` is the question they share with others."""

    id: int
    round: RoundOut
    approver: RecordOut | None
    delegate: RecordOut | None
    state: StateCode
    reason: str
    requested_at: datetime | None
    reminded_at: datetime | None
    decided_at: datetime | None
    decided_by: RecordOut | None


class ApprovalsOut(Schema):
    """A page of approvals, and the mark of the next page."""

    items: list[ApprovalOut]
    next: str | None


class DecisionIn(Schema):
    """Whether it is approved, and why; whoever denies says why."""

    is_approved: bool
    reason: str = Field("", max_length=LONGEST_REASON)


class DelegationIn(Schema):
    """The mail address of the colleague who decides instead."""

    mail: str = Field(min_length=3, max_length=254)


@router.get("/approvals", response=answers(ApprovalsOut))
def list_approvals(
    request: HttpRequest, walk: Walk, show: Literal["waiting", "decided"] = "waiting"
) -> ApprovalsOut:
    """List what waits for the caller's decision, or what they decided."""
    by = caller(request)
    is_waiting = show == "waiting"
    mine = access.approvals_for(by) if is_waiting else access.approvals_decided_by(by)
    order = WAITING if is_waiting else DECIDED_ORDER
    rows, mark = page_of(with_round(mine), order, walk)
    return _page(request, rows, mark)


@router.get("/approvals/{int:approval}", response=answers(ApprovalOut))
def read_approval(request: HttpRequest, approval: int) -> ApprovalOut:
    """Read one approval."""
    return _one(request, _seen(request, approval))


@router.post("/approvals/{int:approval}/decision", response=answers(ApprovalOut))
def decide_approval(request: HttpRequest, approval: int, asked: DecisionIn) -> ApprovalOut:
    """Approve or deny what was asked of the caller."""
    row = _seen(request, approval)
    by, said = caller(request), asked.reason
    activities.decide(row, by=by, is_approved=asked.is_approved, reason=said, through="api")
    return _one(request, _seen(request, approval))


@router.post("/approvals/{int:approval}/delegation", response=answers(ApprovalOut))
def delegate_approval(request: HttpRequest, approval: int, asked: DelegationIn) -> ApprovalOut:
    """Let a colleague decide instead."""
    by, row = caller(request), _seen(request, approval)
    colleague = access.colleague_at(by, asked.mail)
    if colleague is None:
        words = _("We know no colleague of yours with this address.")
        raise NotPossible(words, fields={"mail": words})
    return _one(request, activities.delegate(row, by=by, to=colleague))


@router.post("/approvals/{int:approval}/reminder", response=answers(ApprovalOut))
def remind_approver(request: HttpRequest, approval: int) -> ApprovalOut:
    """Remind who was asked that their decision is awaited."""
    row = _seen(request, approval)
    return _one(request, activities.remind_approver(row, by=caller(request)))


@router.post("/approvals/{int:approval}/withdrawal", response=answers(ApprovalOut))
def withdraw_approval(request: HttpRequest, approval: int) -> ApprovalOut:
    """Take the question back from all who were asked."""
    activities.withdraw_round(_seen(request, approval).round, by=caller(request))
    return _one(request, _seen(request, approval))


@router.get("/requests/{int:number}/approvals", response=answers(ApprovalsOut))
def list_request_approvals(request: HttpRequest, number: int, walk: Walk) -> ApprovalsOut:
    """List what was asked about a request, the newest first, and what was said to it."""
    row = found(request, number)
    demand(request_access.may_read_inside(caller(request), row), _("Approvals are the desk's own."))
    rows, mark = page_of(with_round(approvals_of(row)), ("-id",), walk)
    return _page(request, rows, mark)


def _seen(request: HttpRequest, pk: int) -> Approval:
    row: Approval = find(with_round(access.approvals_visible_to(caller(request))), pk)
    return row


def approvals_out(rows: list[Approval], by: Person) -> list[ApprovalOut]:
    """Return approvals as machines read them; the records they are about, as far as seen."""
    seen = subjects_seen([row.round for row in rows], by)
    return [_out(row, seen) for row in rows]


def _page(request: HttpRequest, rows: list[Approval], mark: str | None) -> ApprovalsOut:
    return ApprovalsOut(items=approvals_out(rows, caller(request)), next=mark)


def _one(request: HttpRequest, row: Approval) -> ApprovalOut:
    return approvals_out([row], caller(request))[0]


def _out(row: Approval, seen: set[tuple[str, int]]) -> ApprovalOut:
    return ApprovalOut(
        id=row.pk,
        round=_round(row.round, seen),
        approver=record_out(row.approver),
        delegate=record_out(row.delegate),
        state=row.state,
        reason=row.reason,
        requested_at=row.requested_at,
        reminded_at=row.reminded_at,
        decided_at=row.decided_at,
        decided_by=record_out(row.decided_by),
    )


def _round(asked: ApprovalRound, seen: set[tuple[str, int]]) -> RoundOut:
    about = (asked.noun, asked.subject_id)
    return RoundOut(
        id=asked.pk,
        subject=f"{asked.noun}-{asked.subject_id}" if about in seen else None,
        title=asked.title,
        words=asked.words,
        told=[ToldOut(label=label, value=value) for label, value in asked.told],
        price=asked.price,
        currency=asked.currency,
        rule=asked.rule,
        quorum=asked.quorum,
        beneficiary=record_out(asked.beneficiary),
        asked_at=asked.asked_at,
        due_at=asked.due_at,
        state=asked.state,
        settled_at=asked.settled_at,
    )
