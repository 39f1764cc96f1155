"""Drafts of what is said about a request: one's own, and those that colleagues show."""

from datetime import datetime
from typing import Annotated

from django.db.models import Q
from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.requests import access, activities
from spoc.requests.api.shapes import RecordOut, found, record_out
from spoc.requests.models import Draft
from spoc.site.machines import OneOf, answers
from spoc.site.tokens import caller

router = Router()

ALL = "/requests/{int:number}/drafts"
DraftKind = Annotated[str, OneOf(("reply", "note", "call"))]
Addresses = Annotated[str, Field(max_length=1_000)]


class DraftIn(Schema):
    """What one has written so far; an empty text throws it away.

    One that `is_shared` colleagues read and may go on with.
    """

    kind: DraftKind = "reply"
    text: str = Field(max_length=100_000)
    cc: Addresses = ""
    bcc: Addresses = ""
    is_shared: bool = False


class DraftOut(Schema):
    """What somebody began to write; `taken_by` is who goes on with it."""

    id: int
    person: RecordOut
    kind: DraftKind
    text: str
    cc: str
    bcc: str
    is_shared: bool
    taken_by: RecordOut | None
    kept_at: datetime


@router.get(ALL, response=answers(list[DraftOut]))
def list_drafts(request: HttpRequest, number: int) -> list[DraftOut]:
    """List one's own drafts, and the replies that colleagues began and show."""
    by, row = caller(request), found(request, number)
    access.demand_work(by, row)
    shown = row.drafts.filter(Q(person=by) | Q(is_shared=True, kind="reply"))
    return [draft_out(each) for each in shown.select_related("person", "taken_by").order_by("id")]


@router.put(ALL, response={**answers(DraftOut), 204: None})
def keep_draft(request: HttpRequest, number: int, asked: DraftIn) -> DraftOut | Status[None]:
    """Keep what one has written so far."""
    kept = activities.keep_draft(found(request, number), by=caller(request), **asked.dict())
    return draft_out(kept) if kept else Status(204, None)


@router.post(f"{ALL}/{{int:draft}}/taking", response=answers(DraftOut))
def take_over_draft(request: HttpRequest, number: int, draft: int) -> DraftOut:
    """Go on with what a colleague began and shows, below what one has written oneself."""
    return draft_out(activities.take_draft(found(request, number), by=caller(request), draft=draft))


def draft_out(draft: Draft) -> DraftOut:
    """Return a draft as machines read it."""
    return DraftOut(
        id=draft.pk,
        person=RecordOut(id=draft.person_id, name=str(draft.person)),
        kind=draft.kind,
        text=draft.text,
        cc=draft.cc,
        bcc=draft.bcc,
        is_shared=draft.is_shared,
        taken_by=record_out(draft.taken_by),
        kept_at=draft.kept_at,
    )
