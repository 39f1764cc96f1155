"""Measuring one home, act by act: at one client and at eight, and the same as plain SQL."""

import itertools
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field

from bench import raw, text
from bench.client import Client, asked_for, quantile
from bench.desk import acts
from bench.desk.build import SEED, sheet
from bench.desk.minute import work_for_a_minute
from bench.desk.serve import Desk
from bench.machine import cpu_seconds, own_share
from bench.runs import loop_milliseconds
from spoc.channels.activities import store_letters
from spoc.intake.activities import receive_letter

CLIENTS = (1, 8)
LETTERS = 60
BATCH = 1_000
COUNTED = 5
SLOW = 10.0  # milliseconds
LONGEST_SHOWN = 300
BY_MAIL = "create by mail, warm process"
AT_ONCE = "keep a letter, a thousand in one call"


@dataclass(frozen=True, slots=True)
class Figure:
    """What one act took at so many clients; milliseconds unless said otherwise."""

    act: str
    clients: int
    asked: int
    per_second: float
    half: float
    most: float
    web_cpu: float
    database_cpu: float
    size: int
    statements: float
    limit: raw.Limit
    # a plain loop before and after: how quick the machine was meanwhile
    loop: float
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Slow:
    """A statement that took long, of which act."""

    act: str
    longest: float
    mean: float
    words: str


@dataclass
class Result:
    """What one act, or all of them, took in one home."""

    count: int
    figures: list[Figure] = field(default_factory=list)
    slow: list[Slow] = field(default_factory=list)
    web_megabytes: float = 0.0

    def as_json(self) -> str:
        """Return all of it in one line."""
        return json.dumps(asdict(self))


class Measurement:
    """A home that is served: of what is measured there, one act after another is."""

    def __init__(self, desk: Desk, seconds: float) -> None:
        told_of = json.loads(sheet().read_text())
        self._desk, self._seconds, self._count = desk, seconds, told_of["count"]
        self._language = text.learn(SEED)
        told = acts.told_by(desk.cluster.dsn("spoc"), told_of["shown"])
        self._signed_in = acts.clients(desk.port, max(CLIENTS))
        self._acts = {act.name: act for act in acts.acts(told_of, self._language, told)}

    @property
    def names(self) -> list[str]:
        """What is measured, in the order it is best done: what writes comes last."""
        return [*self._acts, *LETTERS_IN]

    def of(self, name: str) -> Result:
        """Measure one act at one client and at eight, or letters in this very process."""
        work_for_a_minute()
        result = Result(self._count)
        if name in LETTERS_IN:
            result.figures.append(LETTERS_IN[name](self._desk, self._language))
        else:
            self._ask(self._acts[name], result)
        result.web_megabytes = own_share(self._desk.web_pids)
        return result

    def _ask(self, act: acts.Act, result: Result) -> None:
        statements = _statements(self._desk, act, self._signed_in[0], result)
        # every connection of the processes has planned what the act asks before it is timed
        asked_for(self._signed_in, act.asks, self._seconds)
        for count in CLIENTS:
            clients = self._signed_in[:count]
            result.figures.append(_figure(self._desk, act, clients, self._seconds, statements))


def _statements(desk: Desk, act: acts.Act, client: Client, result: Result) -> float:
    """Ask a few times, warm; return the statements of each, and keep the slow ones."""
    for _nth in range(COUNTED):
        client.answer(act.asks())
    desk.forget_statements()
    for _nth in range(COUNTED):
        client.answer(act.asks())
    ran = desk.statements()
    result.slow += [
        Slow(act.name, each.longest, each.mean, " ".join(each.words.split())[:LONGEST_SHOWN])
        for each in ran
        if each.mean > SLOW
    ]
    return sum(each.calls for each in ran) / COUNTED


def _figure(
    desk: Desk, act: acts.Act, clients: Sequence[Client], seconds: float, statements: float
) -> Figure:
    for client in clients:
        client.answer(act.asks())
    loop = loop_milliseconds()
    web, database = cpu_seconds(desk.web_pids), cpu_seconds(desk.database_pids)
    waited, wall = asked_for(clients, act.asks, seconds)
    web, database = cpu_seconds(desk.web_pids) - web, cpu_seconds(desk.database_pids) - database
    loop = (loop + loop_milliseconds()) / 2
    asked = len(waited.seconds)
    return Figure(
        act=act.name,
        clients=len(clients),
        asked=asked,
        per_second=asked / wall,
        half=1_000 * quantile(waited.seconds, 0.5),
        most=1_000 * quantile(waited.seconds, 0.95),
        web_cpu=1_000 * web / asked,
        database_cpu=1_000 * database / asked,
        size=waited.size,
        statements=statements,
        limit=raw.limit(act.script, desk.cluster.socket, len(clients), seconds / 2),
        loop=loop,
        wrong=waited.wrong,
    )


def _letters(desk: Desk, language: text.Language) -> Figure:
    """Receive letters in this very process, as a warm worker does."""
    written = _written(language)
    for _nth in range(COUNTED):
        receive_letter(next(written))
    desk.forget_statements()
    loop = loop_milliseconds()
    taken, database, began = [], cpu_seconds(desk.database_pids), time.process_time()
    for _nth in range(LETTERS):
        taken.append(_timed(lambda: receive_letter(next(written))))
    ours, database = time.process_time() - began, cpu_seconds(desk.database_pids) - database
    loop = (loop + loop_milliseconds()) / 2
    entries = raw.CREATE.format(entries=1_000)
    return Figure(
        act=BY_MAIL,
        clients=1,
        asked=LETTERS,
        per_second=LETTERS / sum(taken),
        half=1_000 * quantile(taken, 0.5),
        most=1_000 * quantile(taken, 0.95),
        web_cpu=1_000 * ours / LETTERS,
        database_cpu=1_000 * database / LETTERS,
        size=0,
        statements=sum(each.calls for each in desk.statements()) / LETTERS,
        limit=raw.limit(entries, desk.cluster.socket, 1, 1),
        loop=loop,
    )


def _kept(desk: Desk, language: text.Language) -> Figure:
    """Keep a thousand letters in one call: all that is waited for before they are acknowledged."""
    letters = list(itertools.islice(_written(language), BATCH))
    store_letters(letters[:COUNTED])
    desk.forget_statements()
    database, began = cpu_seconds(desk.database_pids), time.process_time()
    wall = _timed(lambda: store_letters(letters[COUNTED:]))
    ours, database = time.process_time() - began, cpu_seconds(desk.database_pids) - database
    count = BATCH - COUNTED
    return Figure(
        act=AT_ONCE,
        clients=1,
        asked=count,
        per_second=count / wall,
        half=1_000 * wall / count,
        most=1_000 * wall / count,
        web_cpu=1_000 * ours / count,
        database_cpu=1_000 * database / count,
        size=0,
        statements=sum(each.calls for each in desk.statements()) / count,
        limit=raw.limit(raw.CREATE.format(entries=1_000), desk.cluster.socket, 1, 1),
        loop=loop_milliseconds(),
    )


def _written(language: text.Language) -> Iterator[bytes]:
    """Write letters as people send them, each another."""
    dice = random.Random(13)
    for number in itertools.count():
        head = f"From: user{dice.randint(1, 5_000)}@example.test\nSubject: {language.title(dice)}\n"
        head += f"To: it@norrvik.example\nMessage-ID: <{time.time_ns()}.{number}@bench>\n"
        yield f"{head}\n{language.text(dice, acts.WORDS)}\n".encode()


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


LETTERS_IN = {BY_MAIL: _letters, AT_ONCE: _kept}
