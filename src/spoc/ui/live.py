"""The live stream: tells a page the names of what changed, never what it now says.

`GET /live?t=<signed topic>&t=...` answers with server-sent events. `change` carries a topic;
`resync` says that something may have been missed: show everything anew.
"""

import asyncio
import random
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from urllib.parse import parse_qs

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope
from django.conf import settings
from django.contrib.auth import get_user
from django.db import OperationalError, connections
from django.http import HttpRequest, parse_cookie

from spoc.ui.listening import Hub, Subscriber
from spoc.ui.topics import verify

GATHER = 0.2  # seconds in which changes become one
PING = 15.0
CHECK = 180.0  # seconds after which we look whether the person is still signed in
MOST_TOPICS = 200
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


class Live:
    """The application at /live. One of these holds all streams of the process."""

    def __init__(self) -> None:
        self._hub = Hub()
        # two threads of its own, so that streams coming back all at once leave pages theirs
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="live")

    async def __call__(
        self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Answer with the stream of the person that the session names."""
        cookies = _header(scope, b"cookie")
        try:
            person = await self._person(cookies)
        except OperationalError:
            await _refuse(send, 503)
            return
        if scope["method"] != "GET" or person is None:
            await _refuse(send, 401 if person is None else 405)
            return
        wishes = parse_qs(scope["query_string"].decode("latin-1"))
        again = "again" in wishes or bool(_header(scope, b"last-event-id"))
        async with self._hub.subscribed(_topics(wishes.get("t", []), person)) as subscriber:
            if again:
                subscriber.tell_missed()
            gone = asyncio.create_task(_end_when_gone(receive, subscriber))
            try:
                await self._tell(subscriber, send, cookies, person)
            finally:
                gone.cancel()

    @property
    def count(self) -> int:
        """How many streams are open."""
        return self._hub.count

    def end(self) -> None:
        """Let every stream come to an end, so that the process can."""
        self._hub.end()

    async def _tell(
        self, subscriber: Subscriber, send: ASGISendCallable, cookies: str, person: int
    ) -> None:
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": HEADERS,
                "trailers": False,
            }
        )
        # with an id a browser says, when it comes back, that it was here before; not all at once
        await _write(send, f"retry: {random.randint(1000, 3000)}\nid: 1\n\n")
        clock = asyncio.get_running_loop()
        checked = clock.time()
        while not subscriber.over:
            if await subscriber.waits(PING) and not subscriber.over:
                await asyncio.sleep(GATHER)
            await _write(send, _events(*subscriber.take()))
            if clock.time() - checked > CHECK:
                checked = clock.time()
                if not await self._still(cookies, person):
                    break
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _still(self, cookies: str, person: int) -> bool:
        try:
            return await self._person(cookies) == person
        except OperationalError:
            return True  # a database that is away for a moment signs nobody out

    async def _person(self, cookies: str) -> int | None:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, person_of, cookies)


def person_of(cookies: str) -> int | None:
    """Return the id of the person whose session these cookies name, while it is valid."""
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    try:
        user = get_user(request)
        return user.pk if user.is_active else None
    finally:
        connections.close_all()


def _topics(signed: Iterable[str], person: int) -> list[str]:
    verified = (verify(one, person) for one in signed)
    return [topic for topic in verified if topic][:MOST_TOPICS]


def _header(scope: HTTPScope, name: bytes) -> str:
    found = [value for key, value in scope["headers"] if key == name]
    return b"; ".join(found).decode("latin-1")


def _events(missed: bool, topics: Iterable[str]) -> str:
    """Write what is to be told; a comment keeps the line open when there is nothing.

    >>> _events(False, ["queue"])
    'event: change\\ndata: queue\\n\\n'
    """
    if missed:
        return "event: resync\ndata:\n\n"
    return "".join(f"event: change\ndata: {topic}\n\n" for topic in topics) or ": ping\n\n"


async def _end_when_gone(receive: ASGIReceiveCallable, subscriber: Subscriber) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    subscriber.end()


async def _write(send: ASGISendCallable, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _refuse(send: ASGISendCallable, status: int) -> None:
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send(
        {"type": "http.response.start", "status": status, "headers": headers, "trailers": False}
    )
    await send({"type": "http.response.body", "body": b"", "more_body": False})
