"""One throwaway server for the run, one template that holds the world, copies of it to work in."""

import fcntl
import os
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from spoc.kit.home import home
from spoc.kit.postgres import Cluster
from spoc.world.build import build
from tests.floor import furnished
from tests.floor.jobs import work

TEMPLATE = "spoc_template"
NO_DATABASE = "postgres"
FURNISHED = "spoc"
COPY = "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY"
IS_MADE = "SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate"


def cluster() -> Cluster:
    """Return the server of this run: it dies with the process that started it."""
    return Cluster(home() / "postgres", throwaway=True)


def serve() -> None:
    """Start the server of this run, unless it is there, with the tables made in it."""
    if not (home() / "postgres").exists():
        furnished.copy_to(home() / "postgres", "postgres")
    cluster().start()


def own() -> str:
    """Return the name of the database of this process."""
    return f"spoc_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def fresh() -> None:
    """Give this process a new copy of the world; what was committed to the old one is gone."""
    _make_template()
    drop(own())
    _command(COPY, own(), TEMPLATE)
    point_at(own())


def empty(name: str) -> None:
    """Make a database with nothing in it."""
    drop(name)
    _command("CREATE DATABASE {}", name)


def drop(name: str) -> None:
    """Remove a database, whoever is connected to it."""
    point_at(NO_DATABASE)
    _command("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def point_at(name: str) -> None:
    """Let Django work with the database of this name."""
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = name


def _make_template() -> None:
    """Build the world once for the run; other processes wait for it."""
    with Path(home() / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with _server() as connection:
            if connection.execute(IS_MADE, [TEMPLATE]).fetchone():
                return
        _command(COPY, TEMPLATE, FURNISHED)
        point_at(TEMPLATE)
        build()
        work()
        # a template can be copied only while nobody is connected to it
        point_at(NO_DATABASE)
        _command("ALTER DATABASE {} IS_TEMPLATE true ALLOW_CONNECTIONS false", TEMPLATE)


def _command(statement: str, *names: str) -> None:
    with _server() as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _server() -> psycopg.Connection:
    return psycopg.connect(cluster().dsn(NO_DATABASE), autocommit=True)
