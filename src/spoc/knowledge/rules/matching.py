"""How well something known fits what somebody writes, and by which words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from spoc.kit.text import tidy

KINDS = ("outage", "duplicate", "known_error", "article", "offering")
# below this, nothing is suggested; from these on, a match is fair and strong
SUGGEST_FROM, FAIR_FROM, STRONG_FROM = 0.36, 0.5, 0.7
# two words this alike are one word, misspelt
SAME_WORD = 0.55
READ, WORDS_READ, SHORTEST, STEM = 1_500, 24, 3, 4
# so many words of what is written are enough to be matched in full
ENOUGH = 4
BODY_WORDS = 80
SAYING_NOTHING = """
about after again aldrig all alla allt also and any anything are asks att bara because been
before behöver blev blir but både börjar can cannot could dag dagen de dem den denna det detta
did dig din dina dit ditt does doing don down där då each efter eller en ett every fast finns
flera for fram from från fungerar funkar får fått för före get gets getting gick got gånger går
gör göra ha had hade han har has have having hej hela hello help henne her here him his hittar
hjälp hjälpa hon honom how hur här i idag igen igår in inga ingen inget innan inte into its jag
just kan keeps know kom kommer kunde kunna like longer längre mer mig min mina mitt more most
mot much mycket måste need needs new not now nu ny nytt när någon något några och också off om
once one only oss other our out over please på redan says sedan seem seems ser she should sig
sin sina since sitt ska skulle sluta slutat som some something still such så tack tell than
thank thanks that the their them then there these they thing this those though through till
tills time today told too trots try trying under undrar until upp use used using ut utan vad var
varför varit varje varken verkar very vi vid vilken vill visar väldigt vår våra vårt want wants
was way were what when where which while who why will with without won wonder work working works
would yes yesterday you your än ändå är åt över
"""
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
STOP = frozenset(SAYING_NOTHING.split())


@dataclass(frozen=True, slots=True)
class Known:
    """Something known that may fit: its names, what is told of it, and how it did so far."""

    titles: tuple[str, ...]
    told: str = ""
    named: tuple[str, ...] = ()
    is_about: bool = False
    solved: int = 0
    tried: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """How well something fits, 0 to 1, and by which of the words, the telling ones first."""

    score: float = 0.0
    words: tuple[str, ...] = ()
    is_about: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether it is worth somebody's eyes."""
        return self.score >= SUGGEST_FROM

    @property
    def degree(self) -> int:
        """How good a match it is, 1 to 3, as pages draw it."""
        return 1 + (self.score >= FAIR_FROM) + (self.score >= STRONG_FROM)


class Body:
    """The words something is told in, by their first letters: a slip is seldom made there."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = set(words)
        self.by_first: dict[str, list[str]] = {}
        for word in self.words:
            self.by_first.setdefault(word[0], []).append(word)

    def nearest(self, word: str) -> float:
        """Return how near the nearest of its words is."""
        if word in self.words:
            return 1.0
        near = self.by_first.get(word[0], ())
        return max((nearness(word, other) for other in near), default=0.0)


def words_of(text: str, limit: int = WORDS_READ) -> list[str]:
    """Return the words that tell something, each once, in their order.

    >>> words_of("Hello, the PRINTER on floor 3 does not print!")
    ['printer', 'floor', 'print']
    >>> words_of("Skrivaren på plan 3 fungerar inte")
    ['skrivaren', 'plan']
    """
    found = (word.casefold() for word in WORD.findall(tidy(text[:READ])))
    telling = (word for word in found if len(word) >= SHORTEST and word not in STOP)
    return list(dict.fromkeys(telling))[:limit]


@lru_cache(maxsize=16_384)
def nearness(one: str, other: str) -> float:
    """Return how near two words are: the same, forms of one word, misspelt, or strangers (0).

    >>> nearness("printer", "printer"), nearness("skrivaren", "skrivare")
    (1.0, 0.9)
    >>> nearness("pasword", "password") >= SAME_WORD, nearness("mouse", "house")
    (True, 0.0)
    """
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= STEM and long.startswith(short) and len(long) - len(short) <= STEM:
        return 0.9
    if len(short) > STEM and short[:-2] == long[: len(short) - 2] and len(long) - len(short) <= 2:
        return 0.85
    if len(short) < STEM:
        return 0.0
    likeness = _likeness(one, other)
    return likeness if likeness >= SAME_WORD else 0.0


def body_of(known: Known) -> Body:
    """Return the words something is told in."""
    return Body(words_of(" ".join((*known.titles, *known.named, known.told)), BODY_WORDS))


def weights_of(words: Iterable[str], bodies: Sequence[Body]) -> dict[str, float]:
    """Return how much each word tells: less, the more of what is known it stands in."""
    return {
        word: 1 / (1 + log(max(1, sum(body.nearest(word) > 0 for body in bodies))))
        for word in words
    }


def fit(words: Sequence[str], known: Known, body: Body, weights: Mapping[str, float]) -> Fit:
    """Return how well something fits these words.

    Half is how much of what is written stands in it, the rest how much of one of its names was
    written; being about the service at hand and having solved it before weigh a little.
    """
    near = {word: value for word in words if (value := body.nearest(word))}
    if not near:
        return Fit()
    enough = sum(sorted((weights[word] for word in words), reverse=True)[:ENOUGH])
    weight = sum(weights[word] * value for word, value in near.items())
    said = Body(words)
    named = max((_covered(title, said) for title in known.titles), default=0.0)
    is_about = known.is_about or any(_covered(name, said) >= 1 for name in known.named)
    score = 0.5 * min(1.0, weight / enough) + 0.38 * named + 0.06 * is_about
    score += 0.06 * known.solved / (known.tried + 1)
    telling = sorted(near, key=lambda word: (-weights[word] * near[word], word))
    return Fit(round(score, 4), tuple(telling[:3]), is_about)


def rank(words: Sequence[str], known: Mapping[int, Known], *, limit: int) -> list[tuple[int, Fit]]:
    """Return the keys of what fits well enough, the best first.

    >>> known = {1: Known(("Printer prints blank pages",)), 2: Known(("New phone",))}
    >>> [key for key, fit in rank(words_of("the printer gives blank pages"), known, limit=5)]
    [1]
    """
    bodies = {key: body_of(each) for key, each in known.items()}
    weights = weights_of(words, list(bodies.values()))
    fits = [(key, fit(words, each, bodies[key], weights)) for key, each in known.items()]
    enough = [(key, found) for key, found in fits if found.is_enough]
    return sorted(enough, key=lambda pair: (-pair[1].score, -pair[0]))[:limit]


def _covered(title: str, said: Body) -> float:
    """Return how much of a name was written."""
    parts = words_of(title)
    return sum(said.nearest(part) for part in parts) / len(parts) if parts else 0.0


def _likeness(one: str, other: str) -> float:
    """Return the share of trigrams two words have in common."""
    a, b = _trigrams(one), _trigrams(other)
    return len(a & b) / len(a | b)


def _trigrams(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))
