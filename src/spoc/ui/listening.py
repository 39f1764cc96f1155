"""What the database announces, told to every open page: one connection for the whole process."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager

import psycopg
from django.db import connections

from spoc.ui.heard import Memory

CHANNEL = "spoc_live"
NAME = "spoc live"  # by which the database's own list shows the connection
QUIET = 15.0  # seconds without a word after which the connection is tried
PAUSE = 1.0  # seconds before a lost connection is made again
READY = 5.0  # seconds a new page waits for the connection, and the connection for an answer
CUT = 7_500  # letters at which an announcement may have been cut short


class Subscriber:
    """One open page: what it watches, and what changed since it was last told.

    What is pending are watched topics: however slow the page, they cannot grow.
    """

    def __init__(self, topics: Iterable[str]) -> None:
        self.topics = frozenset(topics)
        self.over = False
        self._changed: dict[str, int] = {}
        self._missed = False
        self._woken = asyncio.Event()

    def tell(self, topics: Iterable[str], at: int) -> None:
        """Note which of these topics it watches, and that they changed then."""
        if self.topics.isdisjoint(topics):
            return
        self._changed |= dict.fromkeys(self.topics.intersection(topics), at)
        self._woken.set()

    def tell_missed(self) -> None:
        """Note that anything may have changed."""
        self._missed = True
        self._woken.set()

    def keep(self, topics: Iterable[str]) -> None:
        """Watch no more than these."""
        self.topics = self.topics.intersection(topics)
        self._changed = {topic: at for topic, at in self._changed.items() if topic in self.topics}

    def end(self) -> None:
        """Let its stream come to an end."""
        self.over = True
        self._woken.set()

    async def waits(self, seconds: float) -> bool:
        """Return whether there was something to tell within this time."""
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return False
        return True

    def take(self) -> tuple[bool, Mapping[str, int]]:
        """Return whether anything may have changed, and what surely did when, and forget both."""
        taken = self._missed, self._changed
        self._missed, self._changed = False, {}
        self._woken.clear()
        return taken


class Hub:
    """Listens to the database as long as the process lives, and tells the subscribers."""

    def __init__(self) -> None:
        self.memory = Memory()
        self._subscribers: set[Subscriber] = set()
        self._listener: asyncio.Task[None] | None = None
        self._listening = asyncio.Event()

    @asynccontextmanager
    async def subscribed(
        self, topics: Iterable[str], marks: Sequence[str] = ()
    ) -> AsyncIterator[Subscriber]:
        """Subscribe to these topics for the length of the block, from the least mark on.

        Without a mark nothing is told of what was before.
        """
        if self._listener is None or self._listener.done():
            self._listener = asyncio.create_task(self._listen())
        subscriber = Subscriber(topics)
        await self._wait_until_listening()
        self._subscribers.add(subscriber)
        if marks:
            self._catch_up(subscriber, marks)
        try:
            yield subscriber
        finally:
            self._subscribers.discard(subscriber)

    @property
    def count(self) -> int:
        """How many subscribers there are."""
        return len(self._subscribers)

    def end(self) -> None:
        """Let every stream come to an end, and listen no more."""
        for subscriber in self._subscribers:
            subscriber.end()
        if self._listener:
            self._listener.cancel()

    def _catch_up(self, subscriber: Subscriber, marks: Sequence[str]) -> None:
        changed = self.memory.since(marks, subscriber.topics, _now())
        if changed is None:
            subscriber.tell_missed()
            return
        for topic, at in changed.items():
            subscriber.tell([topic], at)

    async def _wait_until_listening(self) -> None:
        try:
            async with asyncio.timeout(READY):
                await self._listening.wait()
        except TimeoutError:
            return  # it is told that it missed something as soon as we listen

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    _address(), autocommit=True
                ) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self._begin()
                    await self._pass_on(connection)
            except (psycopg.OperationalError, OSError):
                self._listening.clear()
                await asyncio.sleep(PAUSE)

    def _begin(self) -> None:
        # nobody knows what happened while nobody listened
        self.memory.begin(_now())
        self._miss()
        self._listening.set()

    def _miss(self) -> None:
        for subscriber in self._subscribers:
            subscriber.tell_missed()

    async def _pass_on(self, connection: psycopg.AsyncConnection) -> None:
        while True:
            async for notice in connection.notifies(timeout=QUIET):
                self._hear(notice.payload)
            # what is not answered within its time is a lost connection as well
            async with asyncio.timeout(READY):
                await connection.execute("SELECT 1")
            self.memory.prove(_now())

    def _hear(self, said: str) -> None:
        topics = said.split()
        at = self.memory.hear(topics, _now())
        for subscriber in self._subscribers:
            subscriber.tell(topics, at)
        if len(said) >= CUT:
            self.memory.begin(_now())
            self._miss()


def _now() -> int:
    return time.time_ns() // 1_000_000


def _address() -> str:
    given = connections["default"].get_connection_params()
    # what only Django's own connections understand
    for name in ("context", "cursor_factory", "prepare_threshold"):
        given.pop(name, None)
    return psycopg.conninfo.make_conninfo(**given | {"application_name": NAME})
