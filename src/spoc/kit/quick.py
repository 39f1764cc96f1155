"""Records that are read and written with no more work than that takes."""

import json
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any, Self

from django.db import connection
from django.db.models import AutoField, JSONField, Manager, Model, QuerySet
from django.db.models.base import ModelState

from spoc.kit.prepared import tell

# the names of services in all languages, and the editions of calendars
KNOWN = 2_048


class Known(JSONField):
    """What few different words are read as again and again, fifty times a page: for looking alone.

    Whoever reads the same is given the same, so that nobody may change it.
    """

    def from_db_value(self, value: str | None, *_about: object) -> Any:
        """Return what these words say."""
        return None if value is None else _said(value)


@lru_cache(maxsize=KNOWN)
def _said(words: str) -> Any:
    return json.loads(words)


class Quick:
    """Lets a record be what was read, and be written in few words: before `models.Model`.

    The usual way goes through all fields a new record has, and asks each for its default, where a
    page of a list reads a few of many, fifty times; and it builds a query for each thing written.
    Nobody is told that a record was made (`pre_init`, `post_init`).
    """

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """Return a record as it was read; what was not read is fetched when it is asked for."""
        made = cls.__new__(cls)
        state = ModelState()
        state.adding, state.db = False, db
        made.__dict__ = {"_state": state, **dict(zip(field_names, values, strict=True))}
        return made

    def _do_update(
        self,
        base_qs: QuerySet[Any],
        using: str | None,
        pk_val: Any,
        values: Collection[tuple[Any, type[Model] | None, Any]],
        update_fields: Iterable[str] | None,
        forced_update: bool,
    ) -> bool:
        said = [(field, value) for field, _nothing, value in values]
        if not _is_plain(said):
            usual: Any = super()
            written: bool = usual._do_update(
                base_qs, using, pk_val, values, update_fields, forced_update
            )
            return written
        table, key = base_qs.model._meta.db_table, base_qs.model._meta.pk.column
        parts = ", ".join(f'"{field.column}" = {_mark(field, value)}' for field, value in said)
        words = f'UPDATE "{table}" SET {parts} WHERE "{key}" = %s'
        changed, _answer = tell(words, [*_sent(said), pk_val])
        return changed > 0

    def _do_insert(
        self,
        manager: Manager[Any],
        using: str | None,
        fields: Sequence[Any],
        returning_fields: Sequence[Any],
        raw: bool,
    ) -> list[tuple[Any, ...]]:
        said = [(field, field.pre_save(self, True)) for field in fields]
        if raw or not (returning_fields and _is_plain(said)):
            usual: Any = super()
            answer: list[tuple[Any, ...]] = usual._do_insert(
                manager, using, fields, returning_fields, raw
            )
            return answer
        columns = ", ".join(f'"{field.column}"' for field, _value in said)
        marks = ", ".join(_mark(field, value) for field, value in said)
        asked = ", ".join(f'"{field.column}"' for field in returning_fields)
        table = manager.model._meta.db_table
        _changed, rows = tell(
            f'INSERT INTO "{table}" ({columns}) VALUES ({marks}) RETURNING {asked}', _sent(said)
        )
        return [tuple(map(_kept, returning_fields, row)) for row in rows]

    @classmethod
    def made(cls, **values: Any) -> Self:
        """Return a record of these values that was just written."""
        record: Any = cls(**values)
        record.save(force_insert=True)
        made: Self = record
        return made


def write_new(records: Sequence[Model]) -> None:
    """Write a few new records of one sort in one statement, which is planned once for so many.

    What the database is to reckon, and keys from elsewhere, go the usual way.
    """
    if not records:
        return
    model, key = type(records[0]), records[0]._meta.pk
    fields: list[Any] = [field for field in model._meta.concrete_fields if field is not key]
    is_numbered = isinstance(key, AutoField) and all(each.pk is None for each in records)
    written = [field for field in fields if not field.generated]
    said = [[(field, field.pre_save(each, True)) for field in written] for each in records]
    if not is_numbered or written != fields or not all(map(_is_plain, said)):
        model._base_manager.bulk_create(records)
        return
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(
        f"({', '.join(_mark(field, value) for field, value in each)})" for each in said
    )
    _changed, keys = tell(
        f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES {marks} RETURNING "{key.column}"',
        [value for each in said for value in _sent(each)],
    )
    for record, (number,) in zip(records, keys, strict=True):
        record.pk = number
        record._state.adding, record._state.db = False, connection.alias


def _is_plain(said: Sequence[tuple[Any, Any]]) -> bool:
    """Tell whether there are values and all are: what is computed goes the usual way."""
    return bool(said) and not any(hasattr(value, "resolve_expression") for _field, value in said)


def _mark(field: Any, value: object) -> str:
    # a list names what it is a list of
    own = getattr(field, "get_placeholder", None)
    return str(own(value, None, connection)) if own else "%s"


def _kept(field: Any, value: Any) -> Any:
    """Return what the database answered as records hold it."""
    for convert in field.get_db_converters(connection):
        value = convert(value, None, connection)
    return value


def _sent(said: Sequence[tuple[Any, Any]]) -> list[Any]:
    return [field.get_db_prep_save(value, connection=connection) for field, value in said]
