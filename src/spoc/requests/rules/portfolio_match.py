"""Whether something there is already meets a need: the words both say, and the category.

English and Swedish; a suggestion with its reason, never a decision.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 5
FROM = 0.25
# so much of a word stands for all its endings: journals and journal, skrivare and skrivaren
STEM = 6
SHORTEST = 3
_SAID_OF_ALL = """
    the and for with that this are our you your from have has would like want need needs new
    service services system not can could able all any more when where which what who will also
    they their them there into than then been being about only some such
    och att det som för med den har vill kan inte till från ett en vår våra ska skulle behöver
    behov ny nytt nya tjänst tjänster system detta denna dessa alla något någon när där vilken
    vilket vilka över under efter eller men också bara mycket flera
"""
_COMMON = frozenset(_SAID_OF_ALL.split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something the catalogue holds: its names in each language, and all that is said of it."""

    noun: str
    pk: int
    names: tuple[str, ...]
    words: str
    service: int
    category: int | None = None


@dataclass(frozen=True, slots=True)
class Likely:
    """A candidate that may do: how likely, and why: the words in common, the same sort."""

    candidate: Candidate
    score: float
    words: tuple[str, ...]
    is_same_category: bool = False


def stems(text: str) -> dict[str, str]:
    """Return the words that tell something, by their stem.

    >>> sorted(stems("We would like digital signing of journals"))
    ['digita', 'journa', 'signin']
    """
    found = re.findall(r"[^\W_]+", text.lower())
    told = [word for word in found if len(word) >= SHORTEST and word not in _COMMON]
    return {word[:STEM]: word for word in reversed(told)}


def likely(
    need: str,
    candidates: Iterable[Candidate],
    *,
    category: int | None = None,
    service: int | None = None,
) -> list[Likely]:
    """Return what may meet a need already, the likeliest first; `service` is the category's."""
    asked = stems(need)
    found = [
        _weighed(asked, each, is_same=_is_same(each, category, service)) for each in candidates
    ]
    worth = [each for each in found if each.score >= FROM and each.words]
    return sorted(worth, key=lambda each: (-each.score, each.candidate.names))[:MOST]


def _weighed(asked: dict[str, str], candidate: Candidate, *, is_same: bool) -> Likely:
    names = [stems(name) for name in candidate.names]
    in_name = {stem for name in names for stem in asked.keys() & name.keys()}
    in_words = (asked.keys() & stems(candidate.words).keys()) - in_name
    # what stands in a name says the most; so do few words that are nearly all the name has
    share = max((len(asked.keys() & name.keys()) / len(name) for name in names if name), default=0)
    score = min(1.0, 0.6 * share + 0.15 * len(in_words) + (0.2 if is_same else 0.0))
    words = tuple(sorted(asked[stem] for stem in in_name | in_words))
    return Likely(candidate, round(score, 2), words, is_same)


def _is_same(candidate: Candidate, category: int | None, service: int | None) -> bool:
    same_category = category is not None and candidate.category == category
    return same_category or (service is not None and candidate.service == service)
