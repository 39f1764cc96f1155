"""Queries that are put into SQL once and asked again with other values.

Putting a query together, and planning it, each cost several times what the database needs to
answer it by a key. What every page and every step of a process asks is therefore worded once a
process, and planned once a connection.
"""

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import compress
from typing import Any, Generic, Self, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet, Value
from django.db.models.expressions import Col
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from psycopg import Connection, RawCursor
from psycopg.sql import quote
from psycopg.types.datetime import TimestamptzLoader
from psycopg.types.numeric import Int8

from spoc.kit.maker import Maker, are_records, stand_alone

Row = TypeVar("Row")
MARK = re.compile(r"(?<!%)%s")
SIGN = re.compile("%[s%]")
# of each the words and the bytes; a connection keeps the plans of fewer
STATEMENTS = 512
Column = tuple[Any, tuple[str, Sequence[Any]], str | None]
# stand for the keys a statement is put together without
FIRST_STAND_IN = -(2**61)
# under what name a connection keeps how the answers of its cursors here are read
READERS = "spoc_readers"
# what putting a query into words finds out about its columns
COLUMNS = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select")


class Place(Expression):
    """Stands in a query where a value comes later."""

    def __init__(self, position: int) -> None:
        super().__init__()
        self.position = position

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Return the mark of a parameter, and the place itself as what stands there."""
        return "%s", (self,)


class Prepared(Generic[Row]):
    """A query of some values, worded when it is asked first; called, it returns the rows.

    `build` takes as many places as there are values; for those named as keys it takes numbers, so
    that a record can be made of them. Values are given as the database takes them: keys, numbers,
    words and instants; a list has no place in an `in`.
    """

    def __init__(
        self,
        build: "Callable[..., QuerySet[Any, Row]]",
        *,
        keys: Sequence[str] = (),
        names: Sequence[str] = (),
    ) -> None:
        code = build.__code__
        self._build, self._keys = build, keys
        # what comes by keyword alone is named here
        self._names = (*code.co_varnames[: code.co_argcount], *names)

    def __call__(self, *values: object) -> list[Row]:
        """Return the rows for these values, with what was to be fetched beside them."""
        said, make = self.asked(*values)
        return make(said)

    def asked(self, *values: object) -> "tuple[list[Any], Callable[[list[Any]], list[Row]]]":
        """Return the rows as the database said them, and what makes of them what they stand for."""
        rows, make = self._worded
        query = rows.query
        if not isinstance(query, _Worded):
            return [], list
        given = tuple(values[place] for place in query.places)
        if make:
            return ask(query.words, given), make
        asked = rows.all()
        cast(_Worded, asked.query).values_now = given
        return list(asked), list

    @cached_property
    def _worded(self) -> "tuple[QuerySet[Any, Row], Maker | None]":
        places = {name: Place(position) for position, name in enumerate(self._names)}
        keys = stand_ins(self._keys)
        rows = self._build(**places | keys)
        compiler = rows.query.get_compiler(using=rows.db)
        try:
            words, stands = compiler.as_sql()
        except EmptyResultSet:
            return rows.none(), None
        stands = marked(stands, keys, places)
        columns = {name: getattr(compiler, name) for name in COLUMNS}
        columns["select"] = light(compiler.select or [])
        told = [column[0] for column in columns["select"][: compiler.col_count]]
        columns["converters"] = compiler.get_converters(told)
        query = _Worded(rows.model)
        query.words, query.columns = in_words(words, stands), columns
        query.places = tuple(each.position for each in stands if isinstance(each, Place))
        values, rows.query = rows.query.values_select, query
        # a query of values given to rows would make them mappings
        query.values_select = values
        is_plain = are_records(rows) and stand_alone(rows)
        return rows, Maker(columns, columns["converters"]) if is_plain else None


def stand_ins(keys: Sequence[str]) -> dict[str, int]:
    """Return a number for each key that no record has."""
    return {name: FIRST_STAND_IN - place for place, name in enumerate(keys)}


def marked(
    stands: Sequence[object], keys: Mapping[str, int], places: Mapping[str, Place]
) -> list[object]:
    """Return what stands in a statement, with the places of the keys where their numbers stood."""
    stood = {number: places[name] for name, number in keys.items()}
    return [stood.get(each, each) if isinstance(each, int) else each for each in stands]


def light(select: Sequence[Column]) -> list[Column]:
    """Return what was selected by what rows are made of: the questions themselves are let go."""
    return [(_light(each), ("", ()), name) for each, _said, name in select]


def _light(each: Any) -> Any:
    return each if isinstance(each, Col) else Value(None, each.output_field)


def in_words(words: str, stands: Sequence[object]) -> str:
    """Write all parameters but places into the words, since a plan is made for just that."""
    given = iter(stands)

    def write(_mark: re.Match[str]) -> str:
        each = next(given)
        return "%s" if isinstance(each, Place) else quote(each).replace("%", "%%")

    return MARK.sub(write, words)


def settled(
    words: str, said: Sequence[Any], is_later: Sequence[bool]
) -> tuple[str, tuple[Any, ...]]:
    """Write into the words what stays as it is, and return them with the values that come later.

    >>> settled("a = %s AND b = %s", ["x", 5], [False, True])
    ("a = 'x' AND b = %s", (5,))
    """
    marks = [Place(0) if later else each for each, later in zip(said, is_later, strict=True)]
    return in_words(words, marks), tuple(compress(said, is_later))


def ask(words: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return what the database answers; the same words again find the plan it kept for them."""
    with connection.cursor() as cursor:
        # whoever looks at the statements of a block reads them as they went
        if not connection.queries_logged:
            cursor.cursor = _Planned(connection.connection)
        cursor.execute(words, values)
        return cursor.fetchall()


def tell(words: str, values: Sequence[Any]) -> tuple[int, list[tuple[Any, ...]]]:
    """Let the database write; return how many rows that changed, and what it answers of them."""
    with connection.cursor() as cursor:
        if not connection.queries_logged:
            cursor.cursor = _Planned(connection.connection)
        cursor.execute(words, values)
        return cursor.rowcount, cursor.fetchall() if cursor.description else []


class _Planned(RawCursor[Any]):
    """Lets a statement be planned when it is asked first, and kept."""

    def __init__(self, connection: Connection[Any]) -> None:
        super().__init__(connection)
        told: dict[str, Any] = vars(connection)
        if READERS not in told:
            # reads instants without Python, as the usual one, which can be told its zone, does not
            self.adapters.register_loader("timestamptz", TimestamptzLoader)
            told[READERS] = self.adapters
        self._adapters = told[READERS]

    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        # the very same bytes again, which need not be taken apart and are quickly known
        return super().execute(_numbered(query), [*map(_sized, params)], **how | {"prepare": True})


@lru_cache(maxsize=STATEMENTS)
def _numbered(words: str) -> bytes:
    """Return a statement as the database itself marks what comes later: `$1` for `%s`.

    >>> _numbered("a = %s AND b LIKE 'x%%' AND c = %s")
    b"a = $1 AND b LIKE 'x%' AND c = $2"
    """
    places = itertools.count(1)
    return SIGN.sub(lambda sign: f"${next(places)}" if sign[0] == "%s" else "%", words).encode()


def _sized(value: Any) -> Any:
    """Let all numbers be of one size, and lists of them: by the sizes of values plans differ."""
    if type(value) is int:
        return Int8(value)
    return [*map(_sized, value)] if isinstance(value, list) else value


class _Repeater(SQLCompiler):
    """Says again what was put into words before, in a way that the database knows it again."""

    query: "_Worded"
    converters: dict[int, Any]

    def execute_sql(self, *args: Any, **kwargs: Any) -> Any:
        # the rows, as the one portion they come in
        return [ask(self.query.words, self.query.values_now)]

    def get_converters(self, *args: Any) -> dict[int, Any]:
        return self.converters


class _Worded(Query):
    """A query that is in words already, answered by a compiler that knows its columns."""

    words: str
    columns: Mapping[str, Any]
    places: tuple[int, ...]
    values_now: tuple[Any, ...]

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        """Return the compiler that says again what was put into words."""
        usual = super().get_compiler(*args, **kwargs)
        compiler = _Repeater(self, usual.connection, usual.using)
        compiler.__dict__.update(self.columns)
        return compiler
