"""Words that go further or later: forwarding what was said, and replies that wait."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.people.access import demand
from spoc.requests import access, activities
from spoc.requests.api.drafts import DraftOut, draft_out
from spoc.requests.api.shapes import RecordOut, found
from spoc.requests.models import PlannedReply
from spoc.requests.queries.planned import planned_of
from spoc.requests.rules.sending import Sending
from spoc.site.machines import Key, Moment, answers
from spoc.site.tokens import caller

router = Router()

ONE = "/requests/{int:number}"


class ForwardIn(Schema):
    """To whom what was said goes: one entry, or all that is public."""

    to: list[str] = Field(min_length=1, max_length=20)
    text: str = Field("", max_length=50_000)
    entry: Key | None = None
    with_files: bool = True


class ForwardedOut(Schema):
    """The note that says to whom it went."""

    entry: int
    to: list[str]


class PlannedIn(Schema):
    """A reply, and the moment it goes; words may carry marks."""

    text: str = Field(min_length=1, max_length=100_000)
    send_at: Moment
    cc: list[str] = Field(default_factory=list, max_length=20)
    bcc: list[str] = Field(default_factory=list, max_length=20)


class MomentIn(Schema):
    """When it goes."""

    send_at: Moment


class PlannedOut(Schema):
    """A reply that waits; `problem` says why it was not sent in its time."""

    id: int
    person: RecordOut
    text: str
    cc: str
    bcc: str
    send_at: datetime
    problem: str


class PlannedListOut(Schema):
    """Every reply that waits, the next first."""

    items: list[PlannedOut]


@router.post(f"{ONE}/forwards", response=answers(ForwardedOut, 201))
def forward_request(request: HttpRequest, number: int, asked: ForwardIn) -> Status[ForwardedOut]:
    """Send what was said to somebody outside; internal notes never leave."""
    note = activities.forward(
        found(request, number),
        by=caller(request),
        to=", ".join(asked.to),
        text=asked.text,
        entry=asked.entry,
        with_files=asked.with_files,
    )
    return Status(201, ForwardedOut(entry=note.pk, to=note.to))


@router.get(f"{ONE}/planned-replies", response=answers(PlannedListOut))
def list_planned_replies(request: HttpRequest, number: int) -> PlannedListOut:
    """List the replies that wait for their moment."""
    row = found(request, number)
    demand(access.may_work(caller(request), row))
    return PlannedListOut(items=[_planned(each) for each in planned_of(row)])


@router.post(f"{ONE}/planned-replies", response=answers(PlannedOut, 201))
def plan_reply(request: HttpRequest, number: int, asked: PlannedIn) -> Status[PlannedOut]:
    """Write a reply that goes at a moment, unless somebody writes before."""
    planned = activities.plan_reply(
        found(request, number),
        by=caller(request),
        text=asked.text,
        send_at=asked.send_at,
        sending=Sending(is_marked=True, cc=tuple(asked.cc), bcc=tuple(asked.bcc)),
    )
    return Status(201, _planned(planned))


@router.patch(f"{ONE}/planned-replies/{{int:planned}}", response=answers(PlannedOut))
def move_planned_reply(
    request: HttpRequest, number: int, planned: int, asked: MomentIn
) -> PlannedOut:
    """Let a reply that waits go at another moment: one's own."""
    row, moment = found(request, number), asked.send_at
    return _planned(activities.move_reply(row, by=caller(request), planned=planned, send_at=moment))


@router.delete(f"{ONE}/planned-replies/{{int:planned}}", response=answers(None, 204))
def unplan_reply(request: HttpRequest, number: int, planned: int) -> Status[None]:
    """Do not send a reply that waits: its words go back into the caller's draft."""
    activities.unplan_reply(found(request, number), by=caller(request), planned=planned)
    return Status(204, None)


@router.post(f"{ONE}/entries/{{int:entry}}/taking-back", response=answers(DraftOut))
def take_back_reply(request: HttpRequest, number: int, entry: int) -> DraftOut:
    """Take back a reply of one's own whose letter has not left: its words are a draft again."""
    by, row = caller(request), found(request, number)
    activities.take_back(row, by=by, entry=entry)
    return draft_out(row.drafts.select_related("person").get(person=by, kind="reply"))


def _planned(planned: PlannedReply) -> PlannedOut:
    return PlannedOut(
        id=planned.pk,
        person=RecordOut(id=planned.person_id, name=str(planned.person)),
        text=planned.text,
        cc=planned.cc,
        bcc=planned.bcc,
        send_at=planned.send_at,
        problem=planned.problem,
    )
