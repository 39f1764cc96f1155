"""Serve the pages, the API and the live stream (a part of `spoc up`)."""

import argparse
import socket

import uvicorn

from spoc.site.asgi import application, live

NEEDS_DJANGO = True
GRACE = 2  # seconds for what is being answered when the end comes


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen: an address, or a socket that is open already."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--fd", type=int, help="the number of an open socket, instead of --port")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    config = uvicorn.Config(
        application,
        host=options.host,
        port=options.port,
        log_level="warning",
        log_config=None,
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=GRACE,
    )
    sockets = [socket.socket(fileno=options.fd)] if options.fd is not None else None
    Server(config).run(sockets)
    return 0


class Server(uvicorn.Server):
    """Serves as uvicorn does, but streams end at once when it stops: nothing waits for them."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then the rest."""
        live.end()
        await super().shutdown(sockets)
