"""The life of an offering: published, suspended, resumed, retired; each a noun one posts to."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from spoc.catalogue import activities
from spoc.catalogue.api.offering_shapes import ONE, OfferingOut, offering_of, offering_out
from spoc.site.machines import answers
from spoc.site.tokens import caller

router = Router()


class NoteIn(Schema):
    """What is new in a version."""

    note: Annotated[str, Field(max_length=300)] = ""


class WhyIn(Schema):
    """Why an offering is moved."""

    reason: Annotated[str, Field(max_length=300)] = ""


@router.post(f"{ONE}/publication", response=answers(OfferingOut))
def publish_offering(request: HttpRequest, offering: int, asked: NoteIn) -> OfferingOut:
    """Let it be ordered on the terms it has now."""
    by, row = caller(request), offering_of(request, offering)
    activities.publish_offering(row, by=by, note=asked.note)
    return offering_out(row, by)


@router.post(f"{ONE}/suspension", response=answers(OfferingOut))
def suspend_offering(request: HttpRequest, offering: int, asked: WhyIn) -> OfferingOut:
    """Take no orders of it for a while."""
    by, row = caller(request), offering_of(request, offering)
    return offering_out(activities.suspend_offering(row, by=by, reason=asked.reason), by)


@router.post(f"{ONE}/resumption", response=answers(OfferingOut))
def resume_offering(request: HttpRequest, offering: int, asked: WhyIn) -> OfferingOut:
    """Take orders of it again."""
    by, row = caller(request), offering_of(request, offering)
    return offering_out(activities.resume_offering(row, by=by, reason=asked.reason), by)


@router.post(f"{ONE}/retirement", response=answers(OfferingOut))
def retire_offering(request: HttpRequest, offering: int, asked: WhyIn) -> OfferingOut:
    """Offer it no more."""
    by, row = caller(request), offering_of(request, offering)
    return offering_out(activities.retire_offering(row, by=by, reason=asked.reason), by)
