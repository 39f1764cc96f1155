"""An article as a reader of the portal is shown it: its answer, how it did, and what is near it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from markupsafe import Markup

from spoc.catalogue.models import Service
from spoc.catalogue.queries import names_told
from spoc.kit.keyset import Page, page
from spoc.knowledge import access
from spoc.knowledge.models import Article, HelpReading
from spoc.knowledge.queries.reading import pictures_of, shown_parts
from spoc.knowledge.rules.guided import answers_in, parse, walk
from spoc.people.models import Community, Person

NEAR, TOPICS, PAGE_SIZE = 4, 60, 20


@dataclass(frozen=True, slots=True)
class Line:
    """An article in a list: what it is called, and what it is about."""

    pk: int
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class Walked:
    """A step that was done: its words, what was chosen, and the address of going back to it."""

    words: Markup
    chosen: str
    back: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The steps of an article as far as somebody walked them."""

    done: list[Walked]
    words: Markup
    options: list[str]
    ending: str
    address: str


@dataclass(frozen=True, slots=True)
class Told:
    """All that a page tells of an article."""

    article: Article
    topic: str
    question: Markup
    environment: Markup
    answer: Markup
    checked_by: str
    checked_at: datetime | None
    solved: int
    tried: int
    languages: list[tuple[str, int]]
    near: list[Line]


def visible(person: Person | None, community: Community) -> QuerySet[Article]:
    """Return the articles of the portal that a reader may see; unfinished ones are the desk's."""
    return access.portal_articles(person) if person else access.public_articles(community)


class Words:
    """The words of an article as everybody outside the desk reads them, with its open pictures."""

    def __init__(self, article: Article, files_at: str) -> None:
        self.pictures = pictures_of(article, is_inside=False, files_at=files_at)

    def shown(self, text: str) -> Markup:
        """Return words as HTML, without what is for the desk alone."""
        parts = shown_parts(text, self.pictures, is_inside=False)
        return Markup().join(part.shown for part in parts)


def article_shown(article: Article, person: Person | None, community: Community) -> Told:
    """Return what the page of an article tells; who checked it is named to whom we know."""
    words = Words(article, f"/help/articles/{article.pk}/files")
    rows = visible(person, community)
    checker = article.validated_by if person else None
    solved, tried = _record_of(article)
    return Told(
        article=article,
        topic=_topic(article, community),
        question=words.shown(article.question),
        environment=words.shown(article.environment),
        answer=words.shown(article.answer),
        checked_by=checker.name if checker else "",
        checked_at=article.validated_at,
        solved=solved,
        tried=tried,
        languages=_others(rows, article),
        near=_near(rows, article),
    )


def guide_of(article: Article, address: str) -> Guide | None:
    """Return the steps of an article as far as an address says; None where it has none."""
    steps = parse(article.steps)
    if not steps:
        return None
    words = Words(article, f"/help/articles/{article.pk}/files")
    walked = walk(steps, answers_in(address))
    chosen = [str(done.step.options.index(done.option)) for done in walked.done]
    return Guide(
        done=[
            Walked(words.shown(each.step.text), each.option.label, ".".join(chosen[:place]))
            for place, each in enumerate(walked.done)
        ],
        words=words.shown(walked.step.text) if walked.step else Markup(),
        options=[option.label for option in walked.step.options] if walked.step else [],
        ending=walked.ending,
        address=".".join(chosen),
    )


def in_language(rows: QuerySet[Article]) -> QuerySet[Article]:
    """Return each article once: in the reader's language, or in the one it is told in."""
    language = get_language() or ""
    head = Coalesce("translation_of", "pk")
    same = rows.annotate(head=head).filter(head=OuterRef("head"))
    own = Exists(same.filter(language=language))
    first = ~Exists(same.filter(pk__lt=OuterRef("pk")))
    return rows.annotate(head=head).filter(Q(language=language) | ~own & first)


def listed(rows: QuerySet[Article], after: str | None) -> Page[Article]:
    """Return a page of articles, the most used first."""
    found: Page[Article] = page(
        in_language(rows), ("-use_count", "-id"), size=PAGE_SIZE, after=after
    )
    return found


def topics(rows: QuerySet[Article], community: Community) -> list[tuple[str, str, int]]:
    """Return the services that articles are about, each with its key, name and how many."""
    through = Article.services.through.objects.filter(article__in=in_language(rows).values("pk"))
    counted = through.values("service").annotate(count=Count("article")).order_by("-count")[:TOPICS]
    counts = {row["service"]: row["count"] for row in counted}
    services = list(Service.objects.filter(pk__in=counts))
    names = names_told(services, community)
    told = [(row.key, name, counts[row.pk]) for row, name in zip(services, names, strict=True)]
    return sorted(told, key=lambda each: each[1].casefold())


def _record_of(article: Article) -> tuple[int, int]:
    """Return how often it solved it, of how often somebody said: for requests, and by readers."""
    group = Q(article=article.head_id) | Q(article__translation_of=article.head_id)
    rows = HelpReading.objects.filter(group).exclude(verdict="")
    said = rows.aggregate(solved=Count("pk", filter=Q(verdict="solved")), tried=Count("pk"))
    versions = Article.objects.filter(Q(pk=article.head_id) | Q(translation_of=article.head_id))
    for row in versions.only("solved_count", "helped_count", "failed_count"):
        said["solved"] += row.solved_count
        said["tried"] += row.solved_count + row.helped_count + row.failed_count
    return said["solved"], said["tried"]


def _topic(article: Article, community: Community) -> str:
    services = list(article.services.order_by("pk")[:1])
    return names_told(services, community)[0] if services else ""


def _others(rows: QuerySet[Article], article: Article) -> list[tuple[str, int]]:
    """Return in which other languages it is told, and where."""
    group = Q(pk=article.head_id) | Q(translation_of=article.head_id)
    found = rows.filter(group).exclude(pk=article.pk).order_by("language")
    return list(found.values_list("language", "pk"))


def _near(rows: QuerySet[Article], article: Article) -> list[Line]:
    """Return articles about the same service, those that solved most first."""
    services = Article.services.through.objects.filter(article=article.pk).values("service")
    group = Q(pk=article.head_id) | Q(translation_of=article.head_id)
    same = rows.filter(language=article.language, services__in=services).exclude(group)
    return lines(same.distinct().order_by("-solved_count", "-pk")[:NEAR])


def lines(rows: Iterable[Article]) -> list[Line]:
    """Return articles as lines of a list."""
    return [Line(row.pk, row.title, row.question) for row in rows]
