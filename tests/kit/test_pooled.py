"""A connection of the pool is asked whether it lives only where a look does not tell."""

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from spoc.kit.pooled import ASKED_ANEW, Pooled
from spoc.site.environ import database

LAST = "SELECT query FROM pg_stat_activity WHERE pid = %s"
END = "SELECT pg_terminate_backend(%s, 5000)"


@pytest.fixture
def pooled(db):
    """A connection as the pool makes them, to the database of the test, that was asked before."""
    told = connection.get_connection_params()
    for name in ("pool", "cursor_factory", "context", "prepare_threshold"):
        told.pop(name, None)
    with Pooled.connect(**told, autocommit=True) as made:
        ConnectionPool.check_connection(made)
        made.execute("SELECT 7")
        yield made


def last_asked(made):
    with connection.cursor() as cursor:
        cursor.execute(LAST, [made.info.backend_pid])
        return cursor.fetchone()[0]


def test_one_that_lives_is_not_asked(pooled):
    ConnectionPool.check_connection(pooled)
    assert last_asked(pooled) == "SELECT 7"


def test_it_is_asked_again_after_a_while(pooled):
    pooled.asked_at -= ASKED_ANEW
    ConnectionPool.check_connection(pooled)
    assert last_asked(pooled) == ""


def test_one_that_was_ended_is_known_at_once(pooled):
    with connection.cursor() as cursor:
        cursor.execute(END, [pooled.info.backend_pid])
        assert cursor.fetchone()[0]
    with pytest.raises(psycopg.OperationalError):
        ConnectionPool.check_connection(pooled)
    assert pooled.closed


def test_one_that_was_ended_is_known_in_a_transaction_of_ours_too(pooled):
    pooled.autocommit = False
    ConnectionPool.check_connection(pooled)
    assert last_asked(pooled) == "SELECT 7"
    with connection.cursor() as cursor:
        cursor.execute(END, [pooled.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        ConnectionPool.check_connection(pooled)


def test_the_pool_is_of_such_connections():
    told = database("postgres://spoc@/spoc", pool=3)
    assert told["OPTIONS"]["pool"]["connection_class"] is Pooled


def test_what_is_asked_otherwise_is_asked(pooled):
    assert pooled.execute("SELECT 8").fetchone() == (8,)
    assert last_asked(pooled) == "SELECT 8"
