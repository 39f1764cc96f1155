"""Clients that ask again and again for a while, and what they had to wait."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection

PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Ask:
    """One request as it is sent, and the status that is right."""

    path: str
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


@dataclass(slots=True)
class Waited:
    """How long each answer took, in seconds; how large the last was; what went wrong."""

    seconds: list[float] = field(default_factory=list)
    size: int = 0
    wrong: list[str] = field(default_factory=list)


class Client:
    """Somebody signed in, on one connection that stays open."""

    def __init__(self, port: int, cookie: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._cookie = cookie

    def answer(self, ask: Ask) -> tuple[int, str]:
        """Return the status and the words of an answer."""
        try:
            return self._answer(ask)
        except ConnectionError:
            # the server ends a connection over which nothing came for a while
            self._connection.close()
            return self._answer(ask)

    def _answer(self, ask: Ask) -> tuple[int, str]:
        headers = {"Cookie": self._cookie} | ask.headers
        method = "POST" if ask.body else "GET"
        self._connection.request(method, ask.path, ask.body.encode() or None, headers)
        response = self._connection.getresponse()
        return response.status, response.read().decode()


def asked_for(
    clients: Sequence[Client], asks: Callable[[], Ask], seconds: float
) -> tuple[Waited, float]:
    """Let all clients ask for so long; return what they waited, and how long it took in all."""
    waited, end = Waited(), time.perf_counter() + seconds

    def work(client: Client) -> None:
        while time.perf_counter() < end and len(waited.wrong) < 5:
            ask, began = asks(), time.perf_counter()
            status, words = client.answer(ask)
            waited.seconds.append(time.perf_counter() - began)
            waited.size = len(words.encode())
            if status != ask.status:
                waited.wrong.append(f"{ask.path}: {status} {words[:200]}")

    threads = [threading.Thread(target=work, args=[client]) for client in clients]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waited, time.perf_counter() - began


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of all lies.

    >>> quantile([5, 1, 4, 2, 3], 0.5), quantile([1, 2], 0.95)
    (3, 2)
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
