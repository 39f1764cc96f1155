"""The live stream: tells a page the names of what changed, never what it now says.

`GET /live?t=<signed topic>&t=...` answers with server-sent events. `change` carries a topic;
`resync` says that something may have been missed: show everything anew; `ping` that all is well.
Each carries the mark up to which its reader now knows. `since=<mark>` says from where to begin:
what changed between the making of a page and its listening is told at once.
"""

import asyncio
import random
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from urllib.parse import parse_qs

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import OperationalError, connections
from django.http import HttpRequest, parse_cookie

from spoc.ui.heard import Memory
from spoc.ui.listening import Hub, Subscriber
from spoc.ui.topics import FRESH, still_shown, verify

GATHER = 0.2  # seconds after something was told in which further changes become one
PING = 15.0
CHECK = 180.0  # seconds after which we look who is still signed in, and what they may still see
MOST_TOPICS = 200
BEGAN = "spoc.began"  # under which a page's request says when it began, in milliseconds
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """A browser's request for a stream: whose session, which signed topics, from where on."""

    cookies: str
    signed: Sequence[str]
    marks: Sequence[str]


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
        asked = _asked(scope)
        try:
            topics = await self._admitted(asked, FRESH)
        except OperationalError:
            await _refuse(send, 503)
            return
        if scope["method"] != "GET" or topics is None:
            await _refuse(send, 401 if topics is None else 405)
            return
        async with self._hub.subscribed(topics, asked.marks) as subscriber:
            gone = asyncio.create_task(_end_when_gone(receive, subscriber))
            try:
                await self._tell(subscriber, send, asked)
            finally:
                gone.cancel()

    @property
    def count(self) -> int:
        """How many streams are open."""
        return self._hub.count

    def end(self) -> None:
        """Let every stream come to an end, so that the process can."""
        self._hub.end()

    async def _tell(self, subscriber: Subscriber, send: ASGISendCallable, asked: Asked) -> None:
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": HEADERS,
                "trailers": False,
            }
        )
        # those who are all cut off at once do not come back all at once
        await _write(send, f"retry: {random.randint(1000, 3000)}\n{self._news(subscriber)}")
        clock = asyncio.get_running_loop()
        checked = clock.time()
        while not subscriber.over:
            is_news = await subscriber.waits(PING)
            await _write(send, self._news(subscriber))
            if is_news and not subscriber.over:
                await asyncio.sleep(GATHER)
            if clock.time() - checked > CHECK:
                checked = clock.time()
                await self._check(subscriber, asked)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _news(self, subscriber: Subscriber) -> str:
        return _events(*subscriber.take(), self._hub.memory)

    async def _check(self, subscriber: Subscriber, asked: Asked) -> None:
        """End the stream of who is no longer signed in, and stop telling what was hidden since."""
        try:
            topics = await self._admitted(asked, 0)
        except OperationalError:
            return  # a database that is away for a moment signs nobody out
        if topics is None:
            subscriber.end()
        else:
            subscriber.keep(topics)

    async def _admitted(self, asked: Asked, fresh: int) -> list[str] | None:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, admitted, asked, fresh)


def admitted(asked: Asked, fresh: int) -> list[str] | None:
    """Return the topics that the person whose session it is may watch; None without a session.

    What was signed within the last `fresh` seconds was shown just now, and is not looked at again.
    """
    key = parse_cookie(asked.cookies).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    try:
        user = get_user(request)
        return _watched(asked.signed, user, fresh) if user.is_active else None
    finally:
        connections.close_all()


def _watched(signed: Iterable[str], user: AbstractBaseUser, fresh: int) -> list[str]:
    verified = [(verify(one, user.pk), one) for one in signed]
    own = [(topic, one) for topic, one in verified if topic][:MOST_TOPICS]
    old = [topic for topic, one in own if not (fresh and verify(one, user.pk, within=fresh))]
    hidden = set(old) - still_shown(old, user)
    return [topic for topic, _one in own if topic not in hidden]


def _asked(scope: HTTPScope) -> Asked:
    wishes = parse_qs(scope["query_string"].decode("latin-1"))
    # a browser that comes back by itself asks as it did at first, and says what it heard last
    last = _header(scope, b"last-event-id")
    marks = [last] if last else wishes.get("since", [])
    return Asked(_header(scope, b"cookie"), wishes.get("t", []), marks)


def _header(scope: HTTPScope, name: bytes) -> str:
    found = [value for key, value in scope["headers"] if key == name]
    return b"; ".join(found).decode("latin-1")


def _events(missed: bool, changed: Mapping[str, int], memory: Memory) -> str:
    """Write what is to be told, the oldest first: whoever is cut off in between knows that far.

    >>> _events(False, {"queue": 7}, Memory("one"))
    'event: change\\nid: 8-one\\ndata: queue\\n\\n'
    """
    if missed:
        return f"event: resync\nid: {memory.mark()}\ndata:\n\n"
    told = (
        f"event: change\nid: {memory.mark(at)}\ndata: {topic}\n\n"
        for topic, at in sorted(changed.items(), key=lambda each: (each[1], each[0]))
    )
    return "".join(told) or f"event: ping\nid: {memory.mark()}\ndata:\n\n"


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
