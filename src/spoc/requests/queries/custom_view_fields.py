"""Custom fields as views know them: conditions and columns, read only where one is meant."""

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from math import inf
from operator import or_
from zoneinfo import ZoneInfo

from django.db.models import (
    Case,
    DecimalField,
    Expression,
    FloatField,
    IntegerField,
    Q,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import (
    Exact,
    GreaterThan,
    GreaterThanOrEqual,
    IContains,
    IExact,
    LessThan,
)

from spoc.kit.time import now
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.requests.field_access import fields_visible_to
from spoc.requests.models import CustomField, SupportRequest
from spoc.requests.queries.custom_fields import in_words
from spoc.requests.queries.shape import Choices, ViewField
from spoc.requests.rules.custom_fields import PREFIX
from spoc.requests.rules.view import Condition, bounds

KIND = {
    "text": "text",
    "number": "number",
    "day": "moment",
    "choice": "choice",
    "several": "tags",
    "yes_no": "flag",
    "person": "text",
    "link": "text",
}
# of several values, or of a person's number, no order says anything
SORTED = ("text", "number", "day", "choice", "yes_no", "link")
GROUPED = ("choice", "yes_no")
LAST = {"text": "", "link": "", "day": "9999-12-31", "yes_no": "zz"}
NOT = ("is_not", "none_of", "lacks", "empty")
MOST_PEOPLE = 50
NONE = Q(pk__in=[])


class WithOwn(Mapping[str, ViewField]):
    """The fields of every desk, and this desk's own as soon as one of them is asked for."""

    def __init__(self, standard: Mapping[str, ViewField], person: Person) -> None:
        self._known, self._person = dict(standard), person
        self._is_read = False

    def __getitem__(self, key: str) -> ViewField:
        if str(key).startswith(PREFIX):
            self._read()
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        self._read()
        return iter(self._known)

    def __len__(self) -> int:
        self._read()
        return len(self._known)

    def _read(self) -> None:
        if not self._is_read:
            self._is_read = True
            rows = fields_visible_to(self._person).order_by("rank", "id")
            self._known |= {PREFIX + row.key: view_field(row) for row in rows}


def view_field(row: CustomField) -> ViewField:
    """Return a custom field as views know it; people are asked about by name, and no column."""

    def value(each: SupportRequest) -> object:
        kept = each.custom.get(row.key)
        return None if kept is None else in_words(row, kept, {})

    def choices(person: Person) -> Choices:
        return row.offered

    def made(falling: bool) -> Expression:
        return _sorted_by(row, falling=falling)

    def ask(condition: Condition, person: Person) -> Q:
        return _asked(row, condition, person)

    return ViewField(
        PREFIX + row.key,
        str(row),
        KIND[row.kind],
        "",
        value=None if row.kind == "person" else value,
        reads=("custom",),
        choices=choices if row.choices else None,
        ask=ask,
        may_be_empty=True,
        made=made,
        is_sorted=row.kind in SORTED,
        is_grouped=row.kind in GROUPED,
    )


def _sorted_by(row: CustomField, *, falling: bool) -> Expression:
    """Return what requests are sorted by; what is not filled in comes last."""
    text = KeyTextTransform(row.key, "custom")
    if row.kind == "number":
        return Coalesce(Cast(text, FloatField()), Value(-inf if falling else inf))
    if row.kind == "choice":
        codes = [code for code, _words in row.offered]
        places = [When(Exact(text, code), then=at) for at, code in enumerate(codes)]
        last = -1 if falling else len(codes)
        return Case(*places, default=Value(last), output_field=IntegerField())
    return Coalesce(text, Value("" if falling else LAST[row.kind]), output_field=TextField())


def _asked(row: CustomField, condition: Condition, person: Person) -> Q:
    """Return what a condition asks of the values of a field; none is what is not filled in."""
    if condition.operator in ("empty", "filled"):
        found = Q(custom__has_key=row.key)
    else:
        found = ASK[row.kind](row, condition, person)
    if condition.operator not in NOT:
        return found
    return ~Q(pk__in=SupportRequest.objects.filter(found).values("pk"))


def _chosen(row: CustomField, condition: Condition, person: Person) -> Q:
    listed = row.kind == "several"
    parts = [Q(custom__contains={row.key: [c] if listed else c}) for c in condition.values]
    return reduce(or_, parts, NONE)


def _said(row: CustomField, condition: Condition, person: Person) -> Q:
    text = KeyTextTransform(row.key, "custom")
    compare = IContains if condition.operator in ("contains", "lacks") else IExact
    return Q(custom__has_key=row.key) & Q(compare(text, condition.values[0]))


def _counted(row: CustomField, condition: Condition, person: Person) -> Q:
    wanted = int(condition.values[0])
    if condition.operator in ("is", "is_not"):
        return Q(custom__contains={row.key: wanted})
    number = Cast(
        KeyTextTransform(row.key, "custom"), DecimalField(max_digits=18, decimal_places=3)
    )
    compare = GreaterThan if condition.operator == "above" else LessThan
    return Q(custom__has_key=row.key) & Q(compare(number, wanted))


def _on_day(row: CustomField, condition: Condition, person: Person) -> Q:
    here = now().astimezone(ZoneInfo(person.lives_in))
    since, until = bounds(condition.operator, condition.values[0], here)
    day = KeyTextTransform(row.key, "custom")
    found = Q(custom__has_key=row.key)
    if since is not None:
        found &= Q(GreaterThanOrEqual(day, since.date().isoformat()))
    return found & Q(LessThan(day, until.date().isoformat())) if until is not None else found


def _yes_or_no(row: CustomField, condition: Condition, person: Person) -> Q:
    return Q(custom__contains={row.key: condition.values == ("yes",)})


def _somebody(row: CustomField, condition: Condition, person: Person) -> Q:
    named = people_visible_to(person).filter(name__icontains=condition.values[0])
    keys = named.values_list("pk", flat=True)[:MOST_PEOPLE]
    return reduce(or_, [Q(custom__contains={row.key: pk}) for pk in keys], NONE)


ASK: dict[str, Callable[[CustomField, Condition, Person], Q]] = {
    "text": _said,
    "link": _said,
    "number": _counted,
    "day": _on_day,
    "choice": _chosen,
    "several": _chosen,
    "yes_no": _yes_or_no,
    "person": _somebody,
}
