"""Articles: listed, searched, read, written, trusted, flagged and used."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.knowledge import access, activities
from spoc.knowledge.activities import Draft
from spoc.knowledge.api.article_shapes import (
    ONE,
    ArticleAudienceIn,
    ArticleIn,
    ArticleOut,
    ArticlesOut,
    Audience,
    ChangesIn,
    FoundOut,
    ReviewIn,
    State,
    Tongue,
    article_of,
    article_out,
    articles_out,
)
from spoc.knowledge.api.said import (
    FlagIn,
    FlagOut,
    FlagsOut,
    UseIn,
    UseOut,
    UsesOut,
    flag_out,
    use_out,
)
from spoc.knowledge.api.written import TEXTS, draft_of, items_of, services_of, steps_of
from spoc.knowledge.models import Article
from spoc.knowledge.queries.care import due_for
from spoc.knowledge.queries.uses import all_uses_of
from spoc.people.models import Person
from spoc.search.queries import best
from spoc.site.machines import Walk, answers, named, page_of
from spoc.site.tokens import caller

router = Router()
NEWEST = ("-updated_at", "-id")
LATEST = ("-at", "-id")


class Narrowed(Schema):
    """Which articles are listed."""

    state: State | None = None
    audience: Audience | None = None
    language: Tongue | None = None
    is_due: Annotated[bool, Field(description="Whether its review is due or comes soon.")] = False


class Sought(Schema):
    """What articles are searched by."""

    words: Annotated[str, Field(min_length=1, max_length=200)]
    limit: Annotated[int, Field(ge=1, le=50)] = 10


@router.get("/articles", response=answers(ArticlesOut))
def list_articles(
    request: HttpRequest, walk: Walk, which: Annotated[Narrowed, Query()]
) -> ArticlesOut:
    """List the articles the caller may read."""
    by = caller(request)
    rows = access.visible_to(by)
    if which.state:
        rows = rows.filter(confidence=which.state)
    if which.audience:
        rows = rows.filter(audience=which.audience)
    if which.language:
        rows = rows.filter(language=which.language)
    if which.is_due:
        rows = rows.filter(pk__in=due_for(by, is_all=access.reads_inside(by)).values("pk"))
    found, mark = page_of(rows.prefetch_related("services"), NEWEST, walk)
    return ArticlesOut(items=articles_out(found, by), next=mark)


@router.get("/articles/found", response=answers(FoundOut))
def search_articles(request: HttpRequest, sought: Annotated[Sought, Query()]) -> FoundOut:
    """Search the articles the caller may read, in both languages."""
    by = caller(request)
    keys = best(by, sought.words, noun="article", limit=sought.limit)
    rows = access.visible_to(by).prefetch_related("services").in_bulk(keys)
    return FoundOut(items=articles_out([rows[pk] for pk in keys if pk in rows], by))


@router.post("/articles", response=answers(ArticleOut, 201))
def write_article_down(request: HttpRequest, asked: ArticleIn) -> Status[ArticleOut]:
    """Write down what is asked, and the answer where there is one; the desk alone reads it."""
    by = caller(request)
    about = named(access.requests_shown(by), asked.request, "request")
    draft = draft_of(asked, by, asked.language or by.speaks)
    made = activities.capture_article(by, by=by, draft=draft, support_request=about)
    return Status(201, _out(made, by))


@router.get(ONE, response=answers(ArticleOut))
def read_article(request: HttpRequest, article: int) -> ArticleOut:
    """Read an article, as far as the caller may."""
    return article_out(article_of(request, article), caller(request))


@router.patch(ONE, response=answers(ArticleOut))
def write_on_article(request: HttpRequest, article: int, asked: ChangesIn) -> ArticleOut:
    """Write on at an article; somebody else's newer version is never overwritten."""
    row, by = article_of(request, article), caller(request)
    given = {name: getattr(asked, name) for name in TEXTS}
    texts = {n: getattr(row, n) if value is None else value for n, value in given.items()}
    kept = tuple(row.services.all())
    draft = Draft(
        **texts,
        steps=row.steps if asked.steps is None else steps_of(asked.steps),
        language=row.language,
        services=kept if asked.services is None else services_of(by, asked.services),
        categories=tuple(row.categories.all()),
        items=items_of(by, asked.items, row),
    )
    done = activities.write_article(row, by=by, draft=draft, version=asked.version, note=asked.note)
    return _out(done, by)


@router.post(f"{ONE}/validation", response=answers(ArticleOut))
def validate_article(request: HttpRequest, article: int) -> ArticleOut:
    """Trust an article that meets the standard."""
    by = caller(request)
    return _out(activities.validate_article(article_of(request, article), by=by), by)


@router.post(f"{ONE}/audience", response=answers(ArticleOut))
def publish_article(request: HttpRequest, article: int, asked: ArticleAudienceIn) -> ArticleOut:
    """Say who may read it."""
    row, by = article_of(request, article), caller(request)
    return _out(activities.publish_article(row, by=by, audience=asked.audience), by)


@router.post(f"{ONE}/review", response=answers(ArticleOut))
def review_article(request: HttpRequest, article: int, asked: ReviewIn) -> ArticleOut:
    """Say whether it still holds."""
    row, by = article_of(request, article), caller(request)
    done = activities.review_article(row, by=by, verdict=asked.verdict, note=asked.note)
    return _out(done, by)


@router.get(f"{ONE}/flags", response=answers(FlagsOut))
def list_article_flags(request: HttpRequest, article: int, walk: Walk) -> FlagsOut:
    """List the flags on an article."""
    row = article_of(request, article)
    rows = access.flags_visible_to(caller(request)).filter(article=row)
    found, mark = page_of(rows, LATEST, walk)
    return FlagsOut(items=[flag_out(each) for each in found], next=mark)


@router.post(f"{ONE}/flags", response=answers(FlagOut, 201))
def flag_article(request: HttpRequest, article: int, asked: FlagIn) -> Status[FlagOut]:
    """Say what is wrong with an article."""
    row, by = article_of(request, article), caller(request)
    flag = activities.flag_article(row, by=by, reason=asked.reason, words=asked.words)
    return Status(201, flag_out(flag))


@router.get(f"{ONE}/uses", response=answers(UsesOut))
def list_article_uses(request: HttpRequest, article: int, walk: Walk) -> UsesOut:
    """List what an article was used for, of the requests the caller may see."""
    row, by = article_of(request, article), caller(request)
    found, mark = page_of(all_uses_of(row, by), LATEST, walk)
    return UsesOut(items=[use_out(each) for each in found], next=mark)


@router.post(f"{ONE}/uses", response=answers(UseOut, 201))
def use_article(request: HttpRequest, article: int, asked: UseIn) -> Status[UseOut]:
    """Say that an article was used for a request, and what came of it."""
    row, by = article_of(request, article), caller(request)
    about = named(access.requests_shown(by), asked.request, "request")
    use = activities.use_article(about, by=by, article=row)
    if asked.outcome:
        use = activities.judge_use(use, by=by, outcome=asked.outcome)
    return Status(201, use_out(use))


def _out(article: Article, by: Person) -> ArticleOut:
    article.refresh_from_db()
    return article_out(article, by)
