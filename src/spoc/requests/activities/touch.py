"""Saving what an activity changed, with the time and the version that follow from it."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from django.db import models

from spoc.kit.time import now
from spoc.requests.models import SupportRequest

Changes: TypeAlias = dict[str, list[object]]


def save(support_request: SupportRequest, fields: Iterable[str]) -> None:
    """Save these fields; the request is one version further and was touched now."""
    support_request.version += 1
    support_request.updated_at = now()
    support_request.save(update_fields=[*fields, "version", "updated_at"])


def put(row: models.Model, wanted: Mapping[str, object]) -> Changes:
    """Set fields to the wanted values; return those that differed, each as [old, new]."""
    changes: Changes = {}
    for field, value in wanted.items():
        before = getattr(row, field)
        if before != value:
            changes[field] = [plain(before), plain(value)]
            setattr(row, field, value)
    return changes


def plain(value: object) -> object:
    """Return a value as facts keep it: records by their first name, moments as text."""
    if isinstance(value, models.Model):
        return str(getattr(value, "name", value))
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value
