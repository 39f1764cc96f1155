"""Announcements for machines: what is told to many, written, published, told more of, and ended."""

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from django.db.models import Model, Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from spoc.catalogue.access import visible_to as services_visible_to
from spoc.channels import activities as do
from spoc.channels.announce_access import announcements_visible_to
from spoc.channels.api.announcement_shapes import (
    AnnouncementChangeIn,
    AnnouncementIn,
    AnnouncementOut,
    AnnouncementsIn,
    AnnouncementsOut,
    LastWordIn,
    MoreIn,
    announcement_out,
    by_language,
)
from spoc.channels.models import Announcement
from spoc.channels.queries.announced import standing
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.access import communities_visible_to
from spoc.people.models import Person
from spoc.site.machines import answers, find, page_of
from spoc.site.tokens import caller

router = Router()

ONE = "/announcements/{int:announcement}"
NEWEST = ("-id",)
Row = TypeVar("Row", bound=Model)


@router.get("/announcements", response=answers(AnnouncementsOut))
def list_announcements(
    request: HttpRequest, asked: Annotated[AnnouncementsIn, Query()]
) -> AnnouncementsOut:
    """List what was announced to the caller; all of it, drafts too, for whoever announces."""
    by = caller(request)
    rows = announcements_visible_to(by)
    rows = standing(rows, now()) if asked.standing else rows
    found, mark = page_of(_shown_to(by, rows), NEWEST, asked)
    return AnnouncementsOut(items=[announcement_out(row) for row in found], next=mark)


@router.post("/announcements", response=answers(AnnouncementOut, 201))
def write_announcement(request: HttpRequest, asked: AnnouncementIn) -> Status[AnnouncementOut]:
    """Write an announcement; nobody else reads it until it is published."""
    by = caller(request)
    made = do.draft_announcement(
        asked.kind,
        by=by,
        told=by_language(asked.told),
        begins_at=asked.begins_at,
        ends_at=asked.ends_at,
        communities=_all_of(communities_visible_to(by), asked.communities, "communities"),
        services=_all_of(services_visible_to(by), asked.services, "services"),
    )
    return Status(201, _read(by, made.pk))


@router.get(ONE, response=answers(AnnouncementOut))
def read_announcement(request: HttpRequest, announcement: int) -> AnnouncementOut:
    """Read an announcement, with what was said of it since."""
    return _read(caller(request), announcement)


@router.patch(ONE, response=answers(AnnouncementOut))
def describe_announcement(
    request: HttpRequest, announcement: int, asked: AnnouncementChangeIn
) -> AnnouncementOut:
    """Change what is announced, to whom and until when; what is left out stays."""
    by, row = caller(request), _found(request, announcement)
    do.change_announcement(row, by=by, **_wanted(row, by, asked))
    return _read(by, announcement)


@router.post(f"{ONE}/publication", response=answers(AnnouncementOut))
def publish_announcement(request: HttpRequest, announcement: int) -> AnnouncementOut:
    """Publish it: it stands in the portal and at the desk, and goes to who follows by mail."""
    by = caller(request)
    do.publish_announcement(_found(request, announcement), by=by)
    return _read(by, announcement)


@router.post(f"{ONE}/updates", response=answers(AnnouncementOut))
def tell_more_of_announcement(
    request: HttpRequest, announcement: int, asked: MoreIn
) -> AnnouncementOut:
    """Tell more of what is published."""
    by = caller(request)
    do.update_announcement(_found(request, announcement), by=by, words=by_language(asked.words))
    return _read(by, announcement)


@router.post(f"{ONE}/end", response=answers(AnnouncementOut))
def end_announcement(request: HttpRequest, announcement: int, asked: LastWordIn) -> AnnouncementOut:
    """End it, with a last word where there is one."""
    by = caller(request)
    words = by_language(asked.words) if asked.words else {}
    do.end_announcement(_found(request, announcement), by=by, words=words)
    return _read(by, announcement)


def _wanted(row: Announcement, by: Person, asked: AnnouncementChangeIn) -> dict[str, Any]:
    """Return the announcement as it is to be: what was given over what there is."""
    given = asked.dict(exclude_unset=True)
    wanted: dict[str, Any] = {
        name: getattr(row, name) for name in ("kind", "told", "begins_at", "ends_at")
    }
    wanted |= {"communities": list(row.communities.all()), "services": list(row.services.all())}
    wanted |= {name: given[name] for name in ("begins_at", "ends_at") if name in given}
    if asked.kind is not None:
        wanted["kind"] = asked.kind
    if asked.told is not None:
        wanted["told"] = by_language(asked.told)
    if asked.communities is not None:
        seen = communities_visible_to(by)
        wanted["communities"] = _all_of(seen, asked.communities, "communities")
    if asked.services is not None:
        wanted["services"] = _all_of(services_visible_to(by), asked.services, "services")
    return wanted


def _shown_to(by: Person, rows: QuerySet[Announcement]) -> QuerySet[Announcement]:
    """Let rows come with those communities and services that the caller may know."""
    communities = Prefetch("communities", communities_visible_to(by).order_by("id"))
    services = Prefetch("services", services_visible_to(by).order_by("id"))
    shown = rows.prefetch_related("updates").prefetch_related(communities)
    return shown.prefetch_related(services)


def _found(request: HttpRequest, pk: int) -> Announcement:
    row: Announcement = find(announcements_visible_to(caller(request)), pk)
    return row


def _read(by: Person, pk: int) -> AnnouncementOut:
    return announcement_out(find(_shown_to(by, announcements_visible_to(by)), pk))


def _all_of(rows: QuerySet[Row], keys: Iterable[int], field: str) -> list[Row]:
    """Return the rows that a field of the body names, each of them the caller's to see."""
    wanted = set(keys)
    found = list(rows.filter(pk__in=wanted))
    if len(found) != len(wanted):
        words = _("There is none with this number that you may see.")
        raise NotPossible(words, fields={field: words})
    return found
