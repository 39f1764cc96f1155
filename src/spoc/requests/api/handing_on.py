"""Handing a request on: the note the next team begins with, and what the coordinator decides."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.people.access import demand, teams_visible_to
from spoc.people.models import Person
from spoc.requests import access, activities
from spoc.requests.activities import HandoffNote
from spoc.requests.activities.escalate import LONGEST
from spoc.requests.api.shapes import RecordOut, RequestOut, found, record_out, request_now
from spoc.requests.models import Handoff
from spoc.requests.queries.handoffs import PARTS
from spoc.site.machines import Key, OneOf, Walk, answers, named, page_of
from spoc.site.tokens import caller

router = Router()

ONE = "/requests/{int:number}"
Part = Annotated[str, Field(min_length=1, max_length=LONGEST)]
HandoffState = Annotated[str, OneOf(tuple(Handoff.State))]


class HandoffNoteIn(Schema):
    """Which team goes on, and what it must know to begin where the last one stopped."""

    team: Key
    tried: Part
    found: Part
    next_step: Part
    told: Part = Field(description="What the requester was told.")

    def note(self) -> HandoffNote:
        """Return the note that goes along."""
        return HandoffNote(self.tried, self.found, self.next_step, self.told)


class EscalationIn(HandoffNoteIn):
    """The same; `reason` is the incident coordinator's, on the third hop or back to a team."""

    reason: str = Field("", max_length=300)


class KeepingIn(Schema):
    """Why the request stays with the team that has it."""

    reason: str = Field(min_length=1, max_length=300)


class HandoffOut(Schema):
    """A hand-over note; one that is `asked` waits for the incident coordinator."""

    id: int
    state: HandoffState
    from_team: RecordOut
    from_tier: int
    to_team: RecordOut
    to_tier: int
    by: RecordOut
    at: datetime
    tried: str
    found: str
    next_step: str
    told: str
    decided_by: RecordOut | None
    reason: str


class HandoffsOut(Schema):
    """A page of hand-over notes, oldest first, and the mark of the next page."""

    items: list[HandoffOut]
    next: str | None


@router.post(f"{ONE}/escalation", response=answers(RequestOut))
def escalate_request(request: HttpRequest, number: int, asked: EscalationIn) -> RequestOut:
    """Hand it to a team with more skill; its owner stays."""
    by, row = caller(request), found(request, number)
    team = named(teams_visible_to(by), asked.team, "team")
    activities.escalate(row, by=by, team=team, note=asked.note(), reason=asked.reason)
    return request_now(number, by)


@router.post(f"{ONE}/coordination", response=answers(HandoffOut, 201))
def ask_request_coordinator(
    request: HttpRequest, number: int, asked: HandoffNoteIn
) -> Status[HandoffOut]:
    """Ask the incident coordinator to hand it on: it went to and fro already."""
    by, row = caller(request), found(request, number)
    team = named(teams_visible_to(by), asked.team, "team")
    return Status(201, _out(activities.ask_coordinator(row, by=by, team=team, note=asked.note())))


@router.post(f"{ONE}/keeping", response=answers(RequestOut))
def keep_request_here(request: HttpRequest, number: int, asked: KeepingIn) -> RequestOut:
    """Decide, as incident coordinator, that it stays where it is."""
    by, row = caller(request), found(request, number)
    activities.keep_here(row, by=by, reason=asked.reason)
    return request_now(number, by)


@router.get(f"{ONE}/handoffs", response=answers(HandoffsOut))
def list_handoffs(request: HttpRequest, number: int, walk: Walk) -> HandoffsOut:
    """List the hand-over notes of a request."""
    by: Person = caller(request)
    row = found(request, number)
    demand(access.may_read_inside(by, row), _("Hand-over notes are the desk's own."))
    rows, mark = page_of(row.handoffs.in_order(), ("id",), walk)
    return HandoffsOut(items=[_out(handoff) for handoff in rows], next=mark)


def _out(handoff: Handoff) -> HandoffOut:
    named_by = ("from_team", "to_team", "by", "decided_by")
    values: dict[str, Any] = {name: record_out(getattr(handoff, name)) for name in named_by}
    plain = ("state", "from_tier", "to_tier", "at", "reason", *PARTS)
    values |= {name: getattr(handoff, name) for name in plain}
    return HandoffOut(id=handoff.pk, **values)
