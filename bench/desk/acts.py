"""What is measured: each thing people do, and the plain SQL that bounds it."""

import itertools
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.test import Client as Visitor

from bench import raw
from bench.client import Ask, Client
from bench.desk.people import AGENTS, WHO, asking, token_of
from bench.text import NAME, NAMED, Language
from spoc.kit.keyset import page
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.queries.rows import Filters, queue

PAGE = 50
TWENTIETH = 19
WORDS = 110


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be measured: its name, what is sent, and the script of pgbench beside it."""

    name: str
    asks: Callable[[], Ask]
    script: str
    writes: bool = False


def acts(sheet: Mapping[str, Any], language: Language, told: "Told") -> list[Act]:
    """Return all that is asked over HTTP."""
    dice = random.Random(11)
    words, shown = sheet["words"], sheet["shown"]

    def request_page() -> Ask:
        return Ask(f"/requests/{dice.choice(shown)}")

    reading = [
        _page("queue, first page", "/queues/all", raw.FIRST),
        _page(
            "queue, 20th page",
            f"/queues/all?after={told.mark}",
            raw.FURTHER.format(mark=told.beyond),
        ),
        Act("request page, 4 messages", request_page, raw.REQUEST.format(shown=len(shown))),
        *(
            _page(f"search, {how} word", f"/search?q={word}", _search(how).format(word=word))
            for how, word in words.items()
        ),
        _page(
            f"search, in {NAMED} requests",
            f"/search?q={NAME}",
            raw.SEARCH_RARE.format(word=NAME),
        ),
        _page("navigation with counts", "/nav", raw.COUNTS),
        _page("board", "/board", raw.BOARD),
    ]
    return [*reading, *_writing(dice, language, told, shown)]


def _search(how: str) -> str:
    return raw.SEARCH if how == "common" else raw.SEARCH_RARE


def _page(name: str, path: str, script: str) -> Act:
    return Act(name, lambda: Ask(path), script)


def _writing(
    dice: random.Random, language: Language, told: "Told", shown: Sequence[int]
) -> list[Act]:
    agents = itertools.cycle(range(1, AGENTS + 1))

    def sent(path: str, said: dict[str, object]) -> Ask:
        headers = {"Authorization": f"Bearer {token_of(next(agents))}", "Cookie": ""}
        headers["Content-Type"] = "application/json"
        return Ask(path, json.dumps(said), headers, status=201)

    def create() -> Ask:
        text, requester = language.text(dice, WORDS), dice.choice(told.requesters)
        said = {"title": language.title(dice), "description": text, "requester": requester}
        return sent("/api/v1/requests", said)

    def reply() -> Ask:
        path = f"/api/v1/requests/{dice.choice(told.answered)}/entries"
        return sent(path, {"text": language.text(dice, WORDS)})

    entries = told.entries
    return [
        Act("create by API", create, raw.CREATE.format(entries=entries), writes=True),
        Act("reply by API", reply, raw.REPLY.format(entries=entries), writes=True),
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """What the database tells of a home before it is measured."""

    mark: str
    beyond: str
    requesters: Sequence[int]
    answered: Sequence[int]
    entries: int


def told_by(dsn: str, shown: Sequence[int]) -> Told:
    """Ask for what the acts need to know, and make the plain tables beside ours."""
    rows, mark = queue(Person.objects.get(name=WHO), "all", None, Filters()), None
    for _nth in range(TWENTIETH):
        mark = page(rows, SupportRequest.TRIAGE, size=PAGE, after=mark).next
    with psycopg.connect(dsn) as connection:
        connection.execute(raw.TABLES)
        with connection.cursor() as cursor:
            places = list(enumerate(shown, 1))
            cursor.executemany("INSERT INTO bench.shown VALUES (%s, %s)", places)
            beyond = cursor.execute(raw.MARK.format(passed=TWENTIETH * PAGE - 1)).fetchone()
            entries = cursor.execute("SELECT max(id) FROM requests_entry").fetchone()
    worked = SupportRequest.objects.filter(status="in_progress", is_restricted=False)
    return Told(
        mark=mark or "",
        beyond=str(beyond and beyond[0]),
        requesters=list(asking().values_list("pk", flat=True)),
        answered=list(worked.order_by("-pk").values_list("pk", flat=True)[:500]),
        entries=int(entries[0]) if entries else 1,
    )


def clients(port: int, count: int) -> list[Client]:
    """Sign so many agents in."""
    names = [WHO, *(f"Agent {number}" for number in range(1, AGENTS + 1))]
    found = []
    for name in itertools.islice(itertools.cycle(names), count):
        visitor = Visitor()
        way = "spoc.people.sign_in.MailAndPassword"
        visitor.force_login(Person.objects.get(name=name), backend=way)
        cookie = visitor.cookies[settings.SESSION_COOKIE_NAME].value
        found.append(Client(port, f"{settings.SESSION_COOKIE_NAME}={cookie}"))
    return found
