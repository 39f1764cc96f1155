"""Changing a row to what is wanted of it, knowing what that changed, and finding it a key."""

from collections.abc import Mapping
from itertools import count

from django.db.models import Model
from django.utils.text import slugify

from spoc.kit.text import one_line

Changes = dict[str, list[object]]
# the queues every desk has stand at these keys already
TAKEN = ("all", "mine", "new", "unroutable", "watching")


def change(row: Model, wanted: Mapping[str, object]) -> Changes:
    """Save what differs, and return each changed field with what it was and what it is."""
    changes: Changes = {}
    for field, value in wanted.items():
        before = getattr(row, field)
        if before != value:
            changes[field] = [_plain(before), _plain(value)]
            setattr(row, field, value)
    if changes:
        row.save(update_fields=list(changes))
    changes.pop("sort_name", None)
    return changes


def key_for(model: type[Model], name: str) -> str:
    """Return a key for addresses, made of the name, that no other row of the model has."""
    stem = slugify(one_line(name, 40)) or model.__name__.lower()
    keys = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    rows = model._base_manager
    return next(key for key in keys if key not in TAKEN and not rows.filter(key=key).exists())


def _plain(value: object) -> object:
    return value.pk if isinstance(value, Model) else value
