"""Custom fields and their values: which a request has, and how they read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.people.models import Person
from spoc.requests.access import readable_inside
from spoc.requests.models import CustomField, SupportRequest
from spoc.requests.rules.custom_fields import PREFIX, Shape, fits, is_empty, lacking


@dataclass(frozen=True, slots=True)
class Known:
    """A field of the desk with its shape: what it is called, and which values fit."""

    row: CustomField
    shape: Shape


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as a page shows it: its value as it is kept, as it is typed, and in words."""

    row: CustomField
    value: object
    words: str
    typed: str = ""
    is_needed: bool = False

    @property
    def key(self) -> str:
        """The name of its place in a form."""
        return self.row.key

    @property
    def chosen(self) -> list[str]:
        """The keys of what is chosen, where several may be."""
        return [str(each) for each in self.value] if isinstance(self.value, list) else []


def known_in(rows: QuerySet[CustomField]) -> list[Known]:
    """Return the fields in their order, each with its shape, in one query."""
    return known(with_services(rows))


def with_services(rows: QuerySet[CustomField]) -> QuerySet[CustomField]:
    """Return the fields in their order, each with the keys of the services it is kept for."""
    there = Q(services__isnull=False)
    found = rows.annotate(service_keys=ArrayAgg("services", filter=there, default=[]))
    return found.order_by("rank", "id")


def known(rows: Iterable[CustomField]) -> list[Known]:
    """Return the fields, read with their services, each with its shape."""
    return [Known(row, row.shape(frozenset(vars(row)["service_keys"]))) for row in rows]


def fields_in_use() -> QuerySet[CustomField]:
    """Return the fields in use."""
    return CustomField.objects.filter(is_live=True)


def fitting_fields(fields: Iterable[Known], support_request: SupportRequest) -> list[Known]:
    """Return the fields that a request of this type and service has."""
    kind, service = support_request.type, support_request.service_id
    return [each for each in fields if fits(each.shape, kind, service)]


def lacking_on(support_request: SupportRequest, at: str) -> list[CustomField]:
    """Return the fields that must be filled in by then and are not."""
    found = fitting_fields(known_in(fields_in_use().exclude(needed="never")), support_request)
    missing = set(lacking([each.shape for each in found], support_request.custom, at))
    return [each.row for each in found if each.row.key in missing]


def shown_on(support_request: SupportRequest, fields: Iterable[Known]) -> list[Shown]:
    """Return the fields a request has, and those filled in before it became another."""
    values = support_request.custom
    fitting = {each.row.key for each in fitting_fields(fields, support_request)}
    rows = [each for each in fields if each.row.key in fitting or each.row.key in values]
    return shown([each.row for each in rows], values)


def shown(rows: Iterable[CustomField], values: Mapping[str, object]) -> list[Shown]:
    """Return each field with its value; people are named in one query, where there are any."""
    rows = list(rows)
    names = names_of(rows, values)
    return [
        Shown(
            row,
            values.get(row.key),
            in_words(row, values.get(row.key), names),
            typed(row, values.get(row.key), names),
            row.needed != "never" and is_empty(values.get(row.key)),
        )
        for row in rows
    ]


def names_of(rows: Iterable[CustomField], values: Mapping[str, object]) -> dict[object, str]:
    """Return what the people are called that these values name."""
    keys = [values[row.key] for row in rows if row.kind == "person" and values.get(row.key)]
    return dict(Person.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}


def in_words(row: CustomField, value: object, names: Mapping[object, str]) -> str:
    """Return a value as people read it."""
    if is_empty(value):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if row.kind == "choice":
        return row.choice_name(value)
    if isinstance(value, list):
        return ", ".join(row.choice_name(each) for each in value)
    if row.kind == "number" and isinstance(value, int | float):
        return number_format(value)
    if row.kind == "day" and (day := parse_date(str(value))):
        return date_format(day, "DATE_FORMAT")
    return names.get(value, str(value)) if row.kind == "person" else str(value)


def typed(row: CustomField, value: object, names: Mapping[object, str]) -> str:
    """Return a value as it stands in a form."""
    if is_empty(value) or isinstance(value, list):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return names.get(value, str(value)) if row.kind == "person" else str(value)


def readable_keys(rows: Iterable[SupportRequest], person: Person) -> dict[int, frozenset[str]]:
    """Return the keys of the fields whose values the person reads, for each of these requests.

    Nothing is asked where no request has a value.
    """
    rows = list(rows)
    filled_in = [row.pk for row in rows if row.custom]
    if not filled_in:
        return dict.fromkeys([row.pk for row in rows], frozenset())
    inside = set(readable_inside(person).filter(pk__in=filled_in).values_list("pk", flat=True))
    fields = CustomField.objects.values_list("key", "is_public")
    every = frozenset(key for key, _is_public in fields)
    public = frozenset(key for key, is_public in fields if is_public)
    return {row.pk: every if row.pk in inside else public for row in rows}


def titles(names: Iterable[str]) -> list[str]:
    """Return what fields are called, those of every desk and the desk's own, by their names."""
    keys = [name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX)]
    own = {PREFIX + row.key: str(row) for row in rows_of(keys)}
    return [own.get(name) or label("field", name) for name in names]


def rows_of(keys: Iterable[str]) -> list[CustomField]:
    """Return the fields of these keys, retired ones too."""
    wanted = list(keys)
    return list(CustomField.objects.filter(key__in=wanted)) if wanted else []


def words_in(support_request: SupportRequest) -> tuple[str, str]:
    """Return what is to be found in the values: by all who see the request, and by the desk."""
    if not support_request.custom:
        return "", ""
    rows = CustomField.objects.filter(key__in=support_request.custom).exclude(kind="yes_no")
    said = shown(rows, support_request.custom)
    public = " ".join(each.words for each in said if each.row.is_public)
    return public, " ".join(each.words for each in said if not each.row.is_public)
