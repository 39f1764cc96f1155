"""Many browsers that listen: a thousand live streams held by one process, and what each hears."""

import asyncio
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlencode

SAID = re.compile(rb"^(?:event: (?P<event>\w+)|id: (?P<id>\S+)|data: (?P<topic>\S+)|retry: )", re.M)
AFTER = 1.0  # seconds before a lost stream is opened again
PATIENCE = 60


@dataclass(slots=True)
class Ear(asyncio.Protocol):
    """One stream: when it heard which topic first, and when it was told to look anew."""

    port: int
    cookie: str
    topics: Sequence[str]
    heard: dict[str, float] = field(default_factory=dict)
    anew: list[float] = field(default_factory=list)
    opened: int = 0
    is_over: bool = False
    _mark: str = ""
    _rest: bytes = b""
    _transport: asyncio.Transport | None = None

    async def open(self) -> None:
        """Ask for the stream, with the mark of what was heard last where there is one."""
        loop, end = asyncio.get_running_loop(), time.perf_counter() + PATIENCE
        while not self.is_over and time.perf_counter() < end:
            try:
                await loop.create_connection(lambda: self, "127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(AFTER)
            else:
                return

    def close(self) -> None:
        """Listen no more."""
        self.is_over = True
        if self._transport:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._rest = cast(asyncio.Transport, transport), b""
        path = f"/live?{urlencode([('t', each) for each in self.topics])}"
        mark = f"Last-Event-ID: {self._mark}\r\n" if self._mark else ""
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookie}\r\n{mark}\r\n"
        self._transport.write(head.encode())

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        whole, _, self._rest = (self._rest + data).rpartition(b"\n")
        for each in SAID.finditer(whole):
            if topic := each["topic"]:
                self.heard.setdefault(topic.decode(), now)
            elif mark := each["id"]:
                self._mark = mark.decode()
            elif each["event"] == b"resync":
                self.anew.append(now)
            elif not each["event"]:
                self.opened += 1

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.is_over:
            asyncio.get_running_loop().create_task(self._open_again())

    async def _open_again(self) -> None:
        await asyncio.sleep(AFTER)
        await self.open()


@dataclass(frozen=True, slots=True)
class Change:
    """What changed when, and who is to hear of it."""

    topic: str
    at: float
    ears: Sequence[Ear]


@dataclass(frozen=True, slots=True)
class Heard:
    """How soon changes were heard of, in seconds; and how many never were."""

    seconds: list[float]
    lost: int


def heard(changes: Iterable[Change]) -> Heard:
    """Return how soon each change came to each who was to hear it, by its name or by looking anew.

    >>> ear = Ear(0, "", ["a"], heard={"a": 3.0}, anew=[2.5])
    >>> heard([Change("a", 2.0, [ear]), Change("b", 2.75, [ear])])
    Heard(seconds=[0.5], lost=1)
    """
    seconds, lost = [], 0
    for change in changes:
        for ear in change.ears:
            told = [at for at in (ear.heard.get(change.topic, 0.0), *ear.anew) if at > change.at]
            seconds += [min(told) - change.at] if told else []
            lost += not told
    return Heard(seconds, lost)


async def until(holds: Callable[[], bool], seconds: float = PATIENCE) -> float:
    """Wait until it holds, or so long in vain, and return how long it took."""
    began = time.perf_counter()
    while not holds() and time.perf_counter() - began < seconds:
        await asyncio.sleep(0.02)
    return time.perf_counter() - began
