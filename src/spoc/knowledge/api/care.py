"""The care of articles: kept, archived, taken up again, flags settled, and who is licensed."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from spoc.knowledge import access, activities
from spoc.knowledge.api.article_shapes import ONE, ArticleOut, article_of, article_out
from spoc.knowledge.api.said import FlagOut, FlagsOut, flag_out
from spoc.knowledge.models import Article, Flag, Licence
from spoc.knowledge.rules import GOVERNANCES, LICENCES
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.site.machines import Key, OneOf, PageIn, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
NEWEST = ("-at", "-id")
Reason = Annotated[str, Field(max_length=300)]


class ArticleKeepingIn(Schema):
    """Who keeps it, and whether whoever writes may change it; what is not named stays."""

    owner: Key | None = None
    governance: Annotated[str, OneOf(GOVERNANCES)] | None = None


class ArchiveIn(Schema):
    """Why it is not needed any more."""

    reason: Reason


class FlagsIn(PageIn):
    """Which flags."""

    is_open: bool | None = None


class SettlementIn(Schema):
    """What was done about a flag."""

    settlement: Reason


class LicenceIn(Schema):
    """How far somebody is trusted with knowledge; empty takes it back."""

    level: Annotated[str, OneOf(("", *LICENCES))]


class LicenceOut(Schema):
    """How far somebody is trusted with knowledge; empty where no further than others."""

    person: int
    level: Annotated[str, OneOf(("", *LICENCES))]
    since: datetime | None


class LicencesOut(Schema):
    """A page of licences, and the mark of the next page."""

    items: list[LicenceOut]
    next: str | None


@router.put(f"{ONE}/keeping", response=answers(ArticleOut))
def keep_article(request: HttpRequest, article: int, asked: ArticleKeepingIn) -> ArticleOut:
    """Say who keeps it, and whether whoever writes may change it."""
    row, by = article_of(request, article), caller(request)
    owner: Person | None = named(people_visible_to(by), asked.owner, "owner")
    done = activities.keep_article(row, by=by, owner=owner, governance=asked.governance)
    return _out(done, by)


@router.post(f"{ONE}/archive", response=answers(ArticleOut))
def archive_article(request: HttpRequest, article: int, asked: ArchiveIn) -> ArticleOut:
    """Keep it up no longer."""
    row, by = article_of(request, article), caller(request)
    return _out(activities.archive_article(row, by=by, reason=asked.reason), by)


@router.put(f"{ONE}/known-error", response=answers(ArticleOut))
def name_known_error(request: HttpRequest, article: int) -> ArticleOut:
    """Say that it tells of what has a known cause and is not mended yet."""
    row, by = article_of(request, article), caller(request)
    return _out(activities.name_known_error(row, by=by), by)


@router.delete(f"{ONE}/known-error", response=answers(ArticleOut))
def end_known_error(request: HttpRequest, article: int) -> ArticleOut:
    """Say that what it tells of is mended."""
    row, by = article_of(request, article), caller(request)
    return _out(activities.end_known_error(row, by=by), by)


@router.post(f"{ONE}/restoration", response=answers(ArticleOut))
def restore_article(request: HttpRequest, article: int) -> ArticleOut:
    """Take an archived one up again; it waits to be validated."""
    row, by = article_of(request, article), caller(request)
    return _out(activities.restore_article(row, by=by), by)


@router.get("/flags", response=answers(FlagsOut))
def list_flags(request: HttpRequest, asked: Annotated[FlagsIn, Query()]) -> FlagsOut:
    """List the flags on articles: all to who reads inside, else one's own."""
    rows = access.flags_visible_to(caller(request))
    if asked.is_open is not None:
        rows = rows.filter(settled_at__isnull=asked.is_open)
    found, mark = page_of(rows, NEWEST, asked)
    return FlagsOut(items=[flag_out(each) for each in found], next=mark)


@router.post("/flags/{int:flag}/settlement", response=answers(FlagOut))
def settle_flag(request: HttpRequest, flag: int, asked: SettlementIn) -> FlagOut:
    """Say what was done about a flag."""
    by = caller(request)
    row: Flag = find(access.flags_visible_to(by).select_related("article"), flag)
    words = asked.settlement
    return flag_out(activities.settle_flag(row.article, by=by, flag=row, settlement=words))


@router.get("/licences", response=answers(LicencesOut))
def list_licences(request: HttpRequest, walk: Walk) -> LicencesOut:
    """List who is trusted how far with knowledge: to others than its manager, their own."""
    rows = access.licences_visible_to(caller(request))
    found, mark = page_of(rows, ("id",), walk)
    return LicencesOut(items=[_licence(each.person_id, each) for each in found], next=mark)


@router.put("/licences/{int:person}", response=answers(LicenceOut))
def license_person(request: HttpRequest, person: int, asked: LicenceIn) -> LicenceOut:
    """Say how far somebody is trusted with knowledge."""
    by = caller(request)
    row: Person = find(people_visible_to(by), person)
    return _licence(row.pk, activities.license_person(row, by=by, level=asked.level))


def _out(article: Article, by: Person) -> ArticleOut:
    article.refresh_from_db()
    return article_out(article, by)


def _licence(person: int, row: Licence | None) -> LicenceOut:
    level, since = (row.level, row.since) if row else ("", None)
    return LicenceOut(person=person, level=level, since=since)
