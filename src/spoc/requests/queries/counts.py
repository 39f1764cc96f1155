"""How many requests wait where, for the navigation: nobody counts further than a cap."""

import json
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import IntegerField, OuterRef, QuerySet, Subquery

from spoc.kit.prepared import FIRST_STAND_IN, ask, settled
from spoc.people.models import Person, Team
from spoc.people.queries import teams_in_order
from spoc.requests import view_access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.queue_onlooker import (
    MOST_KNOWN,
    Asked,
    Onlooker,
    anybody_like,
    asked_by,
)
from spoc.requests.queries.rows import ORDER, Filters, queue
from spoc.requests.queries.view_fields import STEADY
from spoc.requests.queries.view_question import Bound, Tree, asked_for, ends_later
from spoc.requests.rules import OPEN
from spoc.requests.rules.view import asks_only, is_confined, read

Found = Mapping[str, list[Any]]
Sql = tuple[str, tuple[Any, ...]]
# what a page's request keeps them under: a queue's page shows them twice and counts once
COUNTED = "counted"
CAP = 200
# where a place has another index than the order of the queues
ORDERS: dict[str, tuple[str, ...]] = {"watching": (), "unroutable": ("unroutable_at",)}
# no view has this number
LISTED = 0
PLACES = ("mine", "watching", "all", "new", "unroutable")


class Counted(Subquery):
    """How many rows a query of keys has."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    empty_result_set_value = 0


@dataclass(frozen=True, slots=True)
class Pinned:
    """A view in somebody's navigation; None is not counted: it also asks for what is over."""

    view: int
    name: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Open requests: mine, watched, all in my reach, not classified, lost, by team, by view.

    One more than the cap stands for any number beyond it.
    """

    mine: int
    watching: int
    all: int
    new: int
    unroutable: int
    teams: dict[int, int]
    pinned: Sequence[Pinned] = ()
    # the teams themselves in order, and how many a list has that was counted along
    queues: Sequence[Team] = ()
    listed: int = 0

    def at(self, place: str, team: int | None) -> int:
        """Return how many a queue that nothing narrows has."""
        return self.teams.get(team, 0) if team is not None else int(getattr(self, place))


def counts_for(person: Person) -> Counts:
    """Return the counts of what the queues show this person, by the queues' own rows."""
    return counts_in(person, asked_by(person, waiting).read())


def waiting(person: Person) -> Asked:
    """Return what the navigation asks: how many wait where, which teams and which views."""
    rows = {place: queue(person, place, None, Filters()) for place in PLACES}
    own = {
        f"in_{place}": _up_to_cap(each, *ORDERS.get(place, ORDER)) for place, each in rows.items()
    }
    of_team = _up_to_cap(rows["all"].filter(team=OuterRef("pk")), *ORDER)
    pins = view_access.pins_of(person)
    return {
        "own": Person.objects.filter(pk=person.pk).annotate(**own).values_list(*own),
        "teams": teams_in_order().annotate(waiting=of_team),
        "pins": pins.values_list("view_id", "view__name", "view__conditions"),
    }


def counts_in(
    person: Person, found: Found, listed: QuerySet[SupportRequest] | None = None
) -> Counts:
    """Return the counts that were found; with a list that is to be counted along."""
    further = _counted(person, found["pins"], listed)
    return Counts(
        **dict(zip(PLACES, found["own"][0], strict=True)),
        teams={team.pk: team.waiting for team in found["teams"] if team.waiting},
        pinned=[Pinned(view, name, further.get(view)) for view, name, _asks in found["pins"]],
        queues=found["teams"],
        listed=further.get(LISTED, 0),
    )


def capped_count(rows: QuerySet[SupportRequest]) -> int:
    """Return how many there are, and no more than one beyond the cap: it is not looked further."""
    return rows[: CAP + 1].count()


def asks_for_open(tree: Tree) -> bool:
    """Tell whether a view asks for open requests alone."""
    return _looked_at(json.dumps(tree)).is_open


def capped(count: int) -> str:
    """Return a count as it is shown.

    >>> capped(17), capped(201)
    ('17', '200+')
    """
    return f"{CAP}+" if count > CAP else str(count)


def _up_to_cap(rows: QuerySet[SupportRequest], *order: str) -> Counted:
    """Count rows in an order that an index has: what is open is found there, and nothing else."""
    return Counted(rows.order_by(*order).values("pk")[: CAP + 1])


def _counted(
    person: Person, pins: Sequence[list[Any]], listed: QuerySet[SupportRequest] | None
) -> dict[int, int]:
    """Return the counts of the pinned views, and of a list: one query for all of them.

    Counted is what asks for open requests alone: there is an index over those, and a count of all
    there ever were tells nothing about the work that waits. In the order of that index they are
    found in it, up to the cap.
    """
    trees = {view: json.dumps(asks) for view, _name, asks in pins}
    # in one order, so that whoever keeps the same views asks in the same words
    open_views = sorted(view for view, tree in trees.items() if _looked_at(tree).is_open)
    parts = {view: _asked(person, trees[view]) for view in open_views}
    if listed is not None:
        parts[LISTED] = _sql(listed, CAP + 1)
    if not parts:
        return {}
    words = " UNION ALL ".join(
        f"SELECT {int(key)}, count(*) FROM ({sql}) AS counted" for key, (sql, _) in parts.items()
    )
    said = [value for _words, values in parts.values() for value in values]
    said = [_told(value, person) for value in said]
    if listed is None:
        return dict(ask(words, said))
    with connection.cursor() as cursor:
        cursor.execute(words, said)
        return dict(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class _Look:
    """What a view asks for: open requests alone, and nothing but fields that are ours."""

    is_open: bool
    is_steady: bool


@lru_cache(maxsize=MOST_KNOWN)
def _looked_at(tree: str) -> _Look:
    group = read(json.loads(tree))
    is_open = is_confined(group, "status", [str(status) for status in OPEN])
    return _Look(is_open, asks_only(group, STEADY))


def _asked(person: Person, tree: str) -> Sql:
    """Return what a view asks, worded once for whoever looks at it where its fields are ours."""
    if _looked_at(tree).is_steady:
        return _worded(anybody_like(person), tree, CAP + 1)
    reader = copy(person)
    reader.pk = FIRST_STAND_IN
    return _view_sql(json.loads(tree), reader, CAP + 1)


@lru_cache(maxsize=MOST_KNOWN)
def _worded(who: Onlooker, tree: str, most: int) -> Sql:
    return _view_sql(json.loads(tree), who.at(FIRST_STAND_IN), most)


def _view_sql(tree: Tree, reader: Person, most: int) -> Sql:
    """Return what a view asks in words that stay: only moments and who reads it come later."""
    words, said = _sql(asked_for(tree, reader, ends_later).order_by(*ORDER), most)
    later = [each == FIRST_STAND_IN or isinstance(each, Bound | date) for each in said]
    return settled(words, said, later)


def _told(value: object, person: Person) -> object:
    """Return what comes later now that somebody asks."""
    if isinstance(value, Bound):
        return value.for_reader(person)
    return person.pk if value == FIRST_STAND_IN else value


def _sql(rows: QuerySet[Any, Any], most: int) -> Sql:
    """Return the keys of rows, and no more than so many, as the database reads it; also of none."""
    try:
        sql, said = rows.values("pk")[:most].query.sql_with_params()
    except EmptyResultSet:
        return "SELECT NULL WHERE false", ()
    return sql, said
