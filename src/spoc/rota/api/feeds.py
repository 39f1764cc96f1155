"""Calendars given out: an address shown once, from which a calendar reads shifts."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.people.access import demand
from spoc.rota import access, activities
from spoc.rota.models import Feed
from spoc.site.machines import Key, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()


class FeedIn(Schema):
    """Whose shifts it gives: a team's, or one's own where none is named."""

    team: Key | None = None


class FeedOut(Schema):
    """An open address; of a team, or one's own. What it is was shown once."""

    id: int
    team: int | None
    opened_at: datetime


class NewFeedOut(FeedOut):
    """The same with its address, shown this once: whoever knows it reads the shifts."""

    address: str = Field(description="Give it to a calendar that reads from the web.")


class FeedsOut(Schema):
    """A page of open addresses, and the mark of the next page."""

    items: list[FeedOut]
    next: str | None


@router.get("/shift-feeds", response=answers(FeedsOut))
def list_feeds(request: HttpRequest, walk: Walk) -> FeedsOut:
    """List the open addresses the caller may revoke: their own, and those of teams they keep."""
    rows, mark = page_of(access.feeds_of(caller(request)), ("id",), walk)
    return FeedsOut(items=[_out(row) for row in rows], next=mark)


@router.post("/shift-feeds", response=answers(NewFeedOut, 201))
def open_feed(request: HttpRequest, asked: FeedIn) -> Status[NewFeedOut]:
    """Make an address for one's own shifts or a team's; the one before gives nothing any more."""
    by = caller(request)
    demand(access.may_have(by))
    team = named(access.teams_kept_by(by), asked.team, "team")
    feed, secret = activities.open_feed(by, by=by, team=team)
    address = settings.SPOC_URL + reverse("rota:calendar", kwargs={"word": secret})
    return Status(201, NewFeedOut(**_out(feed).dict(), address=address))


@router.delete("/shift-feeds/{int:feed}", response=answers(None, 204))
def revoke_feed(request: HttpRequest, feed: int) -> Status[None]:
    """Let an address give nothing any more."""
    by = caller(request)
    activities.revoke_feed(find(access.feeds_of(by), feed), by=by)
    return Status(204, None)


def _out(row: Feed) -> FeedOut:
    return FeedOut(id=row.pk, team=row.team_id, opened_at=row.opened_at)
