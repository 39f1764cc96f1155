"""Letters in and out for machines: those that wait, failed or were put aside, and what to do."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from spoc.channels import activities
from spoc.channels.access import letters_visible_to, may_read_letters, readable_among
from spoc.channels.models import Letter
from spoc.channels.outlook import look_of
from spoc.channels.seals import told
from spoc.channels.words import INCOMING, OUTGOING
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.site.machines import OneOf, PageIn, answers, find, page_of
from spoc.site.tokens import caller

router = Router()

ONE = "/letters/{int:letter}"
StateCode = Annotated[str, OneOf(tuple(dict.fromkeys((*INCOMING, *OUTGOING))))]


class LetterOut(Schema):
    """A letter and how far it has come; subject and reason are null for its reader alone.

    `subject_of` is the record it is about, such as `request-48213`.
    """

    id: int
    is_incoming: bool
    state: StateCode
    outcome: str
    reason: str | None
    from_address: str
    to: list[str]
    subject: str | None
    subject_of: str
    channel: int | None
    community: int | None
    at: datetime
    settled_at: datetime | None
    next_try_at: datetime | None
    tries: int


class WholeLetterOut(LetterOut):
    """A letter with its words; they are null for its reader alone."""

    text: str | None


class LettersOut(Schema):
    """A page of letters, the newest first, and the mark of the next page."""

    items: list[LetterOut]
    next: str | None


class LettersIn(PageIn):
    """Which letters: those that came or those we wrote, and how far they have come.

    What was put aside is `quarantined`; what was not sent is `queued` or `failed`.
    """

    way: Annotated[str, OneOf(("in", "out"))] = "in"
    state: StateCode | None = None


@router.get("/letters", response=answers(LettersOut))
def list_letters(request: HttpRequest, asked: Annotated[LettersIn, Query()]) -> LettersOut:
    """List the letters the caller may know of."""
    by = _reader(request)
    letters = letters_visible_to(by).filter(is_incoming=asked.way == "in")
    if asked.state:
        letters = letters.filter(state=asked.state)
    rows, mark = page_of(letters, ("-id",), asked)
    readable = readable_among(by, rows)
    return LettersOut(items=[LetterOut(**_told(each, readable)) for each in rows], next=mark)


@router.get(ONE, response=answers(WholeLetterOut))
def read_letter(request: HttpRequest, letter: int) -> WholeLetterOut:
    """Read a letter."""
    by = _reader(request)
    row: Letter = find(letters_visible_to(by), letter)
    readable = readable_among(by, [row])
    text = look_of(row).text if readable else None
    return WholeLetterOut(text=text, **_told(row, readable))


@router.post(f"{ONE}/release", response=answers(LetterOut))
def release_letter(request: HttpRequest, letter: int) -> LetterOut:
    """Let a letter that was put aside be read after all."""
    by = _reader(request)
    return _out(activities.release_letter(find(letters_visible_to(by), letter), by=by), by)


@router.post(f"{ONE}/rejection", response=answers(LetterOut))
def reject_letter(request: HttpRequest, letter: int) -> LetterOut:
    """Say of a letter that was put aside that it is spam."""
    by = _reader(request)
    return _out(activities.reject_letter(find(letters_visible_to(by), letter), by=by), by)


@router.post(f"{ONE}/retry", response=answers(LetterOut))
def retry_letter(request: HttpRequest, letter: int) -> LetterOut:
    """Try a letter that failed again, now."""
    by = _reader(request)
    return _out(activities.retry(find(letters_visible_to(by), letter), by=by), by)


def _reader(request: HttpRequest) -> Person:
    """Return the caller, if they may read letters at all: their words are case content."""
    by = caller(request)
    words = _("Letters are what people wrote about themselves: ask a service desk agent to look.")
    demand(may_read_letters(by), words)
    return by


def _out(row: Letter, by: Person) -> LetterOut:
    return LetterOut(**_told(row, readable_among(by, [row])))


def _told(row: Letter, readable: set[int]) -> dict[str, Any]:
    names = ("is_incoming", "state", "outcome", "from_address", "at", "settled_at")
    is_read = row.pk in readable
    return {
        **{name: getattr(row, name) for name in (*names, "next_try_at", "tries")},
        "id": row.pk,
        "to": [*row.to_addresses, *row.cc_addresses],
        "reason": told(row.reason) if is_read else None,
        "subject": row.subject if is_read else None,
        "subject_of": f"{row.noun}-{row.subject_id}" if row.noun else "",
        "channel": row.channel_id,
        "community": row.community_id,
    }
