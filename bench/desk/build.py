"""A house with very many requests, made once and kept: the world, and COPY for all the rest."""

import itertools
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Max

from bench import shape, text
from bench.desk.people import add_people, house
from bench.rows import Row, Writer, line
from spoc.audit.models import Fact
from spoc.kit.home import home
from spoc.requests.activities import fold_tallies

SEED = 7
SHEET = "bench.json"
AT_ONCE = 5_000
GIN = """
SELECT indexname, indexdef FROM pg_indexes
WHERE schemaname = 'public' AND indexdef LIKE '%% USING gin %%' AND tablename = ANY(%s)
"""
SEARCHED = ["search_document", "requests_supportrequest"]
# what the search app would keep of each request, in one statement
DOCUMENTS = """
INSERT INTO search_document (noun, subject_id, is_internal, title, vector, at)
SELECT 'request', r.id, said.is_internal, said.title,
       setweight(to_tsvector('english', said.title), 'A')
       || setweight(to_tsvector('swedish', said.title), 'A')
       || setweight(to_tsvector('simple', said.title), 'A')
       || to_tsvector('english', said.words) || to_tsvector('swedish', said.words)
       || array_to_tsvector(ARRAY['era:' || r.id / 1024, 'age:' || r.id / 16384]), r.updated_at
FROM requests_supportrequest r CROSS JOIN LATERAL (
  SELECT e.is_internal, 'R-' || r.id || ' ' || r.title AS title,
         string_agg(e.text, ' ') || CASE WHEN e.is_internal THEN '' ELSE ' ' || r.description END
         AS words
  FROM requests_entry e WHERE e.support_request_id = r.id GROUP BY e.is_internal
) said
"""
FOUND_PEOPLE = """
INSERT INTO search_document (noun, subject_id, is_internal, title, vector, at)
SELECT 'person', p.id, false, p.name, setweight(to_tsvector('simple', p.name), 'A')
       || to_tsvector('simple', coalesce(string_agg(a.value, ' '), ''))
       || array_to_tsvector(ARRAY['era:' || p.id / 1024, 'age:' || p.id / 16384]), p.created_at
FROM people_person p LEFT JOIN people_address a ON a.person_id = p.id
WHERE p.kind = 'human' GROUP BY p.id
ON CONFLICT DO NOTHING
"""
HITS = "SELECT count(*) FROM search_document WHERE vector @@ to_tsquery('simple', %s)"


def sheet() -> Path:
    """Return where it stands what a home holds; there is none before it is whole."""
    return home() / SHEET


def build(count: int) -> None:
    """Fill an empty home with so many requests."""
    began = time.monotonic()
    call_command("migrate", verbosity=0)
    end = int(datetime.now(UTC).timestamp())
    language = text.learn(SEED)
    add_people(language)
    _say(began, "the people are there")
    with connection.cursor() as cursor, _bare():
        _copy(count, end, language)
        _say(began, "the rows are written")
        cursor.execute("VACUUM ANALYZE requests_entry")
        cursor.execute(DOCUMENTS)
        cursor.execute(FOUND_PEOPLE)
        _say(began, "the words are read")
    fold_tallies(most=0)
    with connection.cursor() as cursor:
        # so many changes at once never come in life: no room is left where they stood
        cursor.execute("VACUUM FULL requests_opentally, requests_incidenttally, requests_flowtally")
        _set_sequences()
        cursor.execute("VACUUM ANALYZE")
    _say(began, "the words are indexed")
    sheet().write_text(json.dumps(_told(count, end, language), indent=1))


@contextmanager
def _bare() -> Iterator[None]:
    """Leave out for the block what only slows down the writing of very many rows."""
    with connection.cursor() as cursor:
        # what the rows point at is there: they are not looked up one by one
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute("ALTER TABLE audit_fact DISABLE TRIGGER chain")
        cursor.execute(GIN, [SEARCHED])
        indexes = cursor.fetchall()
        for name, _made in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for _name, made in indexes:
            cursor.execute(made)
        cursor.execute("ALTER TABLE audit_fact ENABLE ALWAYS TRIGGER chain")
        cursor.execute("SET session_replication_role = DEFAULT")


def _copy(count: int, end: int, language: text.Language) -> None:
    dice = random.Random(SEED)
    # the world has facts of its own already
    writer = Writer(house(end), {"audit_fact": itertools.count(_last_fact() + 1)})
    drawn = shape.lives(count, dice, end)
    columns: dict[str, list[str]] = {}
    while lives := list(itertools.islice(drawn, AT_ONCE)):
        found: dict[str, list[Row]] = defaultdict(list)
        for life in lives:
            texts = [language.text(dice, said.words) for said in life.said]
            if life.number % max(count // text.NAMED, 1) == 0:
                texts[0] = f"{texts[0]} {text.NAME.capitalize()}."
            for table, row in writer.rows(life, language.title(dice), texts):
                found[table].append({**_plain(table), **row})
        for table, rows in found.items():
            names = columns.setdefault(table, sorted({name for row in rows for name in row}))
            copy_in(table, names, rows)


@cache
def _plain(table: str) -> Row:
    """Return what a row holds where nothing else is said, as a model has it."""
    model = next((each for each in apps.get_models() if each._meta.db_table == table), None)
    fields = model._meta.concrete_fields if model else []
    return {
        field.column: field.get_default() or ""
        if field.get_internal_type() in ("CharField", "TextField")
        else json.dumps(field.get_default())
        if field.get_internal_type() == "JSONField"
        else field.get_default()
        for field in fields
        if not (field.null or field.primary_key or field.has_db_default() or field.generated)
        and (field.has_default() or field.empty_strings_allowed)
        and not field.is_relation
    }


def _last_fact() -> int:
    return int(Fact.objects.aggregate(last=Max("pk"))["last"])


def copy_in(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Write rows by COPY."""
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        copy.write("\n".join(line(row, columns) for row in rows) + "\n")


def _set_sequences() -> None:
    """Let what is added later be numbered after what is there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE is_identity = 'YES'"
            " AND column_name = 'id' AND table_schema = 'public'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )


def _told(count: int, end: int, language: text.Language) -> dict[str, object]:
    """Return what whoever measures must know of this home."""
    shares = {"rare": text.RARE, "medium": text.MEDIUM, "common": text.COMMON}
    words = {name: text.sought(language.words, share) for name, share in shares.items()}
    found = {}
    with connection.cursor() as cursor:
        for name, word in words.items():
            cursor.execute(HITS, [word])
            found[name] = cursor.fetchone()[0]
        cursor.execute(
            "SELECT support_request_id FROM requests_entry"
            " JOIN requests_supportrequest r ON r.id = support_request_id AND NOT r.is_restricted"
            " WHERE support_request_id > (SELECT max(id) - 20000 FROM requests_supportrequest)"
            " GROUP BY 1 HAVING count(*) = 4 AND NOT bool_or(is_internal) ORDER BY 1 DESC LIMIT 200"
        )
        shown = [number for (number,) in cursor.fetchall()]
    return {"count": count, "end": end, "words": words, "found": found, "shown": shown}


def _say(began: float, what: str) -> None:
    sys.stderr.write(f"  {time.monotonic() - began:6.0f} s: {what}\n")
