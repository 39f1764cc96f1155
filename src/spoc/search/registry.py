"""What each noun gives to be found: its title and its words, the desk's own apart."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True)
class Findable:
    """The words of one record: what all who see it may find it by, and what only the desk may."""

    title: str
    public: str
    internal: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """How to read a noun's words, and whose internal words a person may search."""

    describe: Callable[[Model], Findable]
    inside: Callable[..., QuerySet] | None = None


_sources: dict[str, Source] = {}


def findable(
    noun: str, describe: Callable[..., Findable], inside: Callable[..., QuerySet] | None = None
) -> None:
    """Let the records of a noun be found."""
    _sources[noun] = Source(describe, inside)


def source(noun: str) -> Source | None:
    """Return how a noun is found, if it is."""
    return _sources.get(noun)
