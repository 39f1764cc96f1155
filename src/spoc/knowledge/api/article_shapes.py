"""Articles as machines read and write them, and finding the one named."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from spoc.knowledge import access
from spoc.knowledge.models import Article
from spoc.knowledge.queries.tied import items_of, languages_of
from spoc.knowledge.rules import (
    AUDIENCES,
    GOVERNANCES,
    VERDICTS,
    Confidence,
    moves_from,
)
from spoc.knowledge.rules.standard import without_inside
from spoc.people.models import Language, Person
from spoc.site.machines import Key, OneOf, find
from spoc.site.tokens import caller

ONE = "/articles/{int:article}"
Keys = Annotated[list[Key], Field(max_length=50)]
Title = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(max_length=60_000)]
Audience = Annotated[str, OneOf(AUDIENCES)]
State = Annotated[str, OneOf(tuple(Confidence))]
Tongue = Annotated[str, OneOf(tuple(Language.values))]


class GuideOptionIn(Schema):
    """One way on from a step: the words chosen, and the next step, `solved` or `ask`."""

    label: Annotated[str, Field(min_length=1, max_length=120)]
    to: Annotated[str, Field(min_length=1, max_length=40)]


class GuideStepIn(Schema):
    """One step of guided help."""

    key: Annotated[str, Field(min_length=1, max_length=40)]
    text: Annotated[str, Field(min_length=1, max_length=4_000)]
    options: Annotated[list[GuideOptionIn], Field(max_length=8)]


class GuideOptionOut(Schema):
    """One way on from a step."""

    label: str
    to: str


class GuideStepOut(Schema):
    """One step of guided help as the caller may read it."""

    key: str
    text: str
    options: list[GuideOptionOut]


class ArticleOut(Schema):
    """An article; its cause, its items and what is for the desk alone only to who reads inside.

    `moves` are what its state allows, `translations` the same in other languages.
    """

    id: int
    reference: str
    title: str
    question: str
    environment: str
    answer: str
    cause: str
    steps: list[GuideStepOut]
    language: Tongue
    audience: Audience
    governance: Annotated[str, OneOf(GOVERNANCES)]
    state: State
    services: list[int]
    items: list[int]
    translations: list[int]
    owner: int | None
    updated_at: datetime
    review_due_at: datetime | None
    is_overdue: bool
    used: int
    solved: int
    helped: int
    failed: int
    open_flags: int
    is_known_error: bool
    version: int
    moves: list[str]


class ArticlesOut(Schema):
    """A page of articles, the newest first, and the mark of the next page."""

    items: list[ArticleOut]
    next: str | None


class FoundOut(Schema):
    """Some articles: those that fit the words, the best first, or those brought in."""

    items: list[ArticleOut]


class ArticleWordsIn(Schema):
    """What is written down: a question, and the answer where there is one."""

    title: Title
    question: Text = ""
    environment: Text = ""
    answer: Text = ""
    cause: Text = ""
    steps: Annotated[list[GuideStepIn], Field(max_length=60)] = []
    language: Tongue | None = None
    services: Keys = []
    categories: Keys = []
    items: Keys | None = None


class ArticleIn(ArticleWordsIn):
    """An article to write down, and the request it was learned from."""

    request: Key | None = None


class ChangesIn(Schema):
    """What is written anew; what is not named stays. `version` is the one that was read."""

    title: Title | None = None
    question: Text | None = None
    environment: Text | None = None
    answer: Text | None = None
    cause: Text | None = None
    steps: Annotated[list[GuideStepIn], Field(max_length=60)] | None = None
    services: Keys | None = None
    items: Keys | None = None
    note: Annotated[str, Field(max_length=200)] = ""
    version: Key


class ArticleAudienceIn(Schema):
    """Who may read it."""

    audience: Audience


class ReviewIn(Schema):
    """What was found on looking at it again."""

    verdict: Annotated[str, OneOf(VERDICTS)]
    note: Annotated[str, Field(max_length=300)] = ""


def article_of(request: HttpRequest, pk: int) -> Article:
    """Return the article of this number, if the caller may read it."""
    rows = access.visible_to(caller(request)).select_related("owner", "translation_of")
    found: Article = find(rows, pk)
    return found


def article_out(article: Article, reader: Person) -> ArticleOut:
    """Return an article as this reader may know it."""
    return articles_out([article], reader)[0]


def articles_out(articles: Sequence[Article], reader: Person) -> list[ArticleOut]:
    """Return articles as this reader may know them."""
    is_inside = access.reads_inside(reader)
    told, tied = languages_of(articles, reader), items_of(articles, reader)
    return [_out(each, is_inside, told[each.pk], tied.get(each.pk, [])) for each in articles]


def _out(
    article: Article, is_inside: bool, translations: list[int], items: list[int]
) -> ArticleOut:

    def told(text: str) -> str:
        return text if is_inside else without_inside(text)

    steps = [{**step, "text": told(str(step["text"]))} for step in article.steps]
    return ArticleOut(
        id=article.pk,
        reference=article.reference,
        title=article.title,
        question=told(article.question),
        environment=told(article.environment),
        answer=told(article.answer),
        cause=article.cause if is_inside else "",
        steps=[GuideStepOut(**step) for step in steps],
        language=article.language,
        audience=article.audience,
        governance=article.governance,
        state=article.confidence,
        services=sorted(each.pk for each in article.services.all()),
        items=items if is_inside else [],
        translations=translations,
        owner=article.owner_id if is_inside else None,
        updated_at=article.updated_at,
        review_due_at=article.review_due_at if is_inside else None,
        is_overdue=is_inside and article.is_overdue,
        used=article.use_count if is_inside else 0,
        solved=article.solved_count if is_inside else 0,
        helped=article.helped_count if is_inside else 0,
        failed=article.failed_count if is_inside else 0,
        open_flags=article.open_flags if is_inside else 0,
        is_known_error=article.is_known_error,
        version=article.version,
        moves=[move.verb for move in moves_from(article.confidence)] if is_inside else [],
    )
