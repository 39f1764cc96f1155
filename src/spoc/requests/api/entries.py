"""What is said about a request, and what was done with it."""

from datetime import datetime
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.audit.activities import sentence
from spoc.audit.models import Fact
from spoc.audit.queries import values_of
from spoc.requests import access, activities
from spoc.requests.activities.reply import Words
from spoc.requests.api.shapes import RecordOut, found
from spoc.requests.models import Entry
from spoc.requests.queries.facts import facts_of
from spoc.requests.rules.sending import Sending
from spoc.site.machines import Key, OneOf, Walk, Whole, answers, page_of
from spoc.site.tokens import caller
from spoc.work.activities import LONGEST

router = Router()

EntryKind = Annotated[str, OneOf(("reply", "note", "call"))]
Minutes = Annotated[Whole, Field(ge=0, le=LONGEST)]


class EntryIn(Schema):
    """Words for the other side (`reply`), for the desk alone (`note`), or said by phone (`call`).

    `is_marked` lets stars and dashes be marks. A reply of the desk goes to `cc` and `bcc` too; it
    is refused (409) where somebody wrote after the entry `seen`; one that `waits` a moment can be
    taken back. A call took `minutes`.
    """

    kind: EntryKind = "reply"
    text: str = Field(min_length=1, max_length=100_000)
    is_marked: bool = False
    cc: list[str] = Field(default_factory=list, max_length=20)
    bcc: list[str] = Field(default_factory=list, max_length=20)
    seen: Key | None = None
    waits: bool = False
    minutes: Minutes = 0


class EntryOut(Schema):
    """Something somebody said."""

    id: int
    kind: str
    author: RecordOut
    is_internal: bool
    is_from_desk: bool
    text: str
    at: datetime


class EntriesOut(Schema):
    """A page of what was said, oldest first, and the mark of the next page."""

    items: list[EntryOut]
    next: str | None


class FactOut(Schema):
    """Something that was done: its kind, by whom, when, and the sentence people read."""

    id: int
    kind: str
    by: RecordOut
    at: datetime
    sentence: str


class FactsOut(Schema):
    """A page of what was done, oldest first, and the mark of the next page."""

    items: list[FactOut]
    next: str | None


@router.get("/requests/{int:number}/entries", response=answers(EntriesOut))
def list_entries(request: HttpRequest, number: int, walk: Walk) -> EntriesOut:
    """List what was said that the caller may read."""
    entries = access.entries_visible_to(caller(request))
    entries = entries.filter(support_request=found(request, number)).select_related("author")
    rows, mark = page_of(entries, ("at", "id"), walk)
    return EntriesOut(items=[entry_out(row) for row in rows], next=mark)


@router.post("/requests/{int:number}/entries", response=answers(EntryOut, 201))
def add_entry(request: HttpRequest, number: int, asked: EntryIn) -> Status[EntryOut]:
    """Say something to the other side, note it for the desk, or write down a call."""
    by, row = caller(request), found(request, number)
    text, marked = asked.text, asked.is_marked
    if asked.kind == "note":
        entry = activities.note(row, by=by, text=text, is_marked=marked)
    elif asked.kind == "call":
        entry = activities.log_call(row, by=by, text=text, minutes=asked.minutes, is_marked=marked)
    elif by.pk == row.requester_id or not access.may_work(by, row):
        entry = activities.hear(row, by=by, channel="api", words=Words(text))
    else:
        entry = activities.reply(row, by=by, text=text, sending=_sending(asked))
    return Status(201, entry_out(entry))


@router.get("/requests/{int:number}/facts", response=answers(FactsOut))
def list_facts(request: HttpRequest, number: int, walk: Walk) -> FactsOut:
    """List what was done with a request; of others' work the requester sees the outline."""
    row = found(request, number)
    rows, mark = page_of(facts_of(row, caller(request)), ("seq",), walk)
    return FactsOut(items=[_fact(fact, row.reference) for fact in rows], next=mark)


def entry_out(entry: Entry) -> EntryOut:
    """Return something that was said as machines read it."""
    return EntryOut(
        id=entry.pk,
        kind=entry.kind,
        author=RecordOut(id=entry.author_id, name=str(entry.author)),
        is_internal=entry.is_internal,
        is_from_desk=entry.is_from_desk,
        text=entry.text,
        at=entry.at,
    )


def _sending(asked: EntryIn) -> Sending:
    return Sending(
        is_marked=asked.is_marked,
        cc=tuple(asked.cc),
        bcc=tuple(asked.bcc),
        wait_seconds=settings.SPOC_UNDO_SECONDS if asked.waits else 0,
        seen=asked.seen,
    )


def _fact(fact: Fact, subject: str) -> FactOut:
    return FactOut(
        id=fact.pk,
        kind=fact.kind,
        by=RecordOut(id=fact.by_id, name=fact.by.name),
        at=fact.at,
        sentence=sentence(fact.kind, values_of(fact, subject=subject)),
    )
