"""Queries that are put into SQL once and asked again with other values.

Putting a query together costs several times what the database needs to answer it by a key. What
every page and every step of a process asks is therefore worded once a process.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)
Words = tuple[str, tuple[Any, ...]]
# what putting a query into words finds out about its columns
COLUMNS = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select")


class Place(Expression):
    """Stands in a query where a value comes later."""

    def __init__(self, position: int) -> None:
        super().__init__()
        self.position = position

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Words:
        """Return the mark of a parameter, and the place itself as what stands there."""
        return "%s", (self,)


class Prepared(Generic[Row]):
    """A query of some values, worded when it is asked first; called, it returns the rows.

    `build` takes as many places as there are values. Values are given as the database takes them:
    keys, numbers, words and instants; a list has no place in an `in`.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]]) -> None:
        self._build = build

    def __call__(self, *values: object) -> list[Row]:
        """Return the rows for these values, with what was to be fetched beside them."""
        asked = self._worded.all()
        words, stands = asked.query.worded
        found = (values[each.position] if isinstance(each, Place) else each for each in stands)
        asked.query.worded = words, tuple(found)
        return list(asked)

    @cached_property
    def _worded(self) -> "QuerySet[Row]":
        rows = self._build(*map(Place, range(self._build.__code__.co_argcount)))
        compiler = rows.query.get_compiler(using=rows.db)
        words, stands = compiler.as_sql()
        columns = {name: getattr(compiler, name) for name in COLUMNS}
        rows.query.__class__ = _Worded
        rows.query.__dict__.update(worded=(words, tuple(stands)), columns=columns)
        return rows


class _Worded(Query):
    """A query that is in words already."""

    worded: Words
    columns: dict[str, Any]

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        usual = super().get_compiler(*args, **kwargs)
        compiler = _Repeater(self, usual.connection, usual.using)
        compiler.__dict__.update(self.columns)
        return compiler


class _Repeater(SQLCompiler):
    """Says again what was put into words before."""

    query: _Worded

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> Words:
        return self.query.worded
