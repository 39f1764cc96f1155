"""Queries that are put into SQL once and asked again with other values.

Putting a query together, and planning it, each cost several times what the database needs to
answer it by a key. What every page and every step of a process asks is therefore worded once a
process, and planned once a connection.
"""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet, Value
from django.db.models.expressions import Col
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from psycopg import Cursor
from psycopg.sql import quote

Row = TypeVar("Row")
MARK = re.compile(r"(?<!%)%s")
Column = tuple[Any, tuple[str, Sequence[Any]], str | None]
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

    `build` takes as many places as there are values. Values are given as the database takes them:
    keys, numbers, words and instants; a list has no place in an `in`.
    """

    def __init__(self, build: "Callable[..., QuerySet[Any, Row]]") -> None:
        self._build = build

    def __call__(self, *values: object) -> list[Row]:
        """Return the rows for these values, with what was to be fetched beside them."""
        asked = self._worded.all()
        query = asked.query
        if not isinstance(query, _Worded):
            return []
        query.values_now = tuple(values[place] for place in query.places)
        return list(asked)

    @cached_property
    def _worded(self) -> "QuerySet[Any, Row]":
        rows = self._build(*map(Place, range(self._build.__code__.co_argcount)))
        compiler = rows.query.get_compiler(using=rows.db)
        try:
            words, stands = compiler.as_sql()
        except EmptyResultSet:
            return rows.none()
        columns = {name: getattr(compiler, name) for name in COLUMNS}
        columns["select"] = light(compiler.select or [])
        query = _Worded(rows.model)
        query.words, query.columns = in_words(words, stands), columns
        query.places = tuple(each.position for each in stands if isinstance(each, Place))
        values, rows.query = rows.query.values_select, query
        # a query of values given to rows would make them mappings
        query.values_select = values
        return rows


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


def ask(words: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return what the database answers; the same words again find the plan it kept for them."""
    with connection.cursor() as cursor:
        # whoever looks at the statements of a block reads them as they went
        if not connection.queries_logged:
            cursor.cursor = Cursor(connection.connection)
        cursor.execute(words, values)
        return cursor.fetchall()


class _Worded(Query):
    """A query that is in words already."""

    words: str
    places: tuple[int, ...]
    values_now: tuple[Any, ...]
    columns: dict[str, Any]

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        usual = super().get_compiler(*args, **kwargs)
        compiler = _Repeater(self, usual.connection, usual.using)
        compiler.__dict__.update(self.columns)
        return compiler


class _Repeater(SQLCompiler):
    """Says again what was put into words before, in a way that the database knows it again."""

    query: _Worded

    def execute_sql(self, *args: Any, **kwargs: Any) -> Any:
        # the rows, as the one portion they come in
        return [ask(self.query.words, self.query.values_now)]
