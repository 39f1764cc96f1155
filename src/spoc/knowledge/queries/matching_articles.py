"""Articles that fit what somebody writes: in both languages, whole words, forms and slips."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spoc.knowledge import access
from spoc.knowledge.models import Article
from spoc.knowledge.queries.portal_article import visible
from spoc.knowledge.rules import Confidence
from spoc.knowledge.rules.matching import Fit, Known, rank
from spoc.knowledge.rules.standard import without_inside
from spoc.people.models import Community, Person

CONFIGS = ("swedish", "english")
# so many of the newest that share a word are looked at
MOST = 40
# shorter words are not sought misspelt, and no more than so many
LONG_WORD, MISSPELT = 5, 8
READ = (
    *("id", "title", "question", "language", "translation_of_id", "confidence"),
    "is_known_error",
)
COUNTED = ("solved_count", "helped_count", "failed_count")


@dataclass(frozen=True, slots=True)
class Found:
    """An article that fits, in the reader's language where it is told in that, and its record."""

    pk: int
    title: str
    record: str
    is_known_error: bool


def article_fits(
    said: Sequence[str],
    person: Person | None,
    community: Community | None,
    language: str,
    *,
    limit: int,
    service: int | None = None,
) -> list[tuple[Found, Fit]]:
    """Return the articles a reader may see that fit these words, the best first.

    Without a community they are read at the desk, where unfinished and internal ones are seen too.
    """
    rows = _visible(person, community).exclude(confidence=Confidence.ARCHIVED.value)
    versions = _versions(rows, _candidates(rows, said))
    if not versions:
        return []
    services = _services(versions)
    known = {
        head: _known(each, services, service, is_inside=community is None)
        for head, each in versions.items()
    }
    best = rank(said, known, limit=limit)
    reader = language or get_language() or ""
    return [(_found(versions[head], reader), fit) for head, fit in best]


def _visible(person: Person | None, community: Community | None) -> QuerySet[Article]:
    if community is not None:
        return visible(person, community)
    return access.visible_to(person) if person else Article.objects.none()


def _candidates(rows: QuerySet[Article], said: Sequence[str]) -> list[Article]:
    """Return the newest articles with one of these words, in a form of it or misspelt."""
    near = Q()
    for config in CONFIGS:
        name = f"in_{config}"
        rows = rows.annotate(**{name: SearchVector("title", "question", config=config)})
        near |= Q(**{name: SearchQuery(" | ".join(said), config=config, search_type="raw")})
    for word in [word for word in said if len(word) >= LONG_WORD][:MISSPELT]:
        near |= Q(title__trigram_word_similar=word)
    return list(rows.filter(near).only(*READ, *COUNTED).order_by("-use_count", "-pk")[:MOST])


def _versions(rows: QuerySet[Article], found: Iterable[Article]) -> dict[int, list[Article]]:
    """Return by their heads the articles found, each with its versions in other languages."""
    heads = {row.head_id for row in found}
    if not heads:
        return {}
    versions: dict[int, list[Article]] = defaultdict(list)
    whole = rows.filter(Q(pk__in=heads) | Q(translation_of__in=heads))
    for row in whole.only(*READ, *COUNTED).order_by("pk"):
        versions[row.head_id].append(row)
    return dict(versions)


def _services(versions: Mapping[int, list[Article]]) -> dict[int, list[tuple[int, str]]]:
    """Return the services the articles are about, with every name they have."""
    keys = [row.pk for rows in versions.values() for row in rows]
    through = Article.services.through.objects.filter(article__in=keys)
    named: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for article, service, name, names in through.values_list(
        "article", "service", "service__name", "service__names"
    ):
        named[article] += [(service, each) for each in {name, *names.values()}]
    return named


def _known(
    rows: Sequence[Article],
    services: Mapping[int, list[tuple[int, str]]],
    service: int | None,
    *,
    is_inside: bool,
) -> Known:
    about = [each for row in rows for each in services.get(row.pk, ())]
    questions = [row.question if is_inside else without_inside(row.question) for row in rows]
    return Known(
        titles=tuple(row.title for row in rows),
        told="\n".join(questions),
        named=tuple(dict.fromkeys(name for _pk, name in about)),
        is_about=service is not None and any(pk == service for pk, _name in about),
        solved=sum(row.solved_count for row in rows),
        tried=sum(_tried(row) for row in rows),
    )


def _found(rows: Sequence[Article], language: str) -> Found:
    row = next((each for each in rows if each.language == language), rows[0])
    solved, tried = sum(each.solved_count for each in rows), sum(map(_tried, rows))
    counts = {"solved": solved, "tried": tried}
    record = _("Solved %(solved)s of %(tried)s.") % counts if tried else ""
    return Found(row.pk, row.title, record, any(each.is_known_error for each in rows))


def _tried(row: Article) -> int:
    return row.solved_count + row.helped_count + row.failed_count
