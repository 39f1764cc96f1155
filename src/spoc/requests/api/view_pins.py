"""The views in the caller's own navigation, for machines: which, and in which order."""

from typing import Annotated

from django.db import transaction
from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import activities, view_access
from spoc.requests.api.shapes import RecordOut
from spoc.requests.models import View
from spoc.requests.rules.view import MOST_PINS
from spoc.site.machines import Walk, Whole, answers, find, page_of
from spoc.site.tokens import caller

router = Router()


class PinsOut(Schema):
    """The views in the caller's navigation in their order, and the mark of the next page."""

    items: list[RecordOut]
    next: str | None


class PinIn(Schema):
    """The place in the navigation, counted from 1; without one it is the last, or stays."""

    place: Annotated[Whole, Field(ge=1, le=MOST_PINS)] | None = None


@router.get("/pinned-views", response=answers(PinsOut))
def list_pinned_views(request: HttpRequest, walk: Walk) -> PinsOut:
    """List the views in the caller's navigation, in their order."""
    rows = view_access.pins_of(_keeper(request)).select_related("view")
    shown, mark = page_of(rows, ("place", "id"), walk)
    items = [RecordOut(id=row.view_id, name=row.view.name) for row in shown]
    return PinsOut(items=items, next=mark)


@router.put("/views/{int:view}/pin", response=answers(None, 204))
def pin_view(request: HttpRequest, view: int, asked: PinIn) -> Status[None]:
    """Pin a view to the caller's navigation, or move it there."""
    by = _keeper(request)
    row: View = find(view_access.visible_to(by), view)
    with transaction.atomic():
        activities.pin_view(row, by=by)
        if asked.place is not None:
            activities.move_pin(row, by=by, place=asked.place)
    return Status(204, None)


@router.delete("/views/{int:view}/pin", response=answers(None, 204))
def unpin_view(request: HttpRequest, view: int) -> Status[None]:
    """Take a view out of the caller's navigation."""
    by = _keeper(request)
    activities.unpin_view(find(view_access.visible_to(by), view), by=by)
    return Status(204, None)


def _keeper(request: HttpRequest) -> Person:
    """Return the caller, if they may have views."""
    by = caller(request)
    demand(view_access.may_keep_views(by))
    return by
