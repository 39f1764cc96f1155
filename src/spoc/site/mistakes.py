"""What is wrong with the fields of a call, in words that say what to write instead."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja.errors import ValidationError

# what pydantic calls a mistake, by the beginning of its name, and what to write instead
WORDS = {
    "missing": _("Fill this in."),
    "string_too_short": _("Fill this in."),
    "string_type": _("Write words, between quotation marks."),
    "string_pattern": _("This holds signs that cannot stand here."),
    "int_": _("Write a whole number."),
    "bool_": _("Write true or false."),
    "datetime_": _("Write a moment with its zone, such as 2026-11-20T10:00:00Z."),
    "timezone_": _("Write a moment with its zone, such as 2026-11-20T10:00:00Z."),
    "moment": _("Choose a moment between 1970 and 2100."),
    "date_": _("Write a day, such as 2026-11-24."),
    "day": _("Choose a day between 1970 and 2100."),
    "model_": _("Send an object: its fields between { and }."),
}
WITH_LIMITS = {
    "literal_error": (_("Choose one of %(choices)s."), "expected"),
    "string_too_long": (_("Write at most %(limit)s signs."), "max_length"),
    "less_than_equal": (_("Choose at most %(limit)s."), "le"),
    "greater_than_equal": (_("Choose at least %(limit)s."), "ge"),
}


def mistakes(fault: ValidationError) -> dict[str, str]:
    """Return what is wrong with each field, the first thing where there are several."""
    fields: dict[str, str] = {}
    for error in fault.errors:
        fields.setdefault(_field_of(error["loc"]), _words_of(error))
    return fields


def _field_of(place: tuple[str | int, ...]) -> str:
    """Return a field as the caller wrote it: without where it stood and what we call the whole.

    >>> _field_of(("body", "asked", "title")), _field_of(("query", "limit"))
    ('title', 'limit')
    """
    parts = [str(part) for part in place[1:] if part not in ("asked", "walk")]
    return ".".join(parts) or "body"


def _words_of(error: dict[str, Any]) -> str:
    kind, given = error["type"], error.get("ctx", {})
    if kind in WITH_LIMITS:
        words, limit = WITH_LIMITS[kind]
        return str(words) % {"limit": given[limit], "choices": given[limit]}
    for beginning, words in WORDS.items():
        if kind.startswith(beginning):
            return str(words)
    return str(error["msg"])
