"""What a tree of conditions asks of the database, for whoever looks at the view."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q, QuerySet

from spoc.kit.prepared import Place
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.shape import ViewField
from spoc.requests.queries.view_fields import fields_for
from spoc.requests.rules.view import Askable, Condition, Group, bounds, read

EVERY, NONE = Q(pk__isnull=False), Q(pk__in=[])
NOT = ("is_not", "none_of", "lacks")
COMPARED = {"contains": "icontains", "lacks": "icontains", "above": "gt", "below": "lt"}
Tree = Mapping[str, Any]
# from when on, and until before when; None is open
Ends = Callable[[Condition, Person], tuple[Any, Any]]


class Bound(Place):
    """Stands for an end of a condition of time until it is known when it is asked."""

    def __init__(self, operator: str, value: str, position: int) -> None:
        super().__init__(position)
        self.operator, self.value = operator, value

    def for_reader(self, person: Person) -> datetime | None:
        """Return when it is now, by the clocks of whoever looks at the view."""
        return bounds(self.operator, self.value, _here(person))[self.position]


def ends_now(condition: Condition, person: Person) -> tuple[datetime | None, datetime | None]:
    """Return the ends of a condition of time as they are now."""
    return bounds(condition.operator, condition.values[0], _here(person))


def ends_later(condition: Condition, person: Person) -> tuple[Bound | None, Bound | None]:
    """Return what stands for the ends of a condition of time until it is asked."""
    operator, value = condition.operator, condition.values[0]
    since, until = ends_now(condition, person)
    return (
        None if since is None else Bound(operator, value, 0),
        None if until is None else Bound(operator, value, 1),
    )


class Offered(Mapping[str, Askable]):
    """The fields as conditions know them, each with its choices looked up when it is asked for."""

    def __init__(self, person: Person) -> None:
        self.person, self.fields = person, fields_for(person)
        self._known: dict[str, Askable] = {}

    def __getitem__(self, key: str) -> Askable:
        if key not in self._known:
            self._known[key] = self.fields[key].askable(self.person)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)


def asked_for(tree: Tree, person: Person, ends: Ends = ends_now) -> QuerySet[SupportRequest]:
    """Return the requests within the person's reach that a tree asks for."""
    rows = access.workable_by(person) | access.readable_inside(person)
    return rows.filter(question(read(tree), fields_for(person), person, ends))


def question(
    group: Group, fields: Mapping[str, ViewField], person: Person, ends: Ends = ends_now
) -> Q:
    """Return a group of conditions as the database is asked."""
    parts = [
        question(part, fields, person, ends)
        if isinstance(part, Group)
        else _asked(part, fields, person, ends)
        for part in group.parts
    ]
    return reduce(and_, parts, EVERY) if group.match == "all" else reduce(or_, parts, NONE)


def _asked(condition: Condition, fields: Mapping[str, ViewField], person: Person, ends: Ends) -> Q:
    """Return what one condition asks; one of a field there is no more fits nothing."""
    field = fields.get(condition.field)
    if field is None:
        return NONE
    if field.ask:
        return field.ask(condition, person)
    if condition.operator in ("empty", "filled"):
        empty = _empty(field.path)
        return empty if condition.operator == "empty" else ~empty
    if field.kind == "moment":
        return _within(field.path, *ends(condition, person))
    values = _values(condition, field, person)
    compared = COMPARED.get(condition.operator, "exact" if len(values) == 1 else "in")
    found = Q(**{f"{field.path}__{compared}": values if compared == "in" else values[0]})
    return ~found if condition.operator in NOT else found


def _values(condition: Condition, field: ViewField, person: Person) -> list[object]:
    if not field.means:
        return list(condition.values)
    return [value for code in condition.values for value in field.means(code, person)]


def _here(person: Person) -> datetime:
    return now().astimezone(ZoneInfo(person.lives_in))


def _within(path: str, since: Any, until: Any) -> Q:
    found = Q(**{f"{path}__isnull": False})
    if since is not None:
        found &= Q(**{f"{path}__gte": since})
    return found & Q(**{f"{path}__lt": until}) if until is not None else found


def _empty(path: str) -> Q:
    root = SupportRequest._meta.get_field(path.partition("__")[0].removesuffix("_id"))
    empty = Q(**{f"{path}__isnull": True})
    is_words = isinstance(root, models.CharField | models.TextField)
    return empty | Q(**{path: ""}) if is_words else empty
