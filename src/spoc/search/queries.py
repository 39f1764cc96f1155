"""Asking the index: words in both languages, misspelt titles, and nothing one may not see."""

import re
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from spoc.kit import nouns
from spoc.search.models import Document
from spoc.search.registry import source

NEWEST = 1_000
NEAR = 0.3
QUERY = "(websearch_to_tsquery('english', %s) || websearch_to_tsquery('swedish', %s)%s)"


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: where it is and how well it fits."""

    noun: str
    pk: int
    title: str
    address: str
    rank: float


def find(person: object, words: str, *, noun: str, limit: int = 20) -> list[Hit]:
    """Return the records of a noun that fit the words and that the person may see, best first.

    Of very many hits only the newest thousand are ranked; where no word fits, titles that look
    alike are offered.
    """
    words = words.strip()[:200]
    if not words:
        return []
    documents = visible_documents(person, noun)
    sql, parameters = documents.values("subject_id", "title", "vector").query.sql_with_params()
    found = _ranked(sql, parameters, words, limit) or _alike(sql, parameters, words, limit)
    return _hits(person, noun, found)


def visible_documents(person: object, noun: str) -> QuerySet[Document]:
    """Return the documents the person may find: public words of what they see, inner of the desk."""
    seen = nouns.noun(noun).visible_to(person)
    documents = Document.objects.filter(
        noun=noun, is_internal=False, subject_id__in=seen.values("pk")
    )
    found = source(noun)
    if found and found.inside:
        inside = found.inside(person)
        documents |= Document.objects.filter(
            noun=noun, is_internal=True, subject_id__in=inside.values("pk")
        )
    return documents


def _ranked(
    sql: str, parameters: tuple[object, ...], words: str, limit: int
) -> list[tuple[int, float]]:
    prefix = _prefix(words)
    query = QUERY % ("%s", "%s", " || to_tsquery('simple', %s)" if prefix else "")
    asked = [words, words, *([prefix] if prefix else [])]
    statement = f"""
        SELECT subject_id, max(rank) AS best FROM (
          SELECT subject_id, ts_rank(vector, q) AS rank
          FROM (SELECT * FROM ({sql}) seen, {query} q WHERE vector @@ q
                ORDER BY subject_id DESC LIMIT {NEWEST}) newest) ranked
        GROUP BY subject_id ORDER BY best DESC, subject_id DESC LIMIT %s
    """
    return _rows(statement, [*parameters, *asked, limit])


def _alike(
    sql: str, parameters: tuple[object, ...], words: str, limit: int
) -> list[tuple[int, float]]:
    statement = f"""
        SELECT subject_id, max(word_similarity(%s, title)) AS best FROM ({sql}) seen
        WHERE word_similarity(%s, title) > {NEAR}
        GROUP BY subject_id ORDER BY best DESC, subject_id DESC LIMIT %s
    """
    return _rows(statement, [words, *parameters, words, limit])


def _rows(statement: str, parameters: list[object]) -> list[tuple[int, float]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _prefix(words: str) -> str:
    """Return a query that lets the last word be the beginning of one: people stop typing early."""
    parts = re.findall(r"\w+", words)
    return " & ".join([*parts[:-1], parts[-1] + ":*"]) if parts else ""


def _hits(person: object, key: str, found: list[tuple[int, float]]) -> list[Hit]:
    noun = nouns.noun(key)
    rows = noun.visible_to(person).in_bulk([pk for pk, _rank in found])
    return [
        Hit(key, pk, noun.title(rows[pk]), noun.address(rows[pk]), float(rank))
        for pk, rank in found
        if pk in rows
    ]
