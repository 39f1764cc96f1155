"""What the tests of the API share: a machine elsewhere that is told of things."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client
from tests.floor.machine import READ_AND_WRITE

from spoc.channels.activities.webhooks import Told, add_webhook
from spoc.channels.models import Webhook
from spoc.channels.queries.webhooks import ears

BASE = "/tmf-api/troubleTicket/v5"
ADMINISTRATOR = "Åsa Ekman"


@dataclass
class Listener:
    """Another system on this machine: what it was sent, and what it answers next."""

    address: str
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    # status, headers and body of each answer to come; 204 when there are no more
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)

    def will_answer(self, *statuses: int) -> None:
        """Answer with these, one after another."""
        self.answers += [(status, {}, b"") for status in statuses]


class Answering(BaseHTTPRequestHandler):
    """Writes down what was sent, and answers as the listener says."""

    def do_POST(self) -> None:
        heard: Listener = self.server.heard
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        heard.got.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        status, headers, words = heard.answers.pop(0) if heard.answers else (204, {}, b"")
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(words)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def listener(settings) -> Iterator[Listener]:
    """Let another system listen on this machine, where webhooks may reach it."""
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    server.heard = Listener(f"http://127.0.0.1:{server.server_port}/hook")
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield server.heard
    server.shutdown()
    server.server_close()


@pytest.fixture
def caller(token_of):
    """Call as somebody: `caller("Elin Sand")("GET", "/troubleTicket")`."""

    def known(name: str, scopes: list[str] | None = None):
        token = token_of(name, scopes or READ_AND_WRITE)
        client = Client(headers={"authorization": f"Bearer {token}"})

        def call(method: str, place: str, body: object = None, sort: str = "application/json"):
            data = json.dumps(body) if body is not None else ""
            sort = "application/merge-patch+json" if method == "PATCH" else sort
            return client.generic(method, BASE + place, data, content_type=sort)

        return call

    return known


@pytest.fixture
def webhook_of(people, listener):
    """Register a webhook that shares what somebody knows: `webhook_of("Elin Sand")`."""

    def made(name: str = "Elin Sand", *hears: str, address: str = "") -> Webhook:
        told = Told("Ledger", address or listener.address, hears or ["request.*"])
        row, made.secret = add_webhook(people[name], by=people[ADMINISTRATOR], told=told)
        return row

    return made


@pytest.fixture(autouse=True)
def _nobody_is_remembered() -> Iterator[None]:
    """Let each test, and whatever comes after it, ask anew who hears of facts."""
    ears.forget()
    yield
    ears.forget()
