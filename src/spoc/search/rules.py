"""Reading what somebody types to find: a number, words, and where they stand in a title."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from spoc.kit.text import sort_key, tidy

NUMBER = re.compile(r"\s*(?:r-?\s?)?(\d{1,18})\s*", re.IGNORECASE)
WORD = re.compile(r"\w+")
NEAR = 0.7
LONGEST = 200
SHORT = 2


# by which the index finds what is new: each document has a word for the span its number is in
ERA, AGE = ("era", 1_024), ("age", 16_384)
Span = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody typed: in the language of search engines, each word whole, the last begun."""

    words: str
    whole: str
    early: str
    is_short: bool


def asked_in(words: str) -> Asked | None:
    """Return what is asked for by some words; None where they say nothing.

    >>> asked_in("Label pri")
    Asked(words='Label pri', whole='Label & pri', early='Label & pri:*', is_short=False)
    >>> asked_in("&|!") is None
    True
    """
    clean = " ".join(tidy(words).split())[:LONGEST]
    parts = WORD.findall(clean)
    if not parts:
        return None
    early = [*parts[:-1], f"{parts[-1]}:*"]
    return Asked(clean, " & ".join(parts), " & ".join(early), len("".join(parts)) <= SHORT)


def spans_of(number: int) -> list[str]:
    """Return the words for when a record was made.

    >>> spans_of(40_000)
    ['era:39', 'age:2']
    """
    return [f"{name}:{number // size}" for name, size in (ERA, AGE)]


def number_in(words: str) -> int | None:
    """Return the number of a request somebody means, with or without its letter.

    >>> number_in("R-48213"), number_in(" 48213 "), number_in("48213 printer")
    (48213, 48213, None)
    """
    match = NUMBER.fullmatch(words)
    return int(match.group(1)) if match else None


def marked(title: str, words: str) -> list[tuple[str, bool]]:
    """Return a title in pieces, and of each whether it is what was asked for.

    >>> marked("Old PACS studies", "pacs st")
    [('Old ', False), ('PACS', True), (' ', False), ('st', True), ('udies', False)]
    """
    asked = sorted(set(WORD.findall(words)), key=len, reverse=True)
    if not asked:
        return [(title, False)]
    signs = "|".join(re.escape(word) for word in asked)
    pieces = re.split(rf"(?<!\w)({signs})", title, flags=re.IGNORECASE)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]


def nearest(words: str, titles: Iterable[str]) -> str | None:
    """Return the words with those that stand in no title replaced by the likest that do.

    >>> nearest("label printr", ["R-1 Label printer prints blank"])
    'label printer'
    >>> nearest("label printer", ["R-1 Label printer prints blank"]) is None
    True
    """
    known = list(dict.fromkeys(word for title in titles for word in _words(title)))
    asked = _words(words)
    better = [_nearest(word, known) for word in asked]
    return " ".join(better) if better != asked else None


def fit(names: Iterable[str], words: str) -> int | None:
    """Return how well something of these names fits the words typed; None where it does not.

    0 when a name begins with them, 1 when the words of a name begin with each of them.

    >>> fit(["Assigned to me", "Mina"], "me"), fit(["Assigned to me"], "assi"), fit(["Live"], "x")
    (1, 0, None)
    """
    asked = sort_key(words)
    found = [place for name in names if (place := _fit(sort_key(name), asked)) is not None]
    return min(found, default=None)


def _fit(name: str, asked: str) -> int | None:
    if name.startswith(asked):
        return 0
    known = name.split()
    return (
        1 if all(any(word.startswith(each) for word in known) for each in asked.split()) else None
    )


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _nearest(word: str, known: Sequence[str]) -> str:
    if any(each.startswith(word) for each in known):
        return word
    return next(iter(get_close_matches(word, known, n=1, cutoff=NEAR)), word)
