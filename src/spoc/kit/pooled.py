"""Connections of the pool, which mostly tell without asking whether they live.

Whoever takes one out of the pool asks the server an empty question first, lest a page meets a
connection that a restart of the database has ended: a journey there and back for each page. But
an ended connection can be read from, its end at least, and one that rests has nothing to say.
"""

import select
import time
from typing import Any

from psycopg import Connection, Cursor
from psycopg.rows import TupleRow

# what psycopg_pool asks to know whether a connection lives
EMPTY = ""
# seconds: a network that lost its way says nothing, so it is asked now and then all the same
ASKED_ANEW = 10.0


class Pooled(Connection[TupleRow]):
    """A connection that is asked whether it lives only where it cannot be seen."""

    asked_at = float("-inf")

    def execute(
        self, query: Any, params: Any = None, *, prepare: bool | None = None, binary: bool = False
    ) -> Cursor[TupleRow]:
        """Execute a query; the empty one only where it tells more than a look."""
        if query == EMPTY:
            moment = time.monotonic()
            if moment - self.asked_at < ASKED_ANEW and self.has_nothing_to_say():
                return self.cursor()
            self.asked_at = moment
        return super().execute(query, params, prepare=prepare, binary=binary)

    def has_nothing_to_say(self) -> bool:
        """Tell whether nothing has come from the server, not even the end."""
        looked = select.poll()
        looked.register(self.fileno(), select.POLLIN)
        return not looked.poll(0)
