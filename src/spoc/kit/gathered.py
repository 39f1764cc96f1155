"""Several short lists read in one statement, each of the records or values it is made of."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import DateField, DecimalField, QuerySet, TimeField, UUIDField

from spoc.kit.maker import Maker, are_records
from spoc.kit.prepared import COLUMNS, Place, ask, in_words, light, marked, stand_ins

Lists = Mapping[str, QuerySet[Any, Any]]
# how the database writes these in JSON is not how records hold them
WRITTEN = (DateField, TimeField, DecimalField, UUIDField)


class Gathering:
    """Lists that are always read together: put into SQL once, for whichever values.

    `make` is given the keys of records as numbers and the other values as places, by name, and
    returns the lists by name. What it decides on anything else is decided once and for all.
    Columns of bytes have no place in JSON: they are left out by `only`.
    """

    def __init__(self, make: Callable[..., Lists], *keys: str, values: Sequence[str] = ()) -> None:
        self._make = make
        self._keys = stand_ins(keys)
        self._values = tuple(values)

    def read(self, **given: object) -> dict[str, list[Any]]:
        """Return each list for these keys and values."""
        return dict(self.asked(**given))

    def asked(self, **given: object) -> "Answers":
        """Return the same as it was said, of which each list is made when it is looked at."""
        lists, words, names = self._once
        return Answers(lists, ask(words, [given[name] for name in names])[0])

    @cached_property
    def _once(self) -> "tuple[dict[str, _List], str, list[str]]":
        names = [*self._keys, *self._values]
        places = {name: Place(names.index(name)) for name in names}
        values = {name: places[name] for name in self._values}
        lists, sql, params = _put_together(self._make(**self._keys, **values))
        marks = marked(params, self._keys, places)
        return (
            lists,
            in_words(sql, marks),
            [names[at.position] for at in marks if isinstance(at, Place)],
        )


class Answers(Mapping[str, list[Any]]):
    """What the database said of several lists: in its words, and each list once it is looked at."""

    def __init__(self, lists: "Mapping[str, _List]", said: Sequence[str | None]) -> None:
        self._lists, self._made = lists, dict[str, list[Any]]()
        self.said = dict(zip(lists, said, strict=True))

    def __getitem__(self, name: str) -> list[Any]:
        if name not in self._made:
            text = self.said[name]
            self._made[name] = list(self._lists[name].made_of(json.loads(text))) if text else []
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)

    def __len__(self) -> int:
        return len(self._lists)


def gathered(**lists: QuerySet[Any, Any]) -> dict[str, list[Any]]:
    """Return each list by its name, all read in one statement; relations only as selected."""
    if not lists:
        return {}
    made, sql, params = _put_together(lists)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return dict(Answers(made, cursor.fetchone()))


class _List:
    """One list put into SQL, and how its rows become what they stand for."""

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            self.sql, self.params = compiler.as_sql()
        except EmptyResultSet:
            columns = ", ".join(["NULL"] * len(compiler.select or [None]))
            self.sql, self.params = f"SELECT {columns} WHERE false", ()
        self._columns = {name: getattr(compiler, name) for name in COLUMNS}
        self._select = self._columns["select"] = light(compiler.select or [])
        self._makes = Maker(self._columns) if are_records(rows) else None
        self._written = [
            (place, column[0].output_field)
            for place, column in enumerate(self._select)
            if isinstance(column[0].output_field, WRITTEN)
        ]

    def width(self) -> int:
        """Return how many columns a row has."""
        return len(self._select) or 1

    def made_of(self, rows: list[dict[str, Any]]) -> Iterator[Any]:
        """Return what the rows stand for: records with what was selected along, or values."""
        plain = [self._plain(row) for row in rows]
        if self._makes:
            return iter(self._makes(plain))
        return iter(plain) if self.width() > 1 else (row[0] for row in plain)

    def _plain(self, row: dict[str, Any]) -> list[Any]:
        values = list(row.values())
        for place, column in self._written:
            if values[place] is not None:
                values[place] = column.to_python(str(values[place]))
        return values


def _put_together(lists: Lists) -> tuple[dict[str, _List], str, list[Any]]:
    made = {name: _List(rows) for name, rows in lists.items()}
    columns = [_column(each) for each in made.values()]
    params = [param for each in made.values() for param in each.params]
    return made, "SELECT " + ", ".join(columns), params


def _column(each: _List) -> str:
    names = ", ".join(f"c{place}" for place in range(each.width()))
    return f"(SELECT json_agg(r) FROM ({each.sql}) AS r({names}))::text"
