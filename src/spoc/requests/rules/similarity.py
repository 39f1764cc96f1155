"""Whether two requests are about the same thing."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

SUGGEST_FROM = 0.60
# of titles less alike than this, nothing else makes up for the rest while no item is compared
WORDS_FROM = 0.60
RECENT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is compared of a request besides its title."""

    title: str
    created_at: datetime
    item: int | None = None
    service: int | None = None
    category: int | None = None


def trigrams(words: str) -> frozenset[str]:
    """Return the trigrams of the words as PostgreSQL's pg_trgm cuts them.

    >>> sorted(trigrams("Cat"))
    ['  c', ' ca', 'at ', 'cat']
    """
    return frozenset(
        padded[i : i + 3]
        for word in re.findall(r"[^\W_]+", words.lower())
        for padded in [f"  {word} "]
        for i in range(len(padded) - 2)
    )


def trigram_similarity(one: str, other: str) -> float:
    """Return the share of trigrams two texts have in common, 0 to 1.

    >>> round(trigram_similarity("Cannot print on floor 3 printer", "Printer floor 3 printing"), 2)
    0.52
    """
    a, b = trigrams(one), trigrams(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def likeness(one: Likeness, other: Likeness, *, text: float | None = None) -> float:
    """Return how alike two requests are, 0 to 1; `text` when the title's part is known already.

    What neither has says nothing about them: only a known item, service or category is the same.
    """
    words = trigram_similarity(one.title, other.title) if text is None else text
    return (
        0.50 * words
        + 0.20 * _same(one.item, other.item)
        + 0.15 * _same(one.service, other.service)
        + 0.10 * _same(one.category, other.category)
        + 0.05 * (abs(one.created_at - other.created_at) <= RECENT)
    )


def _same(one: int | None, other: int | None) -> bool:
    return one is not None and one == other
