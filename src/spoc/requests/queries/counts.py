"""How many requests wait where, for the navigation: what is counted long ends at a cap."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from spoc.people.models import Person
from spoc.requests import view_access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.dispatch import UNROUTABLE
from spoc.requests.queries.reminders import put_off
from spoc.requests.queries.rows import Filters, queue
from spoc.requests.queries.view_question import asked_for
from spoc.requests.rules import OPEN
from spoc.requests.rules.view import is_confined, read

# what a page's request keeps them under: a queue's page shows them twice and counts once
COUNTED = "counted"
CAP = 200
# all the navigation knows besides the queues, in one statement: what is watched, what is pinned
WATCHED_AND_PINNED = """
SELECT (SELECT count(*) FROM ({watched}) AS watched),
       (SELECT json_agg(pinned)::text FROM ({pinned}) AS pinned)
"""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A view in somebody's navigation; None is not counted: it also asks for what is over."""

    view: int
    name: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Open requests: mine, watched, all in my reach, not classified, lost, by team, by view."""

    mine: int
    watching: int
    all: int
    new: int
    unroutable: int
    teams: dict[int, int]
    pinned: Sequence[Pinned] = ()

    def at(self, place: str, team: int | None) -> int:
        """Return how many a queue that nothing narrows has."""
        return self.teams.get(team, 0) if team is not None else int(getattr(self, place))


def counts_for(person: Person) -> Counts:
    """Return the counts of what the queues show this person, by the queues' own rows."""
    rows = queue(person, "all", None, Filters())
    found = list(
        rows.order_by()
        .values("team_id")
        .annotate(
            count=Count("pk"),
            mine=Count("pk", filter=Q(assignee=person) & ~Q(pk__in=put_off(person))),
            new=Count("pk", filter=Q(status="new")),
            unroutable=Count("pk", filter=UNROUTABLE),
        )
    )
    watching, pinned = _watched_and_pinned(person)
    return Counts(
        mine=sum(row["mine"] for row in found),
        watching=watching,
        all=sum(row["count"] for row in found),
        new=sum(row["new"] for row in found),
        unroutable=sum(row["unroutable"] for row in found),
        teams={row["team_id"]: row["count"] for row in found if row["team_id"]},
        pinned=pinned,
    )


def capped_count(rows: QuerySet[SupportRequest]) -> int:
    """Return how many there are, and no more than one beyond the cap: it is not looked further."""
    return rows.order_by()[: CAP + 1].count()


def capped(count: int) -> str:
    """Return a count as it is shown.

    >>> capped(17), capped(201)
    ('17', '200+')
    """
    return f"{CAP}+" if count > CAP else str(count)


def _watched_and_pinned(person: Person) -> tuple[int, list[Pinned]]:
    watched, said = _sql(queue(person, "watching", None, Filters()).order_by().values("pk"))
    pins = view_access.pins_of(person).values(
        "view_id", title=F("view__name"), asks=F("view__conditions")
    )
    pinned, further = _sql(pins)
    with connection.cursor() as cursor:
        cursor.execute(WATCHED_AND_PINNED.format(watched=watched, pinned=pinned), (*said, *further))
        watching, found = cursor.fetchone()
    return watching, _counted(person, json.loads(found) if found else [])


def _counted(person: Person, pins: list[dict[str, Any]]) -> list[Pinned]:
    """Return the pinned views with their counts: one query for all of them.

    Counted is what asks for open requests alone: there is an index over those, and a count of all
    there ever were tells nothing about the work that waits.
    """
    trees = {pin["view_id"]: pin["asks"] for pin in pins}
    states = [str(status) for status in OPEN]
    open_ones = {
        pk: tree for pk, tree in trees.items() if is_confined(read(tree), "status", states)
    }
    parts: list[str] = []
    said: list[Any] = []
    for pk, tree in open_ones.items():
        rows = asked_for(tree, person).filter(status__in=states).order_by().values("pk")
        sql, further = _sql(rows[: CAP + 1])
        parts.append(f"SELECT {int(pk)}, count(*) FROM ({sql}) AS counted")
        said += further
    counts: dict[int, int] = {}
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), said)
            counts = dict(cursor.fetchall())
    return [Pinned(pin["view_id"], pin["title"], counts.get(pin["view_id"])) for pin in pins]


def _sql(rows: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    """Return a query as the database reads it, also one that can find nothing."""
    try:
        sql, said = rows.query.sql_with_params()
    except EmptyResultSet:
        return "SELECT NULL WHERE false", ()
    return sql, said
