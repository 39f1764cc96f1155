"""One's own notices, for machines: what there is to read, that it was read, and by which way."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from spoc.channels.access import notices_visible_to
from spoc.channels.activities import prefer_ways, see_notices
from spoc.channels.queries.notices import NoticeRow, rows_of, unseen
from spoc.channels.queries.ways import ways_of
from spoc.site.machines import PageIn, answers, find, page_of
from spoc.site.tokens import caller

router = Router()

NEWEST_FIRST = ("-last_at", "-id")
MOST_EVENTS = 100


class AboutOut(Schema):
    """What a notice is about, as far as the caller may see it now."""

    reference: str
    title: str
    address: str


class NoticeOut(Schema):
    """A notice: what happened in words, how often since it was last read, and to what."""

    id: int
    event: str
    words: str
    about: AboutOut | None
    count: int
    at: datetime
    is_seen: bool


class NoticesOut(Schema):
    """A page of notices, the newest first, and the mark of the next page."""

    items: list[NoticeOut]
    next: str | None


class NoticesIn(PageIn):
    """Whether also those that were read."""

    seen: bool = False


class SeenOut(Schema):
    """How many notices were new."""

    count: int


class WayOut(Schema):
    """An event, what it is called, by which way the caller is told of it, and which ways it has."""

    event: str
    label: str
    way: str
    ways: list[str]


class WaysIn(Schema):
    """By which way to be told, by event; what is left out stays as it is."""

    ways: dict[Annotated[str, Field(max_length=24)], Annotated[str, Field(max_length=6)]] = Field(
        max_length=MOST_EVENTS
    )


@router.get("/notices", response=answers(NoticesOut))
def list_notices(request: HttpRequest, asked: Annotated[NoticesIn, Query()]) -> NoticesOut:
    """List the caller's own notices; those not read yet, unless all are asked for."""
    by = caller(request)
    found = notices_visible_to(by) if asked.seen else unseen(by)
    rows, mark = page_of(found, NEWEST_FIRST, asked)
    return NoticesOut(items=[_notice(row) for row in rows_of(by, rows)], next=mark)


@router.post("/notices/seen", response=answers(SeenOut))
def see_all_notices(request: HttpRequest) -> SeenOut:
    """Note that the caller read all their notices."""
    by = caller(request)
    return SeenOut(count=see_notices(by, unseen(by)))


@router.post("/notices/{int:notice}/seen", response=answers(NoticeOut))
def see_notice(request: HttpRequest, notice: int) -> NoticeOut:
    """Note that the caller read one."""
    by = caller(request)
    row = find(notices_visible_to(by), notice)
    see_notices(by, notices_visible_to(by).filter(pk=row.pk))
    row.refresh_from_db()
    return _notice(rows_of(by, [row])[0])


@router.get("/notice-ways", response=answers(list[WayOut]))
def list_notice_ways(request: HttpRequest) -> list[WayOut]:
    """List by which way the caller is told of what."""
    return [
        WayOut(event=event.key, label=str(event.label), way=way, ways=list(event.ways))
        for event, way in ways_of(caller(request))
    ]


@router.put("/notice-ways", response=answers(list[WayOut]))
def change_notice_ways(request: HttpRequest, asked: WaysIn) -> list[WayOut]:
    """Say by which way the caller is to be told."""
    by = caller(request)
    prefer_ways(by, by=by, ways=asked.ways)
    return list_notice_ways(request)


def _notice(row: NoticeRow) -> NoticeOut:
    about = row.about
    return NoticeOut(
        id=row.pk,
        event=row.event,
        words=row.words,
        about=AboutOut(reference=about.reference, title=about.title, address=about.address)
        if about
        else None,
        count=row.count,
        at=row.at,
        is_seen=row.is_seen,
    )
