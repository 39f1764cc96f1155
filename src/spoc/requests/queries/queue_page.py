"""A page of a queue that nothing narrows: what is read most often, put into SQL once a reader."""

from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from spoc.kit import keyset
from spoc.kit.prepared import Prepared
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.queries import rows
from spoc.requests.queries.queue_onlooker import MOST_KNOWN, Onlooker, onlooker
from spoc.requests.queries.queue_row import rows_of
from spoc.requests.queries.rows import AS_EVERY_QUEUE, ORDER, Filters, QueuePage, queue


def plain_page(
    person: Person, place: str, team: int | None, *, after: str | None, least: int, count: int
) -> QueuePage:
    """Return one page of a queue of everybody, or of a team's: with at least so many rows."""
    size = max(rows.PAGE, least)
    values = keyset.values_of(after, ORDER) if after else []
    # a list that grew is as long as it is: its like is hardly asked for again
    asks = _asked if size == rows.PAGE else _asked.__wrapped__
    asked = asks(onlooker(person), "" if team else place, size, bool(after))
    found = keyset.cut(asked(team or 0, *values), ORDER, size)
    return QueuePage(rows_of(found.rows, AS_EVERY_QUEUE), found.next, count)


@lru_cache(maxsize=MOST_KNOWN)
def _asked(who: Onlooker, place: str, size: int, is_further: bool) -> Prepared[SupportRequest]:
    def read(team: Any) -> QuerySet[SupportRequest]:
        found = queue(who.person, place, None if place else team, Filters())
        return rows.named(found).order_by(*ORDER)

    def first(team: Any) -> QuerySet[SupportRequest]:
        return read(team)[: size + 1]

    def further(
        team: Any, rank: Any, criticality: Any, due: Any, vip: Any, created: Any, number: Any
    ) -> QuerySet[SupportRequest]:
        last = (rank, criticality, due, vip, created, number)
        return read(team).filter(keyset.beyond(ORDER, last))[: size + 1]

    return Prepared(further if is_further else first)
