"""The database the command works with: the server that comes along, or that of DATABASE_URL."""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, cast

import psycopg
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.kit.home import home
from spoc.kit.keys import is_lent
from spoc.kit.postgres import Cluster


def own_cluster() -> Cluster | None:
    """Return the server that comes along, or None where DATABASE_URL names another."""
    return None if os.environ.get("DATABASE_URL") else Cluster(home() / "postgres")


@contextmanager
def running_database() -> Iterator[None]:
    """Have the database up for this block; a server that ran before goes on running."""
    cluster = own_cluster()
    if cluster is None:
        ensure_reachable()
        yield
        return
    with cluster.running():
        cluster.ensure_database(name())
        yield
        let_go()


def ensure_served() -> None:
    """Refuse when nobody has set up this home, or its database does not answer; make nothing."""
    if is_lent():
        raise NotPossible(
            _(
                "There is no Spoc in {home} that {who} may use: start it with `spoc up`, or give"
                " this command as the user it works as."
            ).format(home=home(), who=pwd.getpwuid(os.geteuid()).pw_name)
        )
    cluster = own_cluster()
    if cluster is None:
        ensure_reachable()
    elif not cluster.answers():
        raise NotPossible(_("The database in {home} does not answer.").format(home=home()))


def ensure_reachable() -> None:
    """Refuse when the database of DATABASE_URL does not answer."""
    try:
        psycopg.connect(address(), connect_timeout=10).close()
    except psycopg.OperationalError as reason:
        raise NotPossible(
            _("The database in DATABASE_URL does not answer: {reason}").format(
                reason=str(reason).strip().splitlines()[0]
            )
        ) from None


def let_go() -> None:
    """Give every connection back, so that the server can end or a database be filled."""
    connections.close_all()
    cast(_Pooled, connections["default"]).close_pool()


def name() -> str:
    """Return the name of the database."""
    return str(settings.DATABASES["default"]["NAME"])


def address() -> str:
    """Return the address of the database as PostgreSQL's programs understand it."""
    cluster = own_cluster()
    return cluster.dsn(name()) if cluster else os.environ["DATABASE_URL"]


class _Pooled(Protocol):
    def close_pool(self) -> None: ...


class Schema:
    """How the tables in the database compare with the code: fresh, older, the same or newer."""

    def __init__(self) -> None:
        executor = MigrationExecutor(connection)
        loader = executor.loader
        known = set(loader.disk_migrations)
        known |= {old for one in loader.disk_migrations.values() for old in one.replaces}
        self.is_fresh = not loader.applied_migrations
        self.unknown = sorted(f"{app}.{one}" for app, one in set(loader.applied_migrations) - known)
        self.is_older = bool(executor.migration_plan(loader.graph.leaf_nodes()))

    def refuse_newer(self) -> None:
        """Stop here when a newer Spoc has changed the tables: we could spoil them."""
        if self.unknown:
            raise NotPossible(
                _(
                    "A newer Spoc has worked with these data ({migration}): install that version,"
                    " or restore a backup from before."
                ).format(migration=self.unknown[-1])
            )
