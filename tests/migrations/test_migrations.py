"""The tables are made, unmade and made again, and are the same each time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.floor import database

from spoc.kit.rubbish import unswept

EMPTY = f"{database.own()}_empty"
# what the database holds that we made: by name and by everything that is true of it
SHAPE = """
SELECT 'column', table_name || '.' || column_name,
       data_type || coalesce(character_maximum_length::text, '') || is_nullable
       || coalesce(column_default, '') || coalesce(generation_expression, '')
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, tgenabled::text || pg_get_triggerdef(oid)
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', p.oid::regprocedure::text, prosrc FROM pg_proc p
WHERE pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


def ours() -> list[str]:
    """Name the product's own apps that have tables."""
    own = [each for each in apps.get_app_configs() if each.name.startswith("spoc.")]
    return [each.label for each in own if Path(each.path, "migrations").is_dir()]


def shape() -> set[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(SHAPE)
        return set(cursor.fetchall())


@pytest.fixture
def empty(transactional_db) -> Iterator[None]:
    """A database with nothing in it."""
    database.empty(EMPTY)
    database.point_at(EMPTY)
    yield
    database.drop(EMPTY)


@pytest.mark.commits
@pytest.mark.usefixtures("transactional_db")
def test_up_down_and_up_again_is_the_same():
    first = shape()
    with unswept():
        MigrationExecutor(connection).migrate([(label, None) for label in ours()])
    left = {name for _what, name, _is in shape() if name.split(".")[0].split("_")[0] in ours()}
    assert left == set(), "what a migration makes, its way back removes"
    with unswept():
        call_command("migrate", verbosity=0)
    assert shape() == first


@pytest.mark.commits
def test_the_models_need_no_further_migration(empty):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named_by_what_they_do():
    names = [
        path.stem
        for label in ours()
        for path in Path(apps.get_app_config(label).path, "migrations").glob("0*.py")
    ]
    assert not [name for name in names if "_auto_" in name or name.endswith("_and_more")]
