"""The steps of an agreement, each a noun one posts to: sent, returned, signed, reviewed, ended."""

from datetime import timedelta

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from spoc.service_levels import activities
from spoc.service_levels.api.agreement_shapes import (
    ONE,
    AgreementOut,
    agreement_now,
    agreement_of,
)
from spoc.site.machines import Day, answers
from spoc.site.tokens import caller

router = Router()


class AgreementSendingIn(Schema):
    """Why it is accepted that the parts together may take longer than is promised."""

    accepted_gap: str = Field("", max_length=300)


class AgreementReasonIn(Schema):
    """What is to be changed, or why it ends."""

    reason: str = Field(min_length=1, max_length=300)


class AgreementSignatureIn(Schema):
    """Who signed for the other side, and the first and last day of it where its calendar is."""

    for_party: str = Field(min_length=1, max_length=200)
    valid_from: Day
    valid_to: Day | None = None


class AgreementReviewIn(Schema):
    """What was said when it was reviewed, and when it is next."""

    minutes: str = Field(min_length=1, max_length=10_000)
    next_on: Day


@router.post(f"{ONE}/sending", response=answers(AgreementOut))
def send_agreement(request: HttpRequest, agreement: int, asked: AgreementSendingIn) -> AgreementOut:
    """Send a draft for review."""
    by, row = caller(request), agreement_of(request, agreement)
    activities.send_agreement(row, by=by, accepted_gap=asked.accepted_gap)
    return agreement_now(request, row)


@router.post(f"{ONE}/return", response=answers(AgreementOut))
def return_agreement(
    request: HttpRequest, agreement: int, asked: AgreementReasonIn
) -> AgreementOut:
    """Give it back to be written anew."""
    by, row = caller(request), agreement_of(request, agreement)
    activities.return_agreement(row, by=by, reason=asked.reason)
    return agreement_now(request, row)


@router.post(f"{ONE}/signature", response=answers(AgreementOut))
def sign_agreement(
    request: HttpRequest, agreement: int, asked: AgreementSignatureIn
) -> AgreementOut:
    """Sign for us; it is in force from the first moment of its first day."""
    by, row = caller(request), agreement_of(request, agreement)
    last = asked.valid_to
    activities.sign_agreement(
        row,
        by=by,
        for_party=asked.for_party,
        valid_from=row.midnight(asked.valid_from),
        valid_to=row.midnight(last + timedelta(days=1)) if last else None,
    )
    return agreement_now(request, row)


@router.post(f"{ONE}/reviews", response=answers(AgreementOut))
def review_agreement(
    request: HttpRequest, agreement: int, asked: AgreementReviewIn
) -> AgreementOut:
    """Keep what was said when it was reviewed, and when it is next."""
    by, row = caller(request), agreement_of(request, agreement)
    activities.review_agreement(row, by=by, **asked.dict())
    return agreement_now(request, row)


@router.post(f"{ONE}/ending", response=answers(AgreementOut))
def end_agreement(request: HttpRequest, agreement: int, asked: AgreementReasonIn) -> AgreementOut:
    """End what is in force; running clocks keep what they began with."""
    by, row = caller(request), agreement_of(request, agreement)
    activities.end_agreement(row, by=by, reason=asked.reason)
    return agreement_now(request, row)
