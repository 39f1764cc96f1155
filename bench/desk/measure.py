"""Measuring one home: each act at one client and at eight, and the same as plain SQL."""

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
    """All figures of one home."""

    count: int
    figures: list[Figure] = field(default_factory=list)
    slow: list[Slow] = field(default_factory=list)
    web_megabytes: float = 0.0

    def as_json(self) -> str:
        """Return all of it."""
        return json.dumps(asdict(self), indent=1)


def measure(desk: Desk, seconds: float) -> Result:
    """Measure everything there is to measure in a home that is served."""
    told_of = json.loads(sheet().read_text())
    language = text.learn(SEED)
    dsn = desk.cluster.dsn("spoc")
    told = acts.told_by(dsn, told_of["shown"])
    result = Result(told_of["count"])
    signed_in = acts.clients(desk.port, max(CLIENTS))
    for act in acts.acts(told_of, language, told):
        work_for_a_minute()
        statements = _statements(desk, act, signed_in[0], result)
        # every connection of the processes has planned what the act asks before it is timed
        asked_for(signed_in, act.asks, seconds)
        for count in CLIENTS:
            result.figures.append(_figure(desk, act, signed_in[:count], seconds, statements))
    result.figures += [_letters(desk, language), _kept(desk, language)]
    result.web_megabytes = own_share(desk.web_pids)
    return result


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
        act="create by mail, warm process",
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
        act="keep a letter, a thousand in one call",
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
