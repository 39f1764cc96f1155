"""The fields of a form in words, as whoever shapes it reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spoc.catalogue.rules.form_fields import Condition, Field


@dataclass(frozen=True, slots=True)
class Line:
    """A field in the list of a form: what is asked, and when."""

    name: str
    kind: str
    is_needed: bool
    choices: str
    when: str
    key: str


def line_of(field: Field, fields: Sequence[Field]) -> Line:
    """Return a field as a line of the list."""
    language = get_language() or ""
    choices = ", ".join(field.chosen(each.key, language) for each in field.choices)
    when = _when(field.when, fields, language) if field.when else ""
    return Line(field.said(language), field.kind, field.is_needed, choices, when, field.key)


def _when(condition: Condition, fields: Sequence[Field], language: str) -> str:
    other = next((each for each in fields if each.key == condition.field), None)
    name = other.said(language) if other else condition.field
    values = ", ".join(_value(other, each, language) for each in condition.values)
    sentences = {
        "is": _("Shown when “%(field)s” is %(values)s"),
        "is_not": _("Shown unless “%(field)s” is %(values)s"),
        "filled": _("Shown when “%(field)s” is answered"),
        "empty": _("Shown when “%(field)s” is left empty"),
    }
    return sentences[condition.test] % {"field": name, "values": values}


def _value(other: Field | None, key: str, language: str) -> str:
    if other is not None and other.kind == "yes_no":
        return _("Yes") if key == "yes" else _("No")
    return other.chosen(key, language) if other else key
