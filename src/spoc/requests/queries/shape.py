"""The shape of a list of requests: which fields it shows, in which order, in which groups."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import Case, Expression, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.rules.triage import NEVER
from spoc.requests.rules.view import Askable, Condition

Choices = list[tuple[str, str]]
Rows = QuerySet[SupportRequest]
LARGEST = 2**31 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# what stands for nothing in an order: what is empty comes last, empty words where "" comes
NOTHING = {"moment": (NEVER, EPOCH), "number": (LARGEST, -1), "text": ("", "")}


@dataclass(frozen=True, slots=True)
class ViewField:
    """A field that views show, sort, group by and ask about; each of these unless it says not.

    `path` is where the database has it, `value` what a cell says: words, a number, a moment, or
    None. `means` turns a choice into what the database holds; `ask` answers a condition by itself,
    `made` makes what it is sorted by, rising or falling.
    """

    key: str
    label: str | Promise
    kind: str
    path: str
    value: Callable[[SupportRequest], object] | None = None
    reads: tuple[str, ...] = ()
    along: tuple[str, ...] = ()
    choices: Callable[[Person], Choices] | None = None
    means: Callable[[str, Person], Sequence[object]] | None = None
    ask: Callable[[Condition, Person], Q] | None = None
    order: str = ""
    made: Callable[[bool], Expression] | None = None
    codes: tuple[str, ...] = ()
    may_be_empty: bool = False
    is_sorted: bool = True
    is_grouped: bool = False

    @property
    def is_listed(self) -> bool:
        """Whether it can be a column."""
        return self.value is not None

    @property
    def operators(self) -> tuple[str, ...]:
        """What may be asked of it."""
        return Askable(self.kind, (), self.may_be_empty).operators

    def askable(self, person: Person) -> Askable:
        """Return the field as the rules of conditions know it."""
        offered = self.choices(person) if self.choices else []
        return Askable(self.kind, [code for code, _words in offered], self.may_be_empty)

    def sorting(self, *, falling: bool = False) -> tuple[str, Expression | None]:
        """Return what a list is ordered by: a name, and what makes it where it is no column."""
        if self.made:
            return f"by_{self.key.replace('-', '_')}", self.made(falling)
        path = self.order or self.path
        if self.codes:
            places = [When(**{path: code}, then=place) for place, code in enumerate(self.codes)]
            whole = Case(*places, default=Value(len(places)), output_field=IntegerField())
            return f"by_{self.key}", whole
        if not self.may_be_empty and "__" not in path:
            return path, None
        sort = self.kind if self.kind in NOTHING else "text"
        return f"by_{self.key}", Coalesce(F(path), Value(NOTHING[sort][falling]))


@dataclass(frozen=True, slots=True)
class Order:
    """By which names a list is ordered, a minus sign for falling, and what makes some of them."""

    names: tuple[str, ...] = SupportRequest.TRIAGE
    made: Mapping[str, Expression] = field(default_factory=dict)

    def on(self, rows: Rows) -> Rows:
        """Return the rows with what the order is made of."""
        return rows.annotate(**self.made) if self.made else rows


def order_of(
    sorts: Iterable[str], fields: Mapping[str, ViewField], group: ViewField | None = None
) -> Order:
    """Return the order of a list: by its groups, then as wished; most urgent first otherwise."""
    names: list[str] = []
    made: dict[str, Expression] = {}
    wished = [(each.lstrip("-"), each.startswith("-")) for each in sorts]
    chosen = [(fields[key], falling) for key, falling in wished if key in fields]
    first = [(group, False)] if group else []
    for each, falling in first + chosen:
        name, expression = each.sorting(falling=falling)
        if name in (said.lstrip("-") for said in names):
            continue
        names.append(f"-{name}" if falling else name)
        made |= {name: expression} if expression is not None else {}
    rest = ("-id",) if chosen and chosen[-1][1] else ("id",)
    tail = rest if chosen else SupportRequest.TRIAGE
    known = {said.lstrip("-") for said in names}
    return Order((*names, *(each for each in tail if each.lstrip("-") not in known)), made)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row says in one column."""

    key: str
    label: str
    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class Shape:
    """How a list is drawn; without columns as every queue, without a group in its own buckets."""

    order: Order = field(default_factory=Order)
    columns: tuple[ViewField, ...] = ()
    group: ViewField | None = None

    @property
    def reads(self) -> tuple[str, ...]:
        """What is read beside what every queue shows."""
        shown = (*self.columns, *([self.group] if self.group else []))
        paths = [path for each in shown for path in each.reads]
        return (*paths, *(path.partition("__")[0] for path in paths))

    @property
    def joined(self) -> set[str]:
        """The records that are read along with each request."""
        return {path.rpartition("__")[0] for path in self.reads if "__" in path}

    @property
    def along(self) -> set[str]:
        """What is read for all rows of a page at once."""
        shown = (*self.columns, *([self.group] if self.group else []))
        return {path for each in shown for path in each.along}

    def cells(self, each: SupportRequest) -> tuple[Cell, ...]:
        """Return what a request says in these columns."""
        return tuple(
            Cell(column.key, str(column.label), column.kind, column.value(each))
            for column in self.columns
            if column.value
        )

    def bucket(self, each: SupportRequest) -> str:
        """Return the words of the group a request stands in; empty where there are no groups."""
        if self.group is None or self.group.value is None:
            return ""
        value = self.group.value(each)
        return _("None") if value in (None, "") else str(value)
