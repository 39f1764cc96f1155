"""The form of a view as it is typed: conditions added and dropped one by one, and how it looks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from spoc.requests.rules.view import MOST_COLUMNS, MOST_CONDITIONS, Condition, Group, read

ROW = re.compile(r"c(\d{1,3})-field")
OTHER = "other"
SHOWN_COLUMNS, SHOWN_SORTS = 8, 2


@dataclass(frozen=True, slots=True)
class Typed:
    """A condition as it is typed; `group` 0 stands outermost, `other` is a time in own words."""

    group: int
    field: str = "status"
    operator: str = ""
    values: tuple[str, ...] = ()
    other: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """The values, a time in own words among them."""
        return tuple(self.other if value == OTHER else value for value in self.values)


@dataclass(frozen=True, slots=True)
class Draft:
    """A view as it is typed, whole or not yet; `matches` says all or any, by group."""

    name: str = ""
    audience: str = "mine"
    team: str = ""
    rows: tuple[Typed, ...] = ()
    matches: Mapping[int, str] = field(default_factory=lambda: {0: "all"})
    columns: Sequence[str] = ()
    grouping: str = ""
    order: Sequence[str] = ()

    @property
    def groups(self) -> list[int]:
        """The numbers of the groups, the outermost first."""
        return sorted({0, *self.matches, *(row.group for row in self.rows)})

    def tree(self) -> tuple[dict[str, Any], list[str]]:
        """Return the conditions as a tree, and where in it each row stands, such as `2-0`."""
        parts: list[dict[str, Any]] = []
        places = [""] * len(self.rows)
        for group in self.groups:
            inner = [(n, row) for n, row in enumerate(self.rows) if row.group == group]
            begin = f"{len(parts)}-" if group else ""
            for place, (n, _row) in enumerate(inner):
                places[n] = f"{begin}{place}"
            found = [_part(row) for _n, row in inner]
            parts += [{self._match(group): found}] if group and found else [] if group else found
        return {self._match(0): parts}, places

    def _match(self, group: int) -> str:
        return "any" if self.matches.get(group) == "any" else "all"

    def after(self, act: str) -> "Draft":
        """Return the draft after a button: `add-0`, `drop-3` or `group`; others leave it as is."""
        verb, _dash, number = act.partition("-")
        place = int(number) if number.isdecimal() else -1
        if verb == "add" and len(self.rows) < MOST_CONDITIONS:
            return replace(self, rows=(*self.rows, Typed(max(place, 0))))
        if verb == "group" and len(self.rows) < MOST_CONDITIONS:
            group = self.groups[-1] + 1
            matches = {**self.matches, group: "any" if self._match(0) == "all" else "all"}
            return replace(self, rows=(*self.rows, Typed(group)), matches=matches)
        if verb == "drop":
            rows = tuple(row for n, row in enumerate(self.rows) if n != place)
            kept = {0, *(row.group for row in rows)}
            matches = {group: each for group, each in self.matches.items() if group in kept}
            return replace(self, rows=rows, matches=matches)
        return self


def _part(row: Typed) -> dict[str, Any]:
    said = list(row.said)
    value = said if row.operator in ("one_of", "none_of") else next(iter(said), "")
    return {"field": row.field, "is": row.operator, "value": value}


def typed_in(given: QueryDict) -> Draft:
    """Return the view as the form was sent."""
    numbers = sorted({int(found[1]) for name in given if (found := ROW.fullmatch(name))})
    rows = tuple(_typed(given, n) for n in numbers[:MOST_CONDITIONS])
    return Draft(
        name=given.get("name", ""),
        audience=given.get("audience", "mine"),
        team=given.get("team", ""),
        rows=rows,
        matches={group: given.get(f"match-{group}", "all") for group in {0, *_groups(rows)}},
        columns=[each for each in given.getlist("column") if each][:MOST_COLUMNS],
        grouping=given.get("grouping", ""),
        order=[each for each in given.getlist("sort") if each][:SHOWN_SORTS],
    )


def _groups(rows: Sequence[Typed]) -> set[int]:
    return {row.group for row in rows}


def _typed(given: QueryDict, n: int) -> Typed:
    group = given.get(f"c{n}-group", "0")
    return Typed(
        group=int(group) if group.isdecimal() and len(group) < 4 else 0,
        field=given.get(f"c{n}-field", ""),
        operator=given.get(f"c{n}-is", ""),
        values=tuple(value for value in given.getlist(f"c{n}-value") if value),
        other=given.get(f"c{n}-other", "").strip(),
    )


def rows_of(tree: Mapping[str, Any]) -> tuple[tuple[Typed, ...], dict[int, str]]:
    """Return the conditions of a view as rows to be typed on, and the match of each group."""
    outermost = read(tree)
    rows: list[Typed] = []
    matches = {0: outermost.match}
    for part in outermost.parts:
        if isinstance(part, Condition):
            rows.append(_row(part, 0))
            continue
        group = len(matches)
        matches[group] = part.match
        rows += [_row(each, group) for each in part.parts if not isinstance(each, Group)]
    return tuple(rows), matches


def _row(condition: Condition, group: int) -> Typed:
    return Typed(group, condition.field, condition.operator, condition.values)
