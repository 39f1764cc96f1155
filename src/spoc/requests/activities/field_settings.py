"""Keeping custom fields: adding them, changing them, their order, retiring them."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import count
from typing import Any, TypedDict, Unpack

from django.db import connection
from django.utils.text import slugify
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.models import Service
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.models import Person
from spoc.requests import field_access
from spoc.requests.models import CustomField, SupportRequest
from spoc.requests.rules import TYPES
from spoc.requests.rules.custom_fields import KINDS, LIMITED, NEEDED
from spoc.requests.rules.dispatch import moved

MOST_FIELDS, MOST_CHOICES = 100, 100


class FieldParticulars(TypedDict, total=False):
    """What may be said of a custom field beside its name; choices are (name, names) in order."""

    names: dict[str, str]
    hint: str
    hints: dict[str, str]
    kind: str
    choices: list[tuple[str, dict[str, str]]]
    least: Decimal | None
    most: Decimal | None
    types: list[str]
    services: list[Service]
    needed: str
    is_public: bool
    is_asked_at_intake: bool
    is_asked_in_portal: bool
    is_live: bool


@activity
def add_field(
    name: str, *, by: Person, key: str = "", **particulars: Unpack[FieldParticulars]
) -> CustomField:
    """Add a custom field at the end of the list; its key is made of its name, and stays."""
    demand(field_access.may_shape_fields(by))
    if CustomField.objects.filter(is_live=True).count() >= MOST_FIELDS:
        raise NotPossible(_("There are a hundred fields: retire one first."))
    row = CustomField(key=_key(key or name), rank=CustomField.objects.count() + 1)
    services = particulars.pop("services", [])
    for place, value in _as_kept(row, name, particulars).items():
        setattr(row, place, value)
    row.save()
    row.services.set(services)
    record("custom_field.added", row, by=by, name=row.name)
    return row


@activity
def change_field(
    field: CustomField, *, by: Person, name: str, **particulars: Unpack[FieldParticulars]
) -> CustomField:
    """Change a custom field, or retire it; what was filled in stays on the requests."""
    demand(field_access.may_shape_fields(by))
    kind = particulars.get("kind", field.kind)
    if kind != field.kind and has_values(field):
        words = _("Requests have values of this kind: retire the field and add another.")
        raise NotPossible(words, fields={"kind": words})
    services = particulars.pop("services", None)
    changes = change(field, _as_kept(field, name, particulars))
    changes = {place: [_told(each) for each in pair] for place, pair in changes.items()}
    if services is not None:
        before = sorted(field.services.values_list("name", flat=True))
        field.services.set(services)
        after = sorted(each.name for each in services)
        changes |= {"services": [before, after]} if before != after else {}
    if changes:
        record("custom_field.changed", field, by=by, name=field.name, changes=changes)
    return field


@activity
def move_field(field: CustomField, *, by: Person, place: int) -> CustomField:
    """Put a custom field at another place in the list."""
    demand(field_access.may_shape_fields(by))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('requests.fields', 0))")
    rows = {row.pk: row for row in CustomField.objects.order_by("-is_live", "rank", "id")}
    rows[field.pk] = field
    before = field.rank
    for rank, pk in enumerate(moved(list(rows), field.pk, place), 1):
        change(rows[pk], {"rank": rank})
    if field.rank != before:
        record("custom_field.moved", field, by=by, name=field.name, place=field.rank)
    return field


def has_values(field: CustomField) -> bool:
    """Tell whether any request has a value of the field."""
    return SupportRequest.objects.filter(custom__has_key=field.key).exists()


def _key(words: str) -> str:
    """Return a key that programs can use as a name, and no other field has."""
    stem = slugify(one_line(words, 40)).replace("-", "_") or "field"
    taken = CustomField.objects.filter(key__startswith=stem).values_list("key", flat=True)
    return _free(stem, set(taken))


def _as_kept(row: CustomField, name: str, given: FieldParticulars) -> dict[str, object]:
    """Return what is wanted of a field as it is kept, or refuse what makes no field."""
    said = one_line(name, 80)
    kind = given.get("kind", row.kind)
    types = given.get("types", row.types)
    _demand(bool(said), "name", _("Give it a name."))
    _demand(kind in KINDS, "kind", _("Choose what is filled in."))
    _demand(given.get("needed", "never") in NEEDED, "needed", _("Choose when it is needed."))
    _demand(set(types) <= set(TYPES), "types", _("Choose among the four types."))
    least, most = given.get("least", row.least), given.get("most", row.most)
    if kind not in LIMITED:
        least = most = None
    is_order = least is None or most is None or least <= most
    _demand(is_order, "most", _("The most cannot be less than the least."))
    asked = given.get("is_asked_in_portal", row.is_asked_in_portal)
    wanted: dict[str, Any] = {"name": said, **given, "least": least, "most": most}
    wanted["is_public"] = given.get("is_public", row.is_public) or asked
    wanted["choices"] = _choices(row.choices, given.get("choices")) if _chooses(kind) else []
    offers = any(each["is_live"] for each in wanted["choices"])
    _demand(offers or not _chooses(kind), "choices", _("Write at least one choice."))
    return wanted


def _chooses(kind: str) -> bool:
    return kind in ("choice", "several")


def _choices(
    kept: list[dict[str, Any]], given: Iterable[tuple[str, dict[str, str]]] | None
) -> list[dict[str, Any]]:
    """Return the choices in their new order; those no longer offered stay, at the end."""
    if given is None:
        return kept
    given = [(one_line(name, 80), names) for name, names in given]
    _demand(all(name for name, _names in given), "choices", _("Give each choice a name."))
    once = len({name for name, _names in given}) == len(given)
    _demand(once, "choices", _("Write each choice once."))
    by_name = {one_line(each["name"], 80): each for each in kept}
    taken = {each["key"] for each in kept}
    found: list[dict[str, Any]] = []
    for name, names in given:
        known = by_name.pop(name, None)
        key = known["key"] if known else _choice_key(name, taken)
        taken.add(key)
        found.append({"key": key, "name": name, "names": names, "is_live": True})
    _demand(len(found) <= MOST_CHOICES, "choices", _("Write at most a hundred choices."))
    return [*found, *({**each, "is_live": False} for each in by_name.values())]


def _choice_key(name: str, taken: set[str]) -> str:
    return _free(slugify(one_line(name, 40)).replace("-", "_") or "choice", taken)


def _free(stem: str, taken: set[str]) -> str:
    keys = (stem if number == 1 else f"{stem}_{number}" for number in count(1))
    return next(key for key in keys if key not in taken)


def _told(value: object) -> object:
    return str(value) if isinstance(value, Decimal) else value


def _demand(is_right: bool, field: str, sentence: str) -> None:
    if not is_right:
        raise NotPossible(sentence, fields={field: sentence})
