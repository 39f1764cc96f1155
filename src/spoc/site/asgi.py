"""The one application at the one port: pages in threads, the live stream beside them."""

import os
import time
from collections.abc import Callable, Iterable
from typing import Any, cast

from a2wsgi.wsgi_typing import WSGIApp
from asgiref.typing import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, Scope
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import resolve

from spoc.site.bridge import Bridge
from spoc.ui.live import BEGAN, Live

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spoc.site.settings")

django = get_wsgi_application()
resolve("/health/live")  # loads every page now: no visitor waits for it


def dated(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with a page that knows since when it was made: from then on its stream tells it."""
    environ[BEGAN] = str(time.time_ns() // 1_000_000)
    return django(environ, start_response)


# each thread holds one connection of the pool while it answers; a stream holds none
pages = cast(ASGI3Application, Bridge(cast(WSGIApp, dated), workers=settings.SPOC_WEB_THREADS))
live = Live()


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Give the live stream what is at /live and the pages all else."""
    if scope["type"] == "http" and scope["path"] == "/live":
        await live(scope, receive, send)
    else:
        await pages(scope, receive, send)
