"""Calling another system: what is sent, what is kept, what is tried again."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from spoc.kit.outward import Closed
from spoc.people.models import Person
from spoc.workflow.base import Errand
from spoc.workflow.kinds.http_call import HttpCall
from tests.floor.stub import Stub

ERRAND = Errand(Person(name="Spoc"))
SECRET = "Bearer hush-hush"


@pytest.fixture
def system(settings):
    """Another system on this machine, which may be called."""
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    with Stub() as stub:
        yield stub


def call(address: str, **told: str) -> HttpCall:
    """Return a call of an address."""
    return HttpCall({"address": address, **told}, {"account": "text", "count": "number"})


def run(kind: HttpCall, **inputs):
    """Run it once."""
    return kind.run(inputs, key="step-7", errand=ERRAND)


def test_it_is_told_who_what_and_by_which_key(system):
    system.answers = [(201, '{"id": 7, "token": "t0k3n", "user": {"name": "Karin"}}')]
    told = {"body": '{"user": "{account}", "n": "{count}"}', "secret": SECRET}
    kind = call(f"{system.address}/users/{{account}}", keep="id, user.name", **told)
    outcome = run(kind, account="karin/holm", count=3)
    [got] = system.calls
    assert got.path == "/users/karin%2Fholm"
    assert json.loads(got.body) == {"user": "karin/holm", "n": 3}
    assert (got.headers["Idempotency-Key"], got.headers["Authorization"]) == ("step-7", SECRET)
    assert outcome.is_done
    assert outcome.result == {"status": 201, "id": 7, "user.name": "Karin"}
    assert "t0k3n" not in str(outcome)
    assert SECRET not in str(outcome)


def test_without_a_body_it_sends_all_it_is_given(system):
    run(call(f"{system.address}/x"), account="a", count=1)
    assert json.loads(system.calls[0].body) == {"account": "a", "count": 1}


@pytest.mark.parametrize(
    ("status", "twice", "retried", "unknown"),
    [
        (500, "once", True, False),
        (500, "unknown", False, True),
        (503, "unknown", True, False),
        (429, "unknown", True, False),
        (404, "once", False, False),
        (401, "unknown", False, False),
    ],
)
def test_what_is_refused_is_tried_again_only_where_that_is_safe(
    system, status, twice, retried, unknown
):
    system.answers = [(status, "hush words of theirs")]
    outcome = run(call(f"{system.address}/x", twice=twice), account="a", count=1)
    said = (outcome.is_done, outcome.may_retry, outcome.is_unknown)
    assert said == (False, retried, unknown)
    assert outcome.problem == f"It answered {status}."


def test_who_is_not_there_was_told_nothing_and_is_tried_again(settings):
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    outcome = run(call("http://127.0.0.1:1/x"), account="a", count=1)
    assert (outcome.is_done, outcome.may_retry, outcome.is_unknown) == (False, True, False)


def test_no_machine_of_our_own_network_is_called():
    with Stub() as stub:
        outcome = run(call(f"{stub.address}/x"), account="a", count=1)
        assert (outcome.is_done, outcome.may_retry, stub.calls) == (False, False, [])
        assert "not called from here" in outcome.problem
        with pytest.raises(Closed):
            call(f"{stub.address}/x").check()


def test_a_secret_header_goes_to_no_other_machine(settings):
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]

    with Stub() as other, leading_to(other.address) as first:
        kind = call(f"{first}/x", header="X-Api-Key", secret="hush-hush")
        assert run(kind, account="a", count=1).is_done
        assert "X-Api-Key" not in other.calls[0].headers
        assert other.calls[0].headers["Idempotency-Key"] == "step-7"


@contextmanager
def leading_to(address: str) -> Iterator[str]:
    """A machine that sends whoever calls on to another."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(307)
            self.send_header("Location", f"{address}/there")
            self.end_headers()

        def log_message(self, *words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"address": "ftp://example.org/x"}, "address"),
        ({"address": "https://{account}.example.org/x"}, "address"),
        ({"address": "https://example.org/../x"}, "address"),
        ({"address": "https://example.org/{nobody}"}, "address"),
        ({"body": "{not json"}, "body"),
        ({"body": '{"a": "{nobody}"}'}, "body"),
        ({"header": "Host", "secret": "x"}, "header"),
        ({"header": "X:\r\nY", "secret": "x"}, "header"),
    ],
)
def test_what_cannot_work_is_said_beside_its_field(told, field):
    kind = HttpCall({"address": "https://example.org/x", **told}, {"account": "text"})
    assert [*kind.missing()] == [field]


def test_what_can_work_is_not_refused():
    assert call("https://example.org/{account}", body='{"n": "{count}"}').missing() == {}


@pytest.mark.parametrize(
    ("method", "twice", "is_repeatable"),
    [("POST", "unknown", False), ("POST", "once", True), ("PUT", "unknown", True)],
)
def test_it_is_repeatable_where_twice_is_as_once(method, twice, is_repeatable):
    kind = call("https://example.org/x", method=method, twice=twice)
    assert kind.is_repeatable is is_repeatable
