"""Looking for the newest documents that fit: how many hits there are decides how they are found.

No one plan is good for a word that stands everywhere and for one that stands in three requests.
So the statement has several parts, each a look further back; the database reads a part only while
those before it have not given enough, and looks up who may see each hit by its key.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from spoc.search.rules import AGE, ERA, Asked, Span

NEWEST_BY_WALK = 1_000
# what each word is looked for in: both languages, and as it stands
EXACT = """(websearch_to_tsquery('english', %s) || websearch_to_tsquery('swedish', %s)
 || to_tsquery('simple', %s))"""
EARLY = "to_tsquery('simple', %s)"
# the sum keeps the planner from walking the newest documents one by one for a rare word
PART = """(SELECT id, subject_id, is_internal, vector FROM search_document
WHERE noun = %s AND numnode({asked}) > 0 AND vector @@ ({asked}{within})
ORDER BY subject_id + 0 DESC)"""
WALK = """(SELECT id, subject_id, is_internal, vector FROM (
  SELECT id, subject_id, is_internal, vector FROM search_document
  WHERE noun = %s ORDER BY subject_id DESC LIMIT %s) walked WHERE vector @@ {asked})"""
# made by the database, which alone knows what is newest
WITHIN = """(SELECT string_agg(quote_literal(%s || ':' || span), ' | ')
FROM (SELECT subject_id FROM search_document WHERE noun = %s ORDER BY subject_id DESC LIMIT 1)
  newest, generate_series(newest.subject_id / %s - %s, newest.subject_id / %s) span)::tsquery"""
HITS = """
SELECT hit.id, hit.subject_id, coalesce(seen.by_person, false),
       CASE WHEN seen.by_person THEN ts_rank(hit.vector, {whole}) ELSE 0 END
FROM ({parts}) hit LEFT JOIN LATERAL (
  SELECT true AS by_person FROM ({public}) may(pk)
  WHERE NOT hit.is_internal AND may.pk = hit.subject_id
  UNION ALL
  SELECT true FROM ({inside}) may(pk) WHERE hit.is_internal AND may.pk = hit.subject_id
  LIMIT 1
) seen ON true LIMIT %s
"""
WHOLE = f"({EXACT} || {EARLY})"
AMONG = """(SELECT id, subject_id, true, ts_rank(vector, {whole}) FROM search_document
WHERE noun = %s AND is_internal = %s AND vector @@ {whole} AND subject_id IN ({keys})
ORDER BY subject_id DESC LIMIT %s)"""
NOTHING = "SELECT NULL::bigint WHERE false"


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that fits: of which record, whether the person may find it, how well it fits."""

    document: int
    subject: int
    is_seen: bool
    rank: float


@dataclass(frozen=True, slots=True)
class Doors:
    """The records whose public words a person may search, and those whose inner words too."""

    public: QuerySet[Any, Any]
    inside: QuerySet[Any, Any] | None


def hits(noun: str, asked: Asked, doors: Doors, *, most: int) -> list[Hit]:
    """Return the newest documents of a noun that fit, seen by the person or not."""
    parts, said = zip(*_parts(noun, asked), strict=True)
    public, of_public = _sql(doors.public)
    inside, of_inside = _sql(doors.inside)
    statement = HITS.format(
        whole=WHOLE, parts=" UNION ALL ".join(parts), public=public, inside=inside
    )
    told = [
        *_whole(asked),
        *(value for each in said for value in each),
        *of_public,
        *of_inside,
        most,
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        return [Hit(*row) for row in cursor.fetchall()]


def hits_among(noun: str, asked: Asked, doors: Doors, *, most: int) -> list[Hit]:
    """Return the newest documents that fit among the few records the person may see."""
    said: list[Any] = []
    parts = []
    for is_internal, rows in ((False, doors.public), (True, doors.inside)):
        keys, of_keys = _sql(rows)
        parts.append(AMONG.format(whole=WHOLE, keys=keys))
        said += [*_whole(asked), noun, is_internal, *_whole(asked), *of_keys, most]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), said)
        return [Hit(*row) for row in cursor.fetchall()]


def _parts(noun: str, asked: Asked) -> Iterator[tuple[str, list[Any]]]:
    """Yield the looks: whole words ever further back, then what the last word is the beginning of.

    A beginning of one or two letters fits nearly all: it is looked for in the newest alone.
    """
    exact = _exact(asked)
    for span, back in ((ERA, 2), (AGE, 2)):
        within, of_within = _within(noun, span, back)
        yield PART.format(asked=EXACT, within=within), [noun, *exact, *exact, *of_within]
    yield PART.format(asked=EXACT, within=""), [noun, *exact, *exact]
    if asked.is_short:
        yield WALK.format(asked=EARLY), [noun, NEWEST_BY_WALK, asked.early]
        return
    within, of_within = _within(noun, AGE, 2)
    early = [asked.early, asked.early]
    yield PART.format(asked=EARLY, within=within), [noun, *early, *of_within]
    yield PART.format(asked=EARLY, within=""), [noun, *early]


def _within(noun: str, span: Span, back: int) -> tuple[str, list[Any]]:
    """Return what narrows a question to so many of the newest spans, and its values."""
    name, size = span
    return f" && {WITHIN}", [name, noun, size, back - 1, size]


def _exact(asked: Asked) -> list[str]:
    return [asked.words, asked.words, asked.whole]


def _whole(asked: Asked) -> list[str]:
    return [*_exact(asked), asked.early]


def _sql(rows: QuerySet[Any, Any] | None) -> tuple[str, Sequence[Any]]:
    """Return the keys of some rows as the database reads it, also of none."""
    if rows is None:
        return NOTHING, ()
    try:
        return rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return NOTHING, ()
