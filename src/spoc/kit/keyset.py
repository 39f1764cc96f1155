"""Pages of a list by the last row seen, so that page one thousand costs what page one does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible

Row = TypeVar("Row", bound=Model)
SALT = "spoc.keyset"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows in order, and the mark from which the next ones follow (None at the end)."""

    rows: list[Row]
    next: str | None


def page(
    rows: QuerySet[Row], order: Sequence[str], *, size: int, after: str | None = None
) -> Page[Row]:
    """Return one page of the rows in this order; the last field must be unique.

    Fields are named as in `order_by` (a minus sign for descending) and may not be null.
    A mark that was not made here is refused.
    """
    if after:
        rows = rows.filter(beyond(order, values_of(after, order)))
    return cut(list(rows.order_by(*order)[: size + 1]), order, size)


def cut(found: list[Row], order: Sequence[str], size: int) -> Page[Row]:
    """Return what was read, one row more than the page has where there are more, as a page."""
    more = len(found) > size
    found = found[:size]
    return Page(found, _mark(found[-1], order) if more else None)


def beyond(order: Sequence[str], values: Sequence[Any]) -> "Q | Beyond":
    """Return what comes after the row with these values."""
    names = [field.lstrip("-") for field in order]
    if len({field.startswith("-") for field in order}) == 1:
        return Beyond("<" if order[0].startswith("-") else ">", names, values)
    return _step_by_step(order, values)


def backwards(order: Sequence[str]) -> list[str]:
    """Return the order from the other end.

    >>> backwards(["-priority", "id"])
    ['priority', '-id']
    """
    return [field[1:] if field.startswith("-") else f"-{field}" for field in order]


class Beyond(Func):
    """Whether the fields together come after some values, all rising or all falling.

    As one comparison an index is read from there on; step by step it would be from the beginning.
    """

    output_field = BooleanField()

    def __init__(self, side: str, names: Sequence[str], values: Sequence[Any]) -> None:
        super().__init__(*map(F, names), *map(_as_value, values))
        self.side = side

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_more: Any, **_other: Any
    ) -> tuple[str, list[Any]]:
        """Return both rows, compared."""
        words: list[str] = []
        said: list[Any] = []
        for each in self.get_source_expressions():
            part, params = compiler.compile(each)
            words.append(part)
            said += params
        half = len(words) // 2
        return f"({', '.join(words[:half])}) {self.side} ({', '.join(words[half:])})", said


def _as_value(value: Any) -> Any:
    return value if hasattr(value, "resolve_expression") else Value(value)


def _step_by_step(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return what is further on at the first field that differs."""
    condition, same = Q(), Q()
    for field, value in zip(order, values, strict=True):
        name = field.lstrip("-")
        further = f"{name}__lt" if field.startswith("-") else f"{name}__gt"
        condition |= same & Q(**{further: value})
        same &= Q(**{name: value})
    return condition


def values_of(mark: str, order: Sequence[str]) -> list[object]:
    """Return the values of the row a mark was made from; refuse one that was not made here."""
    try:
        values = signing.loads(mark, salt=SALT)
    except signing.BadSignature:
        values = None
    if not isinstance(values, list) or len(values) != len(order):
        raise NotPossible(_("This page mark was not made here: start again from the first page."))
    return values


def _mark(row: Model, order: Sequence[str]) -> str:
    values = [_plain(row, field.lstrip("-")) for field in order]
    return signing.dumps(values, salt=SALT)


def _plain(row: Model, name: str) -> object:
    value = getattr(row, name)
    return value.isoformat() if hasattr(value, "isoformat") else value
