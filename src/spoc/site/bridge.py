"""The bridge from the server's loop to the threads in which pages are made."""

import asyncio
import contextvars
from collections.abc import Iterable
from typing import Any, cast

from a2wsgi.wsgi import Body, WSGIMiddleware, WSGIResponder, build_environ
from django.http.response import HttpResponseBase

Message = dict[str, Any]


class Bridge(WSGIMiddleware):
    """Answers with what pages return.

    A page that is whole when it is returned is sent by the loop: through the library a thread would
    wait for the loop three times. What is made while it is sent goes the library's way.
    """

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request; what else a server says is the library's affair."""
        if scope["type"] == "http":
            await Answer(self.app, self.executor, self.send_queue_size)(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class Answer(WSGIResponder):
    """One answer."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Have a thread make the page, and send it."""
        environ = build_environ(scope, cast(Any, Body(self.loop, receive)))
        context = contextvars.copy_context()
        made = self.loop.run_in_executor(self.executor, context.run, self._made, environ, send)
        for message in await made:
            await send(message)

    def _made(self, environ: Any, send: Any) -> list[Message]:
        """Return all messages of a page; none of one that is made in parts: it is sent by then."""
        told: list[Any] = []
        page = self.app(environ, cast(Any, lambda *told_: told.extend(told_)))
        if isinstance(page, HttpResponseBase) and not page.streaming:
            return _whole(page, told)
        self._send_parts(page, told, send)
        return []

    def _send_parts(self, page: Iterable[bytes], told: list[Any], send: Any) -> None:
        sent = asyncio.run_coroutine_threadsafe(self.sender(send), self.loop)
        try:
            self.start_response(*told)
            for part in page:
                self.send({"type": "http.response.body", "body": part, "more_body": True})
            self.send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self.send(None)
            sent.result()
            getattr(page, "close", lambda: None)()


def _whole(page: HttpResponseBase, told: list[Any]) -> list[Message]:
    """Return the messages of a page that is whole, and end it."""
    status, headers = told
    names = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]
    begun = {"type": "http.response.start", "status": int(status[:3]), "headers": names}
    try:
        return [begun, {"type": "http.response.body", "body": b"".join(cast(Any, page))}]
    finally:
        page.close()
