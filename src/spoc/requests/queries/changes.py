"""What a fact changed from what to what, in the reader's words, zone and language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.catalogue.models import Category, Service
from spoc.kit.gathered import gathered
from spoc.requests.models import CustomField
from spoc.requests.queries.custom_fields import in_words, rows_of
from spoc.requests.rules.custom_fields import PREFIX
from spoc.requests.words import FIELD, TABLE_OF
from spoc.ui.environment import when

Changes = Mapping[str, list[object]]
QUIET = ("matrix_priority", "status", "priority_reason", "verified_by")
NAMED = {"service": Service, "category": Category}


@dataclass(frozen=True, slots=True)
class Names:
    """What services and categories are called for the reader, by the name that facts keep."""

    known: dict[tuple[str, str], str] = field(default_factory=dict)
    own: dict[str, CustomField] = field(default_factory=dict)

    def of(self, field_name: str, name: str) -> str:
        """Return the name in the reader's language; as it was kept where it is known no more."""
        return self.known.get((field_name, name), name)


def names_in(changes: Iterable[Changes]) -> Names:
    """Return the names that these changes speak of, in one query, and one of custom fields."""
    changes = list(changes)
    kept: dict[str, set[str]] = {}
    for each in changes:
        for field_name in NAMED.keys() & each.keys():
            kept.setdefault(field_name, set()).update(str(n) for n in each[field_name] if n)
    keys = {n.removeprefix(PREFIX) for each in changes for n in each if n.startswith(PREFIX)}
    asked = {name: NAMED[name]._default_manager.filter(name__in=kept[name]) for name in kept}
    found = gathered(**{name: rows.only("name", "names") for name, rows in asked.items()})
    return Names(
        {(field_name, row.name): str(row) for field_name in found for row in found[field_name]},
        {PREFIX + row.key: row for row in rows_of(keys)},
    )


def told(changes: Changes, names: Names) -> list[str]:
    """Return each change that tells something, in the order in which fields are listed."""
    order = {name: place for place, name in enumerate(FIELD)}
    shown = sorted(changes, key=lambda name: order.get(name, len(order)))
    return [_change(name, changes[name], names) for name in shown if _tells(name, changes[name])]


def _tells(name: str, pair: list[object]) -> bool:
    if name == "supportability":
        return pair[0] != "undecided"
    return name not in QUIET and pair[0] != pair[1]


def _change(name: str, pair: list[object], names: Names) -> str:
    if name.endswith("_was"):
        return _lost(name, pair[0], names)
    old, new = (_value(name, each, names) for each in pair)
    title = str(names.own[name]) if name in names.own else label("field", name)
    if old == "–":
        return _("%(field)s: %(new)s") % {"field": title, "new": new}
    return _("%(field)s: %(old)s → %(new)s") % {"field": title, "old": old, "new": new}


def _lost(name: str, filled: object, names: Names) -> str:
    """Say what the former type held, which the new one has no place for."""
    kept = filled if isinstance(filled, dict) else {}
    shown = [each for each in FIELD if each in kept]
    parts = [f"{label('field', each)} {_value(each, kept[each], names)}" for each in shown]
    kind = label("request_type", name.removesuffix("_was"))
    return _("It was: %(type)s") % {"type": ", ".join([kind, *parts])}


def _value(name: str, value: object, names: Names) -> str:
    if name in names.own:
        return in_words(names.own[name], value, {})
    if value in (None, "", {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    moment = parse_datetime(value) if name.endswith("_at") and isinstance(value, str) else None
    if moment is not None:
        return when(moment)
    if name in NAMED:
        return names.of(name, str(value))
    table = TABLE_OF.get(name)
    return label(table, value) if table else str(value)
