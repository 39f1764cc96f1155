"""Reading what somebody types to find: a number, words, and where they stand in a title."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from spoc.kit.text import sort_key

NUMBER = re.compile(r"\s*(?:r-?\s?)?(\d{1,18})\s*", re.IGNORECASE)
WORD = re.compile(r"\w+")
NEAR = 0.7


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
