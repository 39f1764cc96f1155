"""Offerings: listed, read, written down and changed."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from spoc.catalogue import access, activities
from spoc.catalogue.api.offering_shapes import (
    ONE,
    ApprovalsIn,
    AudienceIn,
    FormIn,
    OfferingIn,
    OfferingOut,
    OfferingsOut,
    TermsIn,
    audience_of,
    offering_of,
    offering_out,
    wanted_of,
)
from spoc.catalogue.queries.ordering import reader_of, with_audience
from spoc.catalogue.rules.offering import OfferingState
from spoc.site.machines import Key, OneOf, PageIn, answers, named, page_of
from spoc.site.tokens import caller

router = Router()
ORDER = ("name", "id")
STATES = ("", *(each.value for each in OfferingState))


class OfferingsIn(PageIn):
    """What narrows the offerings: those of one service, those of one state, by name."""

    service: Key | None = None
    state: Annotated[str, OneOf(STATES)] = ""
    words: str = Field("", max_length=100)


@router.get("/offerings", response=answers(OfferingsOut))
def list_offerings(request: HttpRequest, asked: Annotated[OfferingsIn, Query()]) -> OfferingsOut:
    """List what can be ordered, as far as it is meant for the caller; the desk sees all."""
    by = caller(request)
    rows = with_audience(access.offerings_visible_to(by)).select_related("definition")
    rows = rows.filter(service=asked.service) if asked.service else rows
    rows = rows.filter(state=asked.state) if asked.state else rows
    rows = rows.filter(name__icontains=asked.words) if asked.words else rows
    found, mark = page_of(rows, ORDER, asked)
    reader = reader_of(by)
    return OfferingsOut(items=[offering_out(row, by, reader) for row in found], next=mark)


@router.post("/offerings", response=answers(OfferingOut, 201))
def add_offering(request: HttpRequest, asked: OfferingIn) -> Status[OfferingOut]:
    """Write down something that is to be ordered; it is a draft until it is published."""
    by = caller(request)
    service = named(access.known_to(by), asked.service, "service")
    made = activities.add_offering(service, by=by, **wanted_of(by, asked))
    return Status(201, offering_out(made, by))


@router.get(ONE, response=answers(OfferingOut))
def read_offering(request: HttpRequest, offering: int) -> OfferingOut:
    """Read an offering: what an order of it asks, costs and takes."""
    return offering_out(offering_of(request, offering), caller(request))


@router.patch(ONE, response=answers(OfferingOut))
def change_offering(request: HttpRequest, offering: int, asked: TermsIn) -> OfferingOut:
    """Change what is told of it, or its terms; those hold from the next publication."""
    by, row = caller(request), offering_of(request, offering)
    wanted = {"name": row.name, **wanted_of(by, asked)}
    return offering_out(activities.change_offering(row, by=by, **wanted), by)


@router.put(f"{ONE}/audience", response=answers(OfferingOut))
def address_offering(request: HttpRequest, offering: int, asked: AudienceIn) -> OfferingOut:
    """Say for whom it is."""
    by, row = caller(request), offering_of(request, offering)
    return offering_out(activities.address_offering(row, by=by, **audience_of(by, asked)), by)


@router.put(f"{ONE}/form", response=answers(OfferingOut))
def shape_form(request: HttpRequest, offering: int, asked: FormIn) -> OfferingOut:
    """Say what is asked of whoever orders it."""
    by, row = caller(request), offering_of(request, offering)
    return offering_out(activities.shape_form(row, by=by, form=asked.form), by)


@router.put(f"{ONE}/approvals", response=answers(OfferingOut))
def set_approvals(request: HttpRequest, offering: int, asked: ApprovalsIn) -> OfferingOut:
    """Say who approves an order of it."""
    by, row = caller(request), offering_of(request, offering)
    wanted = asked.dict()
    wanted["approvers"] = [
        {**each, "above": None if each["above"] is None else str(each["above"])}
        for each in wanted["approvers"]
    ]
    return offering_out(activities.set_approvals(row, by=by, approvals=wanted), by)
