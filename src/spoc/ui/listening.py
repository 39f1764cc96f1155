"""What the database announces, told to every open page: one connection for the whole process."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import psycopg
from django.db import connections

CHANNEL = "spoc_live"
QUIET = 60.0  # seconds without a word after which the connection is tried
PAUSE = 1.0  # seconds before a lost connection is made again
READY = 5.0  # seconds a new page waits for the connection


class Subscriber:
    """One open page: what it watches, and what changed since it was last told.

    What is pending is a set of watched topics: however slow the page, it cannot grow.
    """

    def __init__(self, topics: Iterable[str]) -> None:
        self.topics = frozenset(topics)
        self.over = False
        self._changed: set[str] = set()
        self._missed = False
        self._woken = asyncio.Event()

    def tell(self, topics: Iterable[str]) -> None:
        """Note which of these topics it watches."""
        watched = self.topics.intersection(topics)
        if watched:
            self._changed |= watched
            self._woken.set()

    def tell_missed(self) -> None:
        """Note that anything may have changed."""
        self._missed = True
        self._woken.set()

    def end(self) -> None:
        """Let its stream come to an end."""
        self.over = True
        self._woken.set()

    async def waits(self, seconds: float) -> bool:
        """Return whether there was something to tell within this time."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def take(self) -> tuple[bool, list[str]]:
        """Return whether anything may have changed, and what surely did, and forget both."""
        taken = self._missed, sorted(self._changed)
        self._missed, self._changed = False, set()
        self._woken.clear()
        return taken


class Hub:
    """Listens to the database as long as the process lives, and tells the subscribers."""

    def __init__(self) -> None:
        self._subscribers: set[Subscriber] = set()
        self._listener: asyncio.Task[None] | None = None
        self._listening = asyncio.Event()

    @asynccontextmanager
    async def subscribed(self, topics: Iterable[str]) -> AsyncIterator[Subscriber]:
        """Subscribe to these topics for the length of the block."""
        if self._listener is None or self._listener.done():
            self._listener = asyncio.create_task(self._listen())
        subscriber = Subscriber(topics)
        await self._wait_until_listening()
        self._subscribers.add(subscriber)
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

    async def _wait_until_listening(self) -> None:
        try:
            await asyncio.wait_for(self._listening.wait(), READY)
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
        for subscriber in self._subscribers:
            subscriber.tell_missed()
        self._listening.set()

    async def _pass_on(self, connection: psycopg.AsyncConnection) -> None:
        while True:
            async for notice in connection.notifies(timeout=QUIET):
                topics = notice.payload.split()
                for subscriber in self._subscribers:
                    subscriber.tell(topics)
            await connection.execute("SELECT 1")


def _address() -> str:
    given = connections["default"].get_connection_params()
    # what only Django's own connections understand
    for name in ("context", "cursor_factory", "prepare_threshold"):
        given.pop(name, None)
    return psycopg.conninfo.make_conninfo(**given)
