"""A page of a queue that nothing narrows: what is read most often, put into SQL once a reader."""

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import QuerySet

from spoc.kit import keyset
from spoc.kit.prepared import Prepared
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.queries import rows
from spoc.requests.queries.queue_onlooker import MOST_KNOWN, READER, Onlooker, anybody_like
from spoc.requests.queries.queue_row import Row, rows_of
from spoc.requests.queries.rows import AS_EVERY_QUEUE, ORDER, Filters, queue


class PlainPage:
    """A page of such a queue as it was said; its rows are made once somebody looks at them."""

    def __init__(
        self, said: list[Any], make: Callable[[list[Any]], list[SupportRequest]], size: int
    ) -> None:
        self.said, self._make, self._size = said, make, size
        self.many = min(len(said), size)

    @property
    def rows(self) -> list[Row]:
        """The rows, in the reader's words."""
        return rows_of(self._page.rows, AS_EVERY_QUEUE)

    @property
    def next(self) -> str | None:
        """The mark of the next page, if there is one."""
        return self._page.next

    @cached_property
    def _page(self) -> keyset.Page[SupportRequest]:
        return keyset.cut(self._make(self.said), ORDER, self._size)


def plain_page(
    person: Person, place: str, team: int | None, *, after: str | None, least: int
) -> PlainPage:
    """Return one page of a queue of everybody, or of a team's: with at least so many rows."""
    size = max(rows.PAGE, least)
    values = keyset.values_of(after, ORDER) if after else []
    # a list that grew is as long as it is: its like is hardly asked for again
    asks = _asked if size == rows.PAGE else _asked.__wrapped__
    asked = asks(anybody_like(person), "" if team else place, size, bool(after))
    return PlainPage(*asked.asked(person.pk, team or 0, *values), size)


@lru_cache(maxsize=MOST_KNOWN)
def _asked(who: Onlooker, place: str, size: int, is_further: bool) -> Prepared[SupportRequest]:
    def read(reader: int, team: Any) -> QuerySet[SupportRequest]:
        found = queue(who.at(reader), place, None if place else team, Filters())
        return rows.named(found).order_by(*ORDER)

    def first(reader: int, team: Any) -> QuerySet[SupportRequest]:
        return read(reader, team)[: size + 1]

    def further(reader: int, team: Any, **last: Any) -> QuerySet[SupportRequest]:
        return read(reader, team).filter(keyset.beyond(ORDER, [*last.values()]))[: size + 1]

    if is_further:
        return Prepared(further, keys=(READER,), names=ORDER)
    return Prepared(first, keys=(READER,))
