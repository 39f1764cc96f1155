"""Vouching for one's people, for machines: who waits, and the code that they told."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from spoc.kit.often import demand_seldom
from spoc.site.machines import OneOf, Walk, answers, find, page_of
from spoc.site.tokens import caller
from spoc.workflow import identity_access as access
from spoc.workflow.activities.identity import vouch
from spoc.workflow.models import IdentityCheck

router = Router()
MOST_ANSWERED, AN_HOUR = 30, 3600


class VouchOut(Schema):
    """Somebody who waits for their manager to say that it is them."""

    id: int
    person: int | None
    state: Annotated[str, OneOf(tuple(IdentityCheck.State.values))]
    begun_at: datetime
    expires_at: datetime


class VouchesOut(Schema):
    """A page of those who wait, the newest first, and the mark of the next page."""

    items: list[VouchOut]
    next: str | None


class CodeIn(Schema):
    """The code that they were shown and told."""

    code: Annotated[str, Field(max_length=20)]


@router.get("/vouching", response=answers(VouchesOut))
def list_who_waits_for_vouching(request: HttpRequest, walk: Walk) -> VouchesOut:
    """List who waits for the caller to vouch for them."""
    found, mark = page_of(access.waiting_for(caller(request)), ("-begun_at", "-id"), walk)
    return VouchesOut(items=[_out(each) for each in found], next=mark)


@router.post("/vouching/{int:check}/code", response=answers(VouchOut))
def vouch_for_person(request: HttpRequest, check: int, asked: CodeIn) -> VouchOut:
    """Say that it is them, by the code that they told."""
    by = caller(request)
    row: IdentityCheck = find(access.waiting_for(by), check)
    demand_seldom(request, "vouching", most=MOST_ANSWERED, seconds=AN_HOUR)
    return _out(vouch(row, by=by, code=asked.code))


def _out(row: IdentityCheck) -> VouchOut:
    return VouchOut(
        id=row.pk,
        person=row.person_id,
        state=row.state,
        begun_at=row.begun_at,
        expires_at=row.expires_at,
    )
