"""A home served as `spoc up` serves one, with a count of statements."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection

import psycopg
from django.conf import settings
from django.core.management import call_command

from bench.machine import tree
from spoc.cli.database import let_go
from spoc.cli.reach import SPARING
from spoc.kit.home import home
from spoc.kit.postgres import Cluster
from spoc.kit.processes import end_with_us

WEB = 2
PATIENCE = 60
COUNTER = "pg_stat_statements"
STATEMENTS = """
SELECT s.calls, s.max_exec_time, s.mean_exec_time, s.query
FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
WHERE d.datname = 'spoc' AND s.query !~* '^(BEGIN|COMMIT|ROLLBACK|SET|SAVEPOINT|RELEASE|COPY)'
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement the database ran: how often, its longest and its mean milliseconds."""

    calls: int
    longest: float
    mean: float
    words: str


@dataclass
class Desk:
    """A home that is served."""

    cluster: Cluster
    port: int
    web: subprocess.Popen[bytes]

    @property
    def web_pids(self) -> list[int]:
        """The web processes and all below them."""
        return tree(self.web.pid)

    @property
    def database_pids(self) -> list[int]:
        """The database server and all below it."""
        return tree(int((self.cluster.data / "postmaster.pid").read_text().split()[0]))

    def forget_statements(self) -> None:
        """Begin to count anew."""
        with psycopg.connect(self.cluster.dsn("postgres")) as connection:
            connection.execute("SELECT pg_stat_statements_reset()")

    def statements(self) -> list[Statement]:
        """Return what ran since, the longest first."""
        with psycopg.connect(self.cluster.dsn("postgres")) as connection:
            rows = connection.execute(STATEMENTS).fetchall()
        found = [Statement(*row) for row in rows]
        return sorted(found, key=lambda each: -each.longest)


@contextmanager
def database(*, throwaway: bool = False) -> Iterator[Cluster]:
    """Have the database of the home running for the block."""
    cluster = Cluster(home() / "postgres", throwaway=throwaway)
    with cluster.running():
        cluster.ensure_database("spoc")
        yield cluster
        let_go()


@contextmanager
def served(cluster: Cluster, port: int) -> Iterator[Desk]:
    """Serve the home at this port of this machine for the block."""
    _count_statements(cluster)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with socket.create_server(("127.0.0.1", port), backlog=2048) as door:
        web = _web(door)
        try:
            _wait_for(port)
            yield Desk(cluster, port, web)
        finally:
            web.send_signal(signal.SIGTERM)
            web.wait()


def _count_statements(cluster: Cluster) -> None:
    with psycopg.connect(cluster.dsn("postgres"), autocommit=True) as connection:
        loaded = connection.execute("SHOW shared_preload_libraries").fetchone()
        connection.execute(f"ALTER SYSTEM SET shared_preload_libraries = '{COUNTER}'")
    if loaded != (COUNTER,):
        let_go()
        cluster.stop()
        cluster.start()
    with psycopg.connect(cluster.dsn("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE EXTENSION IF NOT EXISTS {COUNTER}")


def _web(door: socket.socket) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "spoc.cli.command", "web"]
    command += ["--fd", str(door.fileno()), "--processes", str(WEB)]
    # what this process is told and tells by is not for it, and it ends with this process
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        pass_fds=[door.fileno()],
        env={**os.environ, **SPARING},
        preexec_fn=end_with_us(signal.SIGTERM),
    )


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/health/live")
            connection.getresponse()
        except OSError:
            continue
        return
    raise RuntimeError(f"nothing answers at port {port} of {settings.SPOC_URL}")
