"""Serve the pages, the API and the live stream (a part of `spoc up`)."""

import argparse
import socket
from collections.abc import Sequence
from functools import partial

import uvicorn

from spoc.cli.fork import Fork
from spoc.site.asgi import application, live

NEEDS_DJANGO = True
GRACE = 2  # seconds for what is being answered when the end comes
PATIENCE = 0.2  # seconds beyond that for a copy


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen: an address, or a socket that is open already; and how many answer."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--fd", type=int, help="the number of an open socket, instead of --port")
    parser.add_argument("--processes", type=int, default=1, help="how many answer at once")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop: with copies of this process, which share what is loaded by now."""
    door = _door(options)
    numbers = range(2, options.processes + 1)
    copies = [Fork(f"web {number}", partial(serve, door)) for number in numbers]
    for each in copies:
        each.start()
    return serve(door, copies)


def serve(door: socket.socket, copies: Sequence[Fork] = ()) -> int:
    """Answer at this door until told to stop, or until a copy has ended.

    Whoever started us starts us all anew then: no copy is made of a process that is at work.
    """
    config = uvicorn.Config(
        application,
        log_level="warning",
        log_config=None,
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=GRACE,
    )
    server = Server(config, copies)
    server.run([door])
    return 1 if server.has_lost else 0


class Server(uvicorn.Server):
    """Serves as uvicorn does, but streams end at once when it stops: nothing waits for them."""

    def __init__(self, config: uvicorn.Config, copies: Sequence[Fork]) -> None:
        super().__init__(config)
        self.copies, self.has_lost = copies, False

    async def on_tick(self, counter: int) -> bool:
        """Say whether to stop: told so, or one of us has ended."""
        self.has_lost = any(each.has_ended() for each in self.copies)
        return self.has_lost or await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the copies and the streams, then the rest."""
        for each in self.copies:
            each.stop()
        live.end()
        await super().shutdown(sockets)
        for each in self.copies:
            each.wait(PATIENCE)


def _door(options: argparse.Namespace) -> socket.socket:
    if options.fd is not None:
        return socket.socket(fileno=options.fd)
    where = socket.getaddrinfo(options.host, options.port, type=socket.SOCK_STREAM)
    return socket.create_server((options.host, options.port), family=where[0][0])
