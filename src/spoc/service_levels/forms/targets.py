"""The targets of an agreement as a matrix: a table for each type, a row for each priority."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.service_levels.activities import Promises
from spoc.service_levels.models import Calendar
from spoc.service_levels.rules.lengths import read_minutes, say_minutes
from spoc.service_levels.rules.selection import PRIORITIES, TYPES
from spoc.service_levels.rules.words import metrics_for

LEVELS = (None, *PRIORITIES)


@dataclass(frozen=True, slots=True)
class Row:
    """A priority's targets: a field for each metric, and by which calendar they run."""

    priority: int | None
    label: str
    targets: list[forms.BoundField]
    calendar: forms.BoundField


@dataclass(frozen=True, slots=True)
class Table:
    """What is promised for one type of request, or for any."""

    key: str
    label: str
    metrics: list[str]
    rows: list[Row]

    @property
    def is_used(self) -> bool:
        """Whether anything stands in it."""
        return any(field.value() for row in self.rows for field in row.targets)

    @property
    def is_wrong(self) -> bool:
        """Whether anything in it must be put right."""
        return any(field.errors for row in self.rows for field in (*row.targets, row.calendar))


def places(kind: str) -> Iterator[tuple[str, int | None, str]]:
    """Yield every place of the matrix: type, priority and metric."""
    for request_type in (*TYPES, ""):
        for priority in LEVELS:
            for metric in metrics_for(kind, request_type):
                yield request_type, priority, metric


def field_name(request_type: str, priority: int | None, metric: str) -> str:
    """Return the name of the field of a place of the matrix."""
    return f"{metric}-{request_type or 'any'}-{priority or 0}"


def matrix_fields(kind: str, calendars: Iterable[tuple[str, str]]) -> dict[str, forms.Field]:
    """Return a field for each target, and for the calendar of each row."""
    choices = [("", _("As the agreement")), *calendars]
    fields: dict[str, forms.Field] = {}
    for request_type, priority, metric in places(kind):
        said = {
            "metric": label("metric", metric),
            "type": type_label(request_type),
            "priority": level_label(priority),
        }
        words = _("%(metric)s: %(type)s, %(priority)s") % said
        fields[field_name(request_type, priority, metric)] = forms.CharField(
            label=words, required=False, max_length=20
        )
        hours = _("Hours: %(type)s, %(priority)s") % said
        fields[field_name(request_type, priority, "hours")] = forms.ChoiceField(
            label=hours, required=False, choices=choices
        )
    return fields


def matrix_known(targets: Iterable[Promises]) -> dict[str, str]:
    """Return what the matrix begins with."""
    known: dict[str, str] = {}
    for each in targets:
        known[field_name(each.request_type, each.priority, each.metric)] = say_minutes(each.minutes)
        if each.calendar is not None:
            hours = field_name(each.request_type, each.priority, "hours")
            known[hours] = str(each.calendar.pk)
    return known


def tables_of(form: forms.Form, kind: str) -> list[Table]:
    """Return the fields of a form as the tables they are drawn in."""
    return [
        Table(
            request_type or "any",
            type_label(request_type),
            [label("metric", metric) for metric in metrics_for(kind, request_type)],
            [_row(form, kind, request_type, priority) for priority in LEVELS],
        )
        for request_type in (*TYPES, "")
    ]


def read_matrix(
    form: forms.Form, kind: str, calendars: Mapping[str, Calendar], usual: Calendar
) -> tuple[Promises, ...]:
    """Return the targets as they were typed; what says no length is told at its field."""
    read = []
    for request_type, priority, metric in places(kind):
        name = field_name(request_type, priority, metric)
        typed = str(form.cleaned_data.get(name) or "")
        if not typed:
            continue
        own = calendars.get(form.cleaned_data.get(field_name(request_type, priority, "hours"), ""))
        minutes = read_minutes(typed, (own or usual).hours)
        if minutes is None:
            words = _("“%(typed)s” is no length from a minute to a year: write 30 min, 4 h or 2 d.")
            form.add_error(name, words % {"typed": typed})
            continue
        read.append(Promises(metric, minutes, request_type, priority, own))
    return tuple(read)


def type_label(request_type: str) -> str:
    """Return the words for a type of request, or for any."""
    return label("request_type", request_type) if request_type else _("Any type")


def level_label(priority: int | None) -> str:
    """Return the words for a priority, or for any."""
    return _("any priority") if priority is None else f"P{priority}"


def _row(form: forms.Form, kind: str, request_type: str, priority: int | None) -> Row:
    names = [field_name(request_type, priority, m) for m in metrics_for(kind, request_type)]
    hours = form[field_name(request_type, priority, "hours")]
    return Row(priority, level_label(priority), [form[name] for name in names], hours)
