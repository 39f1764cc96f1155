"""What comes after a place in an order: found in an index, from that place on."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.sql.compiler import SQLCompiler


def beyond(here: Mapping[str, Any], order: Sequence[str]) -> "Q | Beyond":
    """Return what comes after a place, whose values are told by the names of the order."""
    names = [each.removeprefix("-") for each in order]
    if len({each.startswith("-") for each in order}) == 1:
        side = "<" if order[0].startswith("-") else ">"
        return Beyond(side, names, [here[name] for name in names])
    return _step_by_step(here, order)


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


def _step_by_step(here: Mapping[str, Any], order: Sequence[str]) -> Q:
    """Return what is further on at the first part that differs."""
    found, same = Q(pk__in=[]), Q()
    for each in order:
        name, side = each.removeprefix("-"), "lt" if each.startswith("-") else "gt"
        found |= same & Q(**{f"{name}__{side}": here[name]})
        same &= Q(**{name: here[name]})
    return found
