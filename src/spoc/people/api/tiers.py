"""The tiers of support, and how long each works on a request."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from spoc.people import activities
from spoc.people.access import tiers_visible_to
from spoc.people.models import Tier
from spoc.site.machines import Whole, answers, nowhere
from spoc.site.tokens import caller

router = Router()


class TierOut(Schema):
    """A tier by its code, and its time box in minutes of work; null takes the time it takes."""

    code: str
    box_minutes: int | None


class TierIn(Schema):
    """How long a tier works on a request before it is handed on."""

    box_minutes: Annotated[Whole, Field(ge=1, le=1440)] | None


@router.get("/tiers", response=answers(list[TierOut]))
def list_tiers(request: HttpRequest) -> list[TierOut]:
    """List the tiers: 0 self-service, 1 the desk, 2 and 3 behind it, X a supplier."""
    return [_out(row) for row in tiers_visible_to(caller(request)).order_by("code")]


@router.put("/tiers/{slug:code}", response=answers(TierOut))
def change_tier(request: HttpRequest, code: str, asked: TierIn) -> TierOut:
    """Set the time box of a tier."""
    by = caller(request)
    row = tiers_visible_to(by).filter(code=code).first()
    if row is None:
        raise nowhere()
    return _out(activities.change_tier(row, by=by, box_minutes=asked.box_minutes))


def _out(row: Tier) -> TierOut:
    return TierOut(code=row.code, box_minutes=row.box_minutes)
