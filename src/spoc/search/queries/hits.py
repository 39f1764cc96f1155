"""Looking for the newest documents that fit: how many hits there are decides how they are found.

No one plan is good for a word that stands everywhere and for one that stands in three requests.
So the statement has several parts, each a look further back; the database reads a part only while
those before it have not given enough, and looks up who may see each hit by its key.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from psycopg.types.numeric import Int8

from spoc.kit.prepared import ask, settled
from spoc.search.rules import AGE, ERA, Asked, Span

Sql = tuple[str, Sequence[Any]]
NEWEST_BY_WALK = 1_000
# so many of the newest spans are looked through first, and so many before all is
BACK, FAR = 2, 6
# what each word is looked for in: both languages, and as it stands
EXACT = """(websearch_to_tsquery('english', %s) || websearch_to_tsquery('swedish', %s)
 || to_tsquery('simple', %s))"""
EARLY = "to_tsquery('simple', %s)"
WHOLE = f"({EXACT} || {EARLY})"
# made once: what is only known when it is asked would else be made anew for every document
ASKED = f"WITH asked AS MATERIALIZED (SELECT {EXACT} AS exact, {EARLY} AS early)"
# the sum keeps the planner from walking the newest documents one by one for a rare word
PART = """(SELECT id, subject_id, is_internal, vector FROM search_document
WHERE noun = %s AND (SELECT numnode({asked}) > 0 FROM asked)
  AND vector @@ (SELECT {asked}{within} FROM asked){further}
ORDER BY subject_id + 0 DESC)"""
# where all of a noun is near, what looks further finds nothing but reads all of other nouns;
# what was found nearer is not found again, since no more than so many are
FURTHER = """ AND (SELECT subject_id / %s >= %s FROM search_document
  WHERE noun = %s ORDER BY subject_id DESC LIMIT 1)
  AND subject_id + 0 < (SELECT (subject_id / %s - %s + 1) * %s FROM search_document
  WHERE noun = %s ORDER BY subject_id DESC LIMIT 1)"""
WALK = f"""(SELECT id, subject_id, is_internal, vector FROM (
  SELECT id, subject_id, is_internal, vector FROM search_document
  WHERE noun = %s ORDER BY subject_id DESC LIMIT {NEWEST_BY_WALK}) walked
WHERE vector @@ (SELECT early FROM asked))"""
# made by the database, which alone knows what is newest
WITHIN = """(SELECT string_agg(quote_literal(%s || ':' || span), ' | ')
FROM (SELECT subject_id FROM search_document WHERE noun = %s ORDER BY subject_id DESC LIMIT 1)
  newest, generate_series(newest.subject_id / %s - %s, newest.subject_id / %s - %s) span
)::tsquery"""
HITS = """(
SELECT %s, hit.id, hit.subject_id, coalesce(seen.by_person, false),
       CASE WHEN seen.by_person
            THEN ts_rank(hit.vector, (SELECT exact || early FROM asked)) ELSE 0 END
FROM ({parts}) hit LEFT JOIN LATERAL (
  SELECT true AS by_person FROM ({public}) may(pk)
  WHERE NOT hit.is_internal AND may.pk = hit.subject_id
  UNION ALL
  SELECT true FROM ({inside}) may(pk) WHERE hit.is_internal AND may.pk = hit.subject_id
  LIMIT 1
) seen ON true LIMIT {most})
"""
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


@dataclass(frozen=True)
class Doors:
    """The records whose public words a person may search, and those whose inner words too.

    They are put into words when they are asked for first.
    """

    public: QuerySet[Any, Any]
    inside: QuerySet[Any, Any] | None

    @cached_property
    def words(self) -> tuple[Sql, Sql]:
        """Both as the database reads them."""
        return _sql(self.public), _sql(self.inside)

    def look(self, noun: str, most: int, *, is_short: bool) -> Sql:
        """Return the statement that looks for a noun behind them, and its keys: worded once."""
        asked = noun, most, is_short
        if asked not in self._looks:
            self._looks[asked] = _look(noun, self, most, is_short=is_short)
        return self._looks[asked]

    @cached_property
    def _looks(self) -> dict[tuple[str, int, bool], Sql]:
        return {}


def hits(asked: Asked, doors: Mapping[str, Doors], *, most: int) -> dict[str, list[Hit]]:
    """Return the newest documents of some nouns that fit, seen by the person or not."""
    looks = [each.look(noun, most, is_short=asked.is_short) for noun, each in doors.items()]
    found: dict[str, list[Hit]] = {noun: [] for noun in doors}
    words = f"{ASKED} " + " UNION ALL ".join(statement for statement, _keys in looks)
    for noun, *hit in ask(
        words, [*_whole(asked), *(key for _words, keys in looks for key in keys)]
    ):
        found[noun].append(Hit(*hit))
    return found


def _look(noun: str, doors: Doors, most: int, *, is_short: bool) -> Sql:
    """Return the statement that looks for one noun, and the keys that it asks for by."""
    parts, said = zip(*_parts(noun, is_short=is_short), strict=True)
    (public, of_public), (inside, of_inside) = doors.words
    statement = HITS.format(
        parts=" UNION ALL ".join(parts), public=public, inside=inside, most=most
    )
    values = [noun, *(value for each in said for value in each), *of_public, *of_inside]
    # whoever may see the same looks in the same words
    return settled(statement, values, [isinstance(each, Int8) for each in values])


def hits_among(noun: str, asked: Asked, doors: Doors, *, most: int) -> list[Hit]:
    """Return the newest documents that fit among the few records the person may see."""
    said: list[Any] = []
    parts = []
    for is_internal, (keys, of_keys) in zip((False, True), doors.words, strict=True):
        parts.append(AMONG.format(whole=WHOLE, keys=keys))
        said += [*_whole(asked), noun, is_internal, *_whole(asked), *of_keys, most]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), said)
        return [Hit(*row) for row in cursor.fetchall()]


def _parts(noun: str, *, is_short: bool) -> Iterator[tuple[str, list[Any]]]:
    """Yield the looks: whole words ever further back, then what the last word is the beginning of.

    A beginning of one or two letters fits nearly all: it is looked for in the newest alone.
    """
    yield _within(noun, "exact", ERA)
    yield _within(noun, "exact", AGE)
    yield _within(noun, "exact", AGE, BACK, FAR)
    yield _beyond(noun, "exact", AGE, FAR)
    if is_short:
        yield WALK, [noun]
        return
    yield _within(noun, "early", AGE)
    yield _beyond(noun, "early", AGE, BACK)


def _within(
    noun: str, asked: str, span: Span, first: int = 0, last: int = BACK
) -> tuple[str, list[Any]]:
    """Return the look for what is in some of the newest of these spans, and its values."""
    name, size = span
    look = PART.format(asked=asked, within=f" && {WITHIN}", further="")
    return look, [noun, name, noun, size, last - 1, size, first]


def _beyond(noun: str, asked: str, span: Span, last: int) -> tuple[str, list[Any]]:
    """Return the look for everything, where there is more than in the newest of these spans."""
    _name, size = span
    newest = [size, last, noun, size, last, size, noun]
    return PART.format(asked=asked, within="", further=FURTHER), [noun, *newest]


def _whole(asked: Asked) -> list[str]:
    return [asked.words, asked.words, asked.whole, asked.early]


def _sql(rows: QuerySet[Any, Any] | None) -> Sql:
    """Return the keys of some rows as the database reads it, also of none."""
    if rows is None:
        return NOTHING, ()
    try:
        return rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return NOTHING, ()
