"""What processes run for: each app above says what approvers of its records are told, and who."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal

from django.db.models import Model

from spoc.people.models import Person


@dataclass(frozen=True, slots=True)
class Asked:
    """What an approval about a record says: its title, the answers, the sum, and for whom."""

    title: str
    words: str = ""
    told: tuple[tuple[str, str], ...] = ()
    price: Decimal | None = None
    currency: str = ""
    beneficiary: Person | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A sort of record that processes run for.

    `approvers` gives those that a word such as `manager` or `person:12` names for one record.
    """

    noun: str
    asked: Callable[[Model], Asked]
    approvers: Callable[[Model, str], list[Person]]
    zone: Callable[[Model], tzinfo]


_subjects: dict[str, Subject] = {}


def register_subject(subject: Subject) -> None:
    """Add a sort of record; two with one noun stop the start."""
    if _subjects.setdefault(subject.noun, subject) != subject:
        raise TypeError(f"two apps run processes for the noun {subject.noun!r}")


def subject_of(noun: str) -> Subject:
    """Return the sort of record with this noun, or raise KeyError."""
    return _subjects[noun]
