"""Articles as machines read and write them, and finding the one named."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from spoc.knowledge import access
from spoc.knowledge.models import Article, Flag, Use
from spoc.knowledge.queries.reading import translations_of
from spoc.knowledge.rules import (
    AUDIENCES,
    FLAG_REASONS,
    GOVERNANCES,
    OUTCOMES,
    VERDICTS,
    WAYS,
    Confidence,
    moves_from,
)
from spoc.knowledge.rules.standard import without_inside
from spoc.people.models import Language, Person
from spoc.site.machines import Key, OneOf, find
from spoc.site.tokens import caller

ONE = "/articles/{int:article}"
Title = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(max_length=60_000)]
Audience = Annotated[str, OneOf(AUDIENCES)]
State = Annotated[str, OneOf(tuple(Confidence))]
Tongue = Annotated[str, OneOf(tuple(Language.values))]


class OptionIn(Schema):
    """One way on from a step: the words chosen, and the next step, `solved` or `ask`."""

    label: Annotated[str, Field(min_length=1, max_length=120)]
    to: Annotated[str, Field(min_length=1, max_length=40)]


class StepIn(Schema):
    """One step of guided help."""

    key: Annotated[str, Field(min_length=1, max_length=40)]
    text: Annotated[str, Field(min_length=1, max_length=4_000)]
    options: Annotated[list[OptionIn], Field(max_length=8)]


class ArticleOut(Schema):
    """An article; its cause and what is for the desk alone only to whoever reads inside.

    `moves` are what its state allows, `translations` the same in other languages.
    """

    id: int
    reference: str
    title: str
    question: str
    environment: str
    answer: str
    cause: str
    steps: list[StepIn]
    language: Tongue
    audience: Audience
    governance: Annotated[str, OneOf(GOVERNANCES)]
    state: State
    services: list[int]
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
    version: int
    moves: list[str]


class ArticlesOut(Schema):
    """A page of articles, the newest first, and the mark of the next page."""

    items: list[ArticleOut]
    next: str | None


class FoundOut(Schema):
    """The articles that fit some words, the best first."""

    items: list[ArticleOut]


class ArticleIn(Schema):
    """What is written down: a question, and the answer where there is one."""

    title: Title
    question: Text = ""
    environment: Text = ""
    answer: Text = ""
    cause: Text = ""
    steps: Annotated[list[StepIn], Field(max_length=60)] = []
    language: Tongue | None = None
    services: Annotated[list[Key], Field(max_length=50)] = []
    categories: Annotated[list[Key], Field(max_length=50)] = []
    request: Key | None = None


class ChangesIn(Schema):
    """What is written anew; what is not named stays. `version` is the one that was read."""

    title: Title | None = None
    question: Text | None = None
    environment: Text | None = None
    answer: Text | None = None
    cause: Text | None = None
    steps: Annotated[list[StepIn], Field(max_length=60)] | None = None
    services: Annotated[list[Key], Field(max_length=50)] | None = None
    note: Annotated[str, Field(max_length=200)] = ""
    version: Key


class FlagIn(Schema):
    """What is wrong with an article."""

    reason: Annotated[str, OneOf(FLAG_REASONS)]
    words: Annotated[str, Field(max_length=2_000)] = ""


class FlagOut(Schema):
    """A flag on an article."""

    id: int
    reason: Annotated[str, OneOf(FLAG_REASONS)]
    words: str
    at: datetime
    is_open: bool


class AudienceIn(Schema):
    """Who may read it."""

    audience: Audience


class ReviewIn(Schema):
    """What was found on looking at it again."""

    verdict: Annotated[str, OneOf(VERDICTS)]
    note: Annotated[str, Field(max_length=300)] = ""


class UseIn(Schema):
    """For which request it was used, and what came of it where that is known."""

    request: Key
    outcome: Annotated[str, OneOf(OUTCOMES)] | None = None


class UseOut(Schema):
    """A use of an article; `outcome` is empty until somebody said."""

    id: int
    article: int
    request: int
    way: Annotated[str, OneOf(WAYS)]
    outcome: Annotated[str, OneOf(("", *OUTCOMES))]
    at: datetime


class UsesOut(Schema):
    """A page of uses, the newest first."""

    items: list[UseOut]
    next: str | None


def article_of(request: HttpRequest, pk: int) -> Article:
    """Return the article of this number, if the caller may read it."""
    rows = access.visible_to(caller(request)).select_related("owner", "translation_of")
    found: Article = find(rows, pk)
    return found


def article_out(article: Article, reader: Person) -> ArticleOut:
    """Return an article as this reader may know it."""
    is_inside = access.reads_inside(reader)

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
        steps=[StepIn(**step) for step in steps],
        language=article.language,
        audience=article.audience,
        governance=article.governance,
        state=article.confidence,
        services=sorted(each.pk for each in article.services.all()),
        translations=list(translations_of(article, reader).values_list("pk", flat=True)),
        owner=article.owner_id if is_inside else None,
        updated_at=article.updated_at,
        review_due_at=article.review_due_at if is_inside else None,
        is_overdue=is_inside and article.is_overdue,
        used=article.use_count if is_inside else 0,
        solved=article.solved_count if is_inside else 0,
        helped=article.helped_count if is_inside else 0,
        failed=article.failed_count if is_inside else 0,
        open_flags=article.open_flags if is_inside else 0,
        version=article.version,
        moves=[move.verb for move in moves_from(article.confidence)] if is_inside else [],
    )


def flag_out(flag: Flag) -> FlagOut:
    """Return a flag."""
    return FlagOut(
        id=flag.pk, reason=flag.reason, words=flag.words, at=flag.at, is_open=flag.is_open
    )


def use_out(use: Use) -> UseOut:
    """Return a use."""
    return UseOut(
        id=use.pk,
        article=use.article_id,
        request=use.support_request_id,
        way=use.way,
        outcome=use.outcome,
        at=use.at,
    )
