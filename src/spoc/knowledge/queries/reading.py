"""An article as one reader may read it: the desk's own words only inside."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from markupsafe import Markup

from spoc.kit.document import document
from spoc.knowledge import access
from spoc.knowledge.models import Article
from spoc.knowledge.rules.guided import Step, parse
from spoc.knowledge.rules.standard import parts
from spoc.people.models import Community, Person
from spoc.records.models import Attachment


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the words as they are shown, and whether they are for the desk alone."""

    is_inside: bool
    shown: Markup


@dataclass(frozen=True, slots=True)
class StepTold:
    """One step of guided help as it is shown."""

    key: str
    parts: tuple[Part, ...]
    step: Step


@dataclass(frozen=True, slots=True)
class Told:
    """An article as it is told: every text in parts, its steps, and the same in other languages."""

    article: Article
    title: str
    language: str
    question: tuple[Part, ...]
    environment: tuple[Part, ...]
    answer: tuple[Part, ...]
    cause: tuple[Part, ...]
    steps: tuple[StepTold, ...]
    translations: tuple[Article, ...]
    updated_at: datetime


def article_told(
    article: Article,
    reader: Person | None,
    *,
    community: Community | None = None,
    files_at: str = "/files",
) -> Told:
    """Return an article as somebody reads it; nobody reads as the public of a community.

    Whether they may read it at all was decided where the article was found.
    """
    is_inside = reader is not None and access.reads_inside(reader)
    pictures = pictures_of(article, is_inside=is_inside, files_at=files_at)

    def told(text: str) -> tuple[Part, ...]:
        return shown_parts(text, pictures, is_inside=is_inside)

    return Told(
        article=article,
        title=article.title,
        language=article.language,
        question=told(article.question),
        environment=told(article.environment),
        answer=told(article.answer),
        cause=told(article.cause) if is_inside else (),
        steps=tuple(StepTold(s.key, told(s.text), s) for s in parse(article.steps)),
        translations=tuple(translations_of(article, reader, community)),
        updated_at=article.updated_at,
    )


def shown_parts(text: str, pictures: dict[int, str], *, is_inside: bool) -> tuple[Part, ...]:
    """Return words as they are shown to the desk, or to everybody else."""
    found = ((inside, piece) for inside, piece in parts(text) if is_inside or not inside)
    return tuple(Part(inside, document(piece, pictures)) for inside, piece in found)


def pictures_of(article: Article, *, is_inside: bool, files_at: str = "/files") -> dict[int, str]:
    """Return where the pictures of an article are, as far as this sort of reader opens them."""
    files = files_of(article)
    rows = files if is_inside else files.filter(is_internal=False)
    return {each.pk: f"{files_at}/{each.pk}/{each.filename}" for each in rows if each.is_picture}


def files_of(article: Article) -> QuerySet[Attachment]:
    """Return what is kept with an article."""
    return Attachment.objects.filter(noun="article", subject_id=article.pk).order_by("id")


def translations_of(
    article: Article, reader: Person | None, community: Community | None = None
) -> QuerySet[Article]:
    """Return the same in other languages, as far as the reader may read it."""
    if reader is not None:
        rows = access.visible_to(reader)
    elif community is not None:
        rows = access.public_articles(community)
    else:
        return Article.objects.none()
    head = article.head_id
    group = rows.filter(pk=head) | rows.filter(translation_of=head)
    return group.exclude(pk=article.pk).order_by("language")
