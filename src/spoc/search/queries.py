"""Asking the index: words in both languages, misspelt titles, and nothing one may not see."""

import re
from dataclasses import dataclass
from functools import reduce

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import F, Max, QuerySet

from spoc.kit import nouns
from spoc.kit.text import tidy
from spoc.search.models import Document
from spoc.search.registry import source
from spoc.search.rules import nearest

NEWEST = 1_000
LONGEST = 200
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
    """Return the keys of what fits the words, best first.

    Of very many only the newest thousand are ranked: whoever types one common word seeks what is
    new, and ranking reads every word of a document.
    """
    asked = _asked(words)
    if asked is None:
        return []
    newest = list(_newest(person, asked, noun).values_list("pk", flat=True))
    ranked = Document.objects.filter(pk__in=newest).annotate(rank=SearchRank(F("vector"), asked))
    found = ranked.values("subject_id").annotate(best=Max("rank"))
    return list(found.order_by("-best", "-subject_id").values_list("subject_id", flat=True)[:limit])


def numbers_matching(person: object, words: str, *, noun: str) -> set[int]:
    """Return the keys of the newest thousand or so that fit the words."""
    asked = _asked(words)
    if asked is None:
        return set()
    return set(_newest(person, asked, noun).values_list("subject_id", flat=True))


def meant(person: object, words: str, *, noun: str) -> str | None:
    """Return the words the person may have meant, from titles they may see that look alike."""
    asked = _clean(words)
    if not asked:
        return None
    public, *_inner = _seen(person, noun)
    alike = public.filter(title__trigram_word_similar=asked).annotate(
        likeness=TrigramWordSimilarity(asked, "title")
    )
    titles = alike.order_by("-likeness", "-subject_id").values_list("title", flat=True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [NEAR])
        return nearest(asked, list(titles[:MOST_ALIKE]))


def _newest(person: object, asked: SearchQuery, noun: str) -> QuerySet[Document]:
    """Return the newest documents that fit and that the person may find."""
    parts = [
        documents.filter(vector=asked).order_by("-subject_id")[:NEWEST]
        for documents in _seen(person, noun)
    ]
    return reduce(lambda one, other: one.union(other, all=True), parts)


def _seen(person: object, noun: str) -> list[QuerySet[Document]]:
    """Return the documents the person may find: public words of what they see, and inner ones.

    The two stand apart, since one condition over both keeps the index of words from being used.
    """
    documents = Document.objects.filter(noun=noun)
    visible = nouns.noun(noun).visible_to(person)
    seen = [documents.filter(is_internal=False, subject_id__in=visible.values("pk"))]
    found = source(noun)
    if found and found.inside:
        inside = found.inside(person)
        seen.append(documents.filter(is_internal=True, subject_id__in=inside.values("pk")))
    return seen


def _asked(words: str) -> SearchQuery | None:
    """Return the query in both languages; the last word may be the beginning of one."""
    asked = _clean(words)
    parts = re.findall(r"\w+", asked)
    if not parts:
        return None
    early = " & ".join([*parts[:-1], f"{parts[-1]}:*"])
    return (
        SearchQuery(asked, config="english", search_type="websearch")
        | SearchQuery(asked, config="swedish", search_type="websearch")
        | SearchQuery(early, config="simple", search_type="raw")
    )


def _clean(words: str) -> str:
    return " ".join(tidy(words).split())[:LONGEST]
