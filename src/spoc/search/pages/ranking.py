"""What the palette offers for some words: places, and what can be done on the page at hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from spoc.kit.text import one_line
from spoc.search.rules import fit

MOST_HERE = 60
# without words: what was used last, and the first of what there is
AT_FIRST = 6
MOST = 12


class Offered(Protocol):
    """Something the palette offers, by its name."""

    @property
    def label(self) -> str | Promise:
        """What it is called."""

    @property
    def token(self) -> str:
        """What a browser remembers of it."""


Thing = TypeVar("Thing", bound=Offered)


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do on the page at hand, as the page calls it, by its place among those."""

    place: int
    label: str
    key: str = ""

    @property
    def token(self) -> str:
        """What a browser remembers of it."""
        return f"do:{self.label}"


def acts_of(said: Sequence[str]) -> list[Act]:
    """Return what a page says can be done on it: each a key and a name, with a bar between."""
    acts: dict[str, Act] = {}
    for place, each in enumerate(said[:MOST_HERE]):
        key, _bar, label = each.partition("|")
        label = one_line(label, 80)
        if label:
            acts.setdefault(label, Act(place, label, one_line(key, 20)))
    return list(acts.values())


def ranked(things: Sequence[Thing], words: str, recent: Sequence[str]) -> list[Thing]:
    """Return the things that fit the words in some language: the best first, the latest of them.

    Without words, what was used last comes first.
    """
    lately = {token: place for place, token in enumerate(recent)}
    found = [
        (place, lately.get(thing.token, len(lately)), number, thing)
        for number, thing in enumerate(things)
        if (place := fit(names_of(thing.label), words)) is not None
    ]
    found.sort(key=lambda each: each[:3])
    return [thing for *_rank, thing in found][: MOST if words.strip() else AT_FIRST]


def names_of(label: str | Promise) -> set[str]:
    """Return what something is called in every language: many people type the other one."""
    if isinstance(label, str):
        return {label, *_in_other_languages().get(label, ())}
    names = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            names.add(str(label))
    return names


@cache
def _in_other_languages() -> dict[str, set[str]]:
    """Return for the words of every catalogue what they are in the source, and the other way."""
    found: dict[str, set[str]] = {}
    for path in _catalogues():
        with open(path, "rb") as file:
            messages = list(read_mo(file))
        for message in messages:
            if isinstance(message.id, str) and isinstance(message.string, str) and message.id:
                found.setdefault(message.id, set()).add(message.string)
                found.setdefault(message.string, set()).add(message.id)
    return found


def _catalogues() -> list[str]:
    paths = [
        f"{folder}/{code}/LC_MESSAGES/django.mo"
        for folder in settings.LOCALE_PATHS
        for code, _name in settings.LANGUAGES
    ]
    return [path for path in paths if Path(path).exists()]
