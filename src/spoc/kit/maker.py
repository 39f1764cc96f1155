"""Records made of rows as the database answers them, as a `QuerySet` would make them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models import query as of_django
from django.db.models.query import ModelIterable

Row = Sequence[Any]
# by the place of a column, what its values pass through
Converters = Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]


class Maker:
    """Makes records of one sort: what a row is made of is found out once.

    `columns` is what putting the query into words found out of them: `select`, `klass_info` and
    `annotation_col_map`.
    """

    def __init__(self, columns: Mapping[str, Any], converters: Converters | None = None) -> None:
        select, told = columns["select"], columns["klass_info"]
        fields = told["select_fields"]
        self._model: type[Model] = told["model"]
        self._own = slice(fields[0], fields[-1] + 1)
        self._names = [column[0].target.attname for column in select[self._own]]
        populators: Any = of_django
        self._beside = populators.get_related_populators(told, select, DEFAULT_DB_ALIAS)
        self._further = [*(columns["annotation_col_map"] or {}).items()]
        self._converters = [*(converters or {}).items()]

    def __call__(self, rows: Iterable[Row]) -> list[Any]:
        """Return a record for each row, with what was selected along."""
        made = []
        for row in self._converted(rows) if self._converters else rows:
            record = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._own])
            for each in self._beside:
                each.populate(row, record)
            for name, place in self._further:
                setattr(record, name, row[place])
            made.append(record)
        return made

    def _converted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for each in rows:
            row = [*each]
            for place, (converts, expression) in self._converters:
                for convert in converts:
                    row[place] = convert(row[place], expression, connection)
            yield row


def are_records(rows: QuerySet[Any, Any]) -> bool:
    """Tell whether rows are records, and no mappings or plain values."""
    return issubclass(rows._iterable_class, ModelIterable)


def stand_alone(rows: Any) -> bool:
    """Tell whether nothing is fetched beside rows afterwards, or known of them before."""
    return not (rows._prefetch_related_lookups or rows._known_related_objects)
