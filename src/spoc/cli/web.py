"""Serve the pages, the API and the live stream (a part of `spoc up`)."""

import argparse
import socket
from functools import partial

import uvicorn

from spoc.cli.fork import Fork
from spoc.cli.supervise import supervise
from spoc.kit.rubbish import settle
from spoc.site.asgi import application, live

NEEDS_DJANGO = True
GRACE = 2  # seconds for what is being answered when the end comes


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen: an address, or a socket that is open already; and how many answer."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--fd", type=int, help="the number of an open socket, instead of --port")
    parser.add_argument("--processes", type=int, default=1, help="how many answer at once")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    door = _door(options)
    if options.processes > 1:
        # what is loaded by now is kept once, and shared by all
        settle()
        numbers = range(1, options.processes + 1)
        supervise([Fork(f"web {number}", partial(serve, door)) for number in numbers])
    else:
        serve(door)
    return 0


def serve(door: socket.socket) -> None:
    """Answer at this door until told to stop."""
    config = uvicorn.Config(
        application,
        log_level="warning",
        log_config=None,
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=GRACE,
    )
    Server(config).run([door])


class Server(uvicorn.Server):
    """Serves as uvicorn does, but streams end at once when it stops: nothing waits for them."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then the rest."""
        live.end()
        await super().shutdown(sockets)


def _door(options: argparse.Namespace) -> socket.socket:
    if options.fd is not None:
        return socket.socket(fileno=options.fd)
    where = socket.getaddrinfo(options.host, options.port, type=socket.SOCK_STREAM)
    return socket.create_server((options.host, options.port), family=where[0][0])
