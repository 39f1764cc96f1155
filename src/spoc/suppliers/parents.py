"""What can be handed over: each app above says who reads and works its records."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from spoc.people.models import Community, Person
from spoc.records.models import Attachment


@dataclass(frozen=True, slots=True)
class Matter:
    """What of a record decides in whose voice, and under which promise, it is handed over."""

    community: Community | None
    request_type: str
    priority: int
    service: int | None
    is_worked: bool


@dataclass(frozen=True, slots=True)
class Parent:
    """A sort of record that work is handed over from; `read_by` is whoever reads it inside."""

    noun: str
    read_by: Callable[[Person], QuerySet]
    worked_by: Callable[[Person], QuerySet]
    matter: Callable[[Model], Matter]
    files: Callable[[Person, Model], QuerySet[Attachment]]


_parents: dict[str, Parent] = {}


def register_parent(parent: Parent) -> None:
    """Add a sort of record; two with one noun stop the start."""
    if _parents.setdefault(parent.noun, parent) != parent:
        raise TypeError(f"two apps hand over the noun {parent.noun!r}")


def parents() -> list[Parent]:
    """Return every sort of record that can be handed over."""
    return list(_parents.values())


def parent_of(noun: str) -> Parent:
    """Return the sort of record with this noun, or raise KeyError."""
    return _parents[noun]
