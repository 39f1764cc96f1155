"""Indexes made and dropped while everybody goes on writing, in a migration that may be killed."""

from collections.abc import Mapping

from django.db.migrations import RunSQL

# one that was being made when the upgrade was killed is not whole: it is made anew
HALF_MADE = """
DO $$ DECLARE half name; BEGIN
  FOR half IN SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = '{table}'::regclass AND NOT i.indisvalid
  LOOP EXECUTE format('DROP INDEX %I', half); END LOOP;
END $$
"""


def exchanged(table: str, made: Mapping[str, str], gone: Mapping[str, str]) -> list[RunSQL]:
    """Return what makes some indexes of a table and drops others, and the way back.

    Each is named with what follows the table in `CREATE INDEX`. The migration must not be atomic;
    each step may be taken again where it was killed.
    """
    half_made = HALF_MADE.format(table=table)
    return [
        RunSQL([half_made], []),
        RunSQL(_make(table, made), _drop(made)),
        RunSQL(_drop(gone), _make(table, gone)),
        RunSQL([], [half_made]),
    ]


def _make(table: str, indexes: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} ON {table} {what}"
        for name, what in indexes.items()
    )


def _drop(indexes: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"DROP INDEX CONCURRENTLY IF EXISTS {name}" for name in indexes)
