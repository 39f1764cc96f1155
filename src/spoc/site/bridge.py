"""The bridge from the server's loop to the threads in which pages are made."""

import asyncio
import contextvars
import functools
from concurrent.futures import Future
from typing import Any, cast

from a2wsgi.wsgi import Body, WSGIMiddleware, WSGIResponder, build_environ
from django.http.response import HttpResponseBase

Message = dict[str, Any]


class Bridge(WSGIMiddleware):
    """Answers with what pages return.

    A page that is whole when it is returned is sent by the loop: through the library a thread would
    wait for the loop three times. What is made while it is sent is sent by the library.
    """

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request; what else a server says is the library's affair."""
        if scope["type"] == "http":
            await Answer(self.app, self.executor, self.send_queue_size)(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class Answer(WSGIResponder):
    """One answer."""

    sending: "Future[None] | None" = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Have a thread make the page, and send it."""
        environ = build_environ(scope, cast(Any, Body(self.loop, receive)))
        made = functools.partial(contextvars.copy_context().run, self._made, environ, send)
        try:
            for message in await self.loop.run_in_executor(self.executor, made):
                await send(message)
            if self.sending:
                await self.send_queue.put(None)
                await asyncio.wrap_future(self.sending)
        finally:
            if self.sending:
                self.sending.cancel()

    def _made(self, environ: Any, send: Any) -> list[Message]:
        """Return all messages of a page; none of one in parts: the library has them by then."""
        told: list[Any] = []
        page = self.app(environ, cast(Any, lambda *begun: told.extend(begun)))
        if isinstance(page, HttpResponseBase) and not page.streaming:
            return _whole(page, told)

        def returned(_environ: Any, start_response: Any) -> Any:
            start_response(*told)
            return page

        self.app = returned
        self.sending = asyncio.run_coroutine_threadsafe(self.sender(send), self.loop)
        self.wsgi(environ, self.start_response)
        return []


def _whole(page: HttpResponseBase, told: list[Any]) -> list[Message]:
    """Return the messages of a page that is whole, and end it."""
    status, headers = told
    begun = {
        "type": "http.response.start",
        "status": int(status[:3]),
        "headers": [
            (name.strip().lower().encode("latin1"), value.strip().encode("latin1"))
            for name, value in headers
        ],
    }
    try:
        return [begun, {"type": "http.response.body", "body": b"".join(cast(Any, page))}]
    finally:
        page.close()
