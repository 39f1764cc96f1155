"""Asking the index: words in both languages, misspelt titles, and nothing one may not see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction

from spoc.kit import nouns
from spoc.kit.text import tidy
from spoc.search.models import Document
from spoc.search.queries import hits as looking
from spoc.search.registry import source
from spoc.search.rules import LONGEST, asked_in, nearest

NEWEST = 1_000
# of so many of the newest hits the best are shown
RANKED = 100
# who sees less than this part of them is asked for otherwise
FEW = 4
NEAR = "0.45"
MOST_ALIKE = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found, and where it is."""

    noun: str
    pk: int
    title: str
    address: str


def find(person: object, words: str, *, noun: str, limit: int = 20) -> list[Hit]:
    """Return the records of a noun that fit the words and that the person may see, best first."""
    kept = nouns.noun(noun)
    found = best(person, words, noun=noun, limit=limit)
    rows = kept.visible_to(person).in_bulk(found)
    seen = [rows[pk] for pk in found if pk in rows]
    return [Hit(noun, row.pk, kept.title(row), kept.address(row)) for row in seen]


def best(person: object, words: str, *, noun: str, limit: int = 20) -> list[int]:
    """Return the keys of what fits the words, best first."""
    return best_of(words, {noun: doors_of(person, noun)}, limit=limit)[noun]


def best_of(
    words: str, doors: Mapping[str, looking.Doors], *, limit: int = 20
) -> dict[str, list[int]]:
    """Return the keys of what fits the words behind these doors, by noun, best first.

    Of many only the newest are ranked: whoever types one common word seeks what is new, and
    ranking reads every word of a document.
    """
    return {noun: _ordered(found)[:limit] for noun, found in _hits(words, doors, RANKED).items()}


def numbers_matching(person: object, words: str, *, noun: str) -> set[int]:
    """Return the keys of the newest thousand or so that fit the words."""
    found = _hits(words, {noun: doors_of(person, noun)}, NEWEST)
    return {hit.subject for hit in found[noun]}


def meant(person: object, words: str, *, noun: str) -> str | None:
    """Return the words the person may have meant, from titles they may see that look alike."""
    asked = " ".join(tidy(words).split())[:LONGEST]
    if not asked:
        return None
    public = Document.objects.filter(noun=noun, is_internal=False)
    public = public.filter(subject_id__in=nouns.noun(noun).visible_to(person).values("pk"))
    alike = public.filter(title__trigram_word_similar=asked).annotate(
        likeness=TrigramWordSimilarity(asked, "title")
    )
    titles = alike.order_by("-likeness", "-subject_id").values_list("title", flat=True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [NEAR])
        return nearest(asked, list(titles[:MOST_ALIKE]))


def doors_of(person: object, noun: str) -> looking.Doors:
    """Return which records of a noun the person may search, and whose inner words."""
    found = source(noun)
    inside = found.inside(person) if found and found.inside else None
    return looking.Doors(nouns.noun(noun).visible_to(person), inside)


def _ordered(hits: Iterable[looking.Hit]) -> list[int]:
    ranks: dict[int, float] = {}
    for hit in hits:
        ranks[hit.subject] = max(hit.rank, ranks.get(hit.subject, 0.0))
    return sorted(ranks, key=lambda subject: (ranks[subject], subject), reverse=True)


def _hits(
    words: str, doors: Mapping[str, looking.Doors], most: int
) -> dict[str, list[looking.Hit]]:
    """Return the newest hits behind each door.

    Who sees few of the newest hits has a small house: their own are looked for among it.
    """
    asked = asked_in(words)
    if asked is None:
        return {noun: [] for noun in doors}
    found = looking.hits(asked, doors, most=most)
    for noun, newest in found.items():
        seen = [hit for hit in newest if hit.is_seen]
        is_small = len(newest) == most and len(seen) < most // FEW
        found[noun] = looking.hits_among(noun, asked, doors[noun], most=most) if is_small else seen
    return found
