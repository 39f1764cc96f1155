"""A browser at the live stream."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.db import connection, connections

from spoc.ui.listening import CHANNEL
from spoc.ui.live import Live

IN_TIME = 10
NAME = "Lova Live"
EVENT = re.compile(r"event: (\w+)\nid: (\S+)\ndata: ?(.*)\n\n")


class Visit:
    """One browser's request to /live, and what it has heard so far."""

    def __init__(self, app: Live, scope: dict) -> None:
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        self.over = False
        self.is_stuck = False
        self.marks: list[str] = []
        self._heard: asyncio.Queue[str] = asyncio.Queue()
        self._left = asyncio.Event()
        self.task = asyncio.create_task(app(scope, self._receive, self._send))

    async def _receive(self) -> dict:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
        elif self.is_stuck:
            await self._left.wait()
        elif message["body"]:
            self._heard.put_nowait(message["body"].decode())

    def leave(self) -> None:
        self._left.set()

    async def opens(self) -> list[str]:
        """Hear that it is open, and return what is told at once."""
        said = await self._next()
        assert said.startswith("retry: ")
        return self._told(said)

    async def hears(self) -> list[str]:
        """Return what is told next: topics, or what else there is to say."""
        return self._told(await self._next())

    async def _next(self) -> str:
        return await asyncio.wait_for(self._heard.get(), IN_TIME)

    def _told(self, said: str) -> list[str]:
        found = EVENT.findall(said)
        self.marks += [mark for _event, mark, _topic in found]
        return [topic or event for event, _mark, topic in found]

    async def ends(self) -> None:
        await asyncio.wait_for(asyncio.shield(self.task), IN_TIME)


@pytest.fixture
def visit() -> Callable[..., AbstractAsyncContextManager[Visit]]:
    """Visit /live for a block."""
    return visiting


@asynccontextmanager
async def visiting(app, cookie="", topics=(), query=(), headers=(), method="GET") -> AsyncIterator:
    scope = {
        "type": "http",
        "method": method,
        "query_string": urlencode([*(("t", one) for one in topics), *query]).encode(),
        "headers": [(b"cookie", cookie.encode()), *headers],
    }
    visitor = Visit(app, scope)
    try:
        yield visitor
    finally:
        visitor.leave()
        await visitor.ends()


@pytest.fixture
def committed(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Commit what others are to see, and take that away after: less than a database anew."""
    with django_db_blocker.unblock():
        yield
        Session.objects.all().delete()
        get_user_model().objects.filter(name=NAME).delete()
        connections.close_all()


@pytest.fixture
def person(committed):
    return get_user_model().objects.create(
        name=NAME, sort_name="live", created_at=datetime.now(UTC)
    )


@pytest.fixture
def session(person):
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session


@pytest.fixture
def cookie(session):
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


@pytest.fixture
def play() -> Callable[[Callable[[Live], Awaitable[None]]], None]:
    """Play a scene with a live stream of its own."""

    def run(scene):
        async def whole():
            app = Live()
            try:
                await scene(app)
            finally:
                app.end()

        # a browser's loop may be at work in this thread
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, whole()).result()

    return run


@pytest.fixture
def in_database() -> Callable[..., Awaitable[int]]:
    """Run statements on a connection of their own, and return how many rows the last one met."""

    def run(*statements: str) -> int:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            rows = cursor.rowcount
        connections.close_all()
        return rows

    return partial(asyncio.to_thread, run)


@pytest.fixture
def announce(in_database) -> Callable[..., Awaitable[int]]:
    """Let the database announce these."""
    return lambda *said: in_database(*(f"NOTIFY {CHANNEL}, '{one}'" for one in said))
