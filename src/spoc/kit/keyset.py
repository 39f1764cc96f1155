"""Pages of a list by the last row seen, so that page one thousand costs what page one does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
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


def beyond(order: Sequence[str], values: Sequence[object]) -> Q:
    """Return what comes after the row with these values."""
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
