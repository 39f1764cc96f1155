"""The one application at the one port: pages in threads, the live stream beside them."""

import os
from typing import cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import WSGIApp
from asgiref.typing import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, Scope
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from spoc.ui.live import Live

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spoc.site.settings")

# each thread holds one connection of the pool while it answers; a stream holds none
pages = cast(
    ASGI3Application,
    WSGIMiddleware(cast(WSGIApp, get_wsgi_application()), workers=settings.SPOC_WEB_THREADS),
)
live = Live()


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Give the live stream what is at /live and the pages all else."""
    if scope["type"] == "http" and scope["path"] == "/live":
        await live(scope, receive, send)
    else:
        await pages(scope, receive, send)
