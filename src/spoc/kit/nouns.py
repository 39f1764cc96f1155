"""The registry of nouns: how a lower app names, shows and guards a record it does not know.

A link, a task or a fact keeps a pair (noun, id). Each app registers its nouns when it starts.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet


def topic_of(subject: Model) -> list[str]:
    """Return the one topic a record has by itself, such as `request-48213`."""
    return [f"{noun_of(subject).key}-{subject.pk}"]


def reference_of(subject: Model) -> str:
    """Return how a record is named where its title is not for all, such as `person-12`."""
    return f"{noun_of(subject).key}-{subject.pk}"


@dataclass(frozen=True, slots=True)
class Noun:
    """One sort of record: its key, its model, and how to title, address, guard and announce it."""

    key: str
    model: type[Model]
    title: Callable[[Model], str]
    address: Callable[[Model], str]
    visible_to: Callable[..., QuerySet]
    topics: Callable[[Model], list[str]] = topic_of
    reference: Callable[[Model], str] = reference_of


_nouns: dict[str, Noun] = {}
_by_model: dict[type[Model], Noun] = {}


def register(noun: Noun) -> None:
    """Add a noun; two with one key stop the start."""
    if _nouns.setdefault(noun.key, noun) != noun:
        raise TypeError(f"two nouns share the key {noun.key!r}")
    _by_model[noun.model] = noun


def noun(key: str) -> Noun:
    """Return the noun with this key, or raise KeyError."""
    return _nouns[key]


def noun_of(subject: Model) -> Noun:
    """Return the noun of this record, or raise KeyError when its app registered none."""
    return _by_model[subject.__class__]


def all_nouns() -> list[Noun]:
    """Return every noun in the order of their keys."""
    return [_nouns[key] for key in sorted(_nouns)]


def is_noun(key: str) -> bool:
    """Tell whether a noun with this key is registered."""
    return key in _nouns


def find(person: object, key: str, pk: int) -> Model | None:
    """Return the record named by the pair, if there is one that this person may see."""
    if not is_noun(key):
        return None
    return noun(key).visible_to(person).filter(pk=pk).first()
