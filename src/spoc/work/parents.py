"""What tasks are kept of: each app above says who reads and who works on its records."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from spoc.people.models import Person


@dataclass(frozen=True, slots=True)
class Parent:
    """A sort of record whose work is cut into tasks; `read_by` is whoever reads it inside."""

    noun: str
    read_by: Callable[[Person], QuerySet]
    worked_by: Callable[[Person], QuerySet]


_parents: dict[str, Parent] = {}


def register_parent(parent: Parent) -> None:
    """Add a sort of record; two with one noun stop the start."""
    if _parents.setdefault(parent.noun, parent) != parent:
        raise TypeError(f"two apps keep tasks of the noun {parent.noun!r}")


def parents() -> list[Parent]:
    """Return every sort of record that tasks are kept of."""
    return list(_parents.values())


def parent_of(noun: str) -> Parent:
    """Return the sort of record with this noun, or raise KeyError."""
    return _parents[noun]


def is_parent(noun: str) -> bool:
    """Tell whether tasks are kept of records of this noun."""
    return noun in _parents
