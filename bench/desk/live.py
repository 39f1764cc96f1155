"""The live streams of one web process: a thousand pages open, fifty changes a second."""

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from django.conf import settings
from django.test import Client as Visitor

from bench.client import quantile
from bench.machine import cpu_seconds, own_share, tree
from bench.streams import Change, Ear, heard, until
from spoc.people.models import Person
from spoc.ui.topics import sign

STREAMS, EACH, A_SECOND, SECONDS = 1_000, 20, 50, 15
PEOPLE = 20
ONCE_LOST, WHILE_AWAY = 100, 50
WARM = 20
CHANGED = "INSERT INTO bench.change (topic) VALUES (%s)"
TELL = "SELECT pg_notify('spoc_live', %s)"
TABLE = "CREATE SCHEMA IF NOT EXISTS bench; CREATE TABLE IF NOT EXISTS bench.change (topic text)"
LOSE = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE application_name = 'spoc live' AND datname = current_database()
"""


@dataclass
class Web:
    """One web process at an open door, as `spoc up` runs it."""

    door: socket.socket
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start it."""
        command = [sys.executable, "-P", "-m", "spoc.cli.command", "web"]
        number = self.door.fileno()
        self.process = subprocess.Popen(
            [*command, "--fd", str(number)], pass_fds=[number], env=dict(os.environ)
        )

    def stop(self) -> None:
        """End it, and wait until it is over."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    @property
    def port(self) -> int:
        """Where it is reached."""
        return int(self.door.getsockname()[1])

    @property
    def cpu(self) -> float:
        """The CPU seconds it took so far."""
        return cpu_seconds(tree(self.process.pid))

    @property
    def megabytes(self) -> float:
        """The memory that is its own."""
        return own_share(tree(self.process.pid))


@contextmanager
def one_web() -> Iterator[Web]:
    """Have one web process running for the block."""
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as door:
        web = Web(door)
        web.start()
        try:
            yield web
        finally:
            web.stop()


def live(dsn: str) -> dict[str, object]:
    """Return what was measured: figures by name, in milliseconds unless they say otherwise."""
    count = A_SECOND * SECONDS + ONCE_LOST + 2 * WHILE_AWAY
    topics = [f"request-{number}" for number in range(1, count + 1)]
    with one_web() as web, psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(TABLE)
        concerned = _listeners(topics, web.port)
        return asyncio.run(_measured(web, dsn, concerned))


def _listeners(topics: Sequence[str], port: int) -> dict[str, list[Ear]]:
    """Return who is to hear of each topic, with all they listen to signed for them."""
    dice, visitors = random.Random(5), [_signed_in(person) for person in _people()]
    drawn = {topic: dice.sample(range(STREAMS), EACH) for topic in topics}
    wanted: list[list[str]] = [[] for _nth in range(STREAMS)]
    for topic, places in drawn.items():
        for place in places:
            wanted[place].append(topic)
    ears = []
    for nth, each in enumerate(wanted):
        person, cookie = visitors[nth % len(visitors)]
        ears.append(Ear(port, cookie, [sign(topic, person) for topic in each]))
    return {topic: [ears[place] for place in places] for topic, places in drawn.items()}


def _people() -> Sequence[Person]:
    return Person.objects.filter(kind="human", memberships__isnull=False).distinct()[:PEOPLE]


def _signed_in(person: Person) -> tuple[int, str]:
    visitor = Visitor()
    visitor.force_login(person, backend="spoc.people.sign_in.MailAndPassword")
    cookie = visitor.cookies[settings.SESSION_COOKIE_NAME].value
    return person.pk, f"{settings.SESSION_COOKIE_NAME}={cookie}"


async def _measured(web: Web, dsn: str, concerned: dict[str, list[Ear]]) -> dict[str, object]:
    ears = list({id(ear): ear for each in concerned.values() for ear in each}.values())
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as connection:
        changes = Changes(connection, concerned, iter(concerned))
        found = {"streams": len(ears), **await _opened(web, ears)}
        before = web.cpu
        found["changes"] = _said(await changes.many(A_SECOND * SECONDS))
        found["share of a core"] = (web.cpu - before) / SECONDS
        await connection.execute(LOSE)
        found["connection lost"] = _said(await changes.many(ONCE_LOST))
        web.stop()
        away = await changes.many(WHILE_AWAY, wait=False)
        began = time.perf_counter()
        web.start()
        await until(lambda: all(ear.opened > 1 for ear in ears))
        found["seconds until all are back"] = time.perf_counter() - began
        found["web process ended"] = _said(away + await changes.many(WHILE_AWAY))
    for ear in ears:
        ear.close()
    return found


async def _opened(web: Web, ears: Sequence[Ear]) -> dict[str, float]:
    """Open the streams, and return what one takes of memory beyond a process that has a few."""
    await _open(ears[:WARM])
    before, began = web.megabytes, time.perf_counter()
    await _open(ears[WARM:])
    took = time.perf_counter() - began
    grown = 1_000 * (web.megabytes - before) / (len(ears) - WARM)
    return {"kilobytes a stream": grown, "seconds until all are open": took}


async def _open(ears: Sequence[Ear]) -> None:
    for ear in ears:
        await ear.open()
    await until(lambda: all(ear.opened for ear in ears))


@dataclass
class Changes:
    """Makes changes at the wanted pace, and knows who is to hear of each."""

    connection: psycopg.AsyncConnection
    concerned: dict[str, list[Ear]]
    topics: Iterator[str]

    async def many(self, count: int, *, wait: bool = True) -> list[Change]:
        """Make so many, and give the last of them time to come."""
        made, began = [], time.perf_counter()
        for nth in range(count):
            await asyncio.sleep(max(0.0, began + nth / A_SECOND - time.perf_counter()))
            topic = next(self.topics)
            made.append(Change(topic, time.perf_counter(), self.concerned[topic]))
            async with self.connection.transaction():
                await self.connection.execute(CHANGED, [topic])
                await self.connection.execute(TELL, [f"queue {topic}"])
        if wait:
            await until(lambda: not heard(made[-5:]).lost, 5)
            await asyncio.sleep(0.5)
        return made


def _said(changes: Sequence[Change]) -> dict[str, float]:
    found = heard(changes)
    return {
        "made": len(changes),
        "heard": len(found.seconds),
        "lost": found.lost,
        "median": 1_000 * quantile(found.seconds, 0.5),
        "p95": 1_000 * quantile(found.seconds, 0.95),
        "longest": 1_000 * max(found.seconds),
    }
