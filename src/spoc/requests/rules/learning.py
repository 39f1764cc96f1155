"""Learn from the texts of the past what a new one is about, and say which words led to it.

A linear classifier, one class against the rest: support vectors with squared hinge loss, found by
dual coordinate descent (Hsieh and others, "A dual coordinate descent method for large-scale linear
SVM", ICML 2008), on words weighed by how often a text says them and how few texts do.
"""

import math
import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]{2,}")
MOST_WORDS = 400
# one over the cost of an example on the wrong side, halved: what the squared loss adds
GIVE = 0.5
CLOSE_ENOUGH = 0.1
MOST_ROUNDS = 20
# from the second round on, an example this far on its right side is left out until the end
FAR = 0.5
MOST_REASONS = 3
# among many texts a word that only one of them says teaches nothing of the others
MANY = 1000
HELD_BACK = 5
FAIR, STRONG = 0.7, 0.9
LEAST_TRIED = 20

Vector = tuple[list[int], list[float]]


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned: each known word's place and rarity, and its weight for each class.

    The last weight of a class is that of no word at all: how common the class is.
    """

    places: Mapping[str, int]
    rarity: Sequence[float]
    weights: Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Guess:
    """A class, its lead before the next, and the words that speak for it, the strongest first."""

    label: str
    lead: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """How guesses came out on examples held back: from which lead on they are fair, and strong."""

    asked: int
    right: int
    fair_from: float
    strong_from: float

    def strength(self, lead: float) -> int:
        """Return how far a guess with such a lead may be trusted: 1 weak, 2 fair, 3 strong."""
        return 1 + (lead >= self.fair_from) + (lead >= self.strong_from)


def learn(examples: Sequence[tuple[str, str]], seed: int = 1) -> Learned:
    """Learn from pairs of a text and its class; the same examples always teach the same."""
    texts = [_counted(text) for text, _ in examples]
    found = Counter(word for text in texts for word in text)
    least = 2 if len(texts) > MANY else 1
    known = sorted(word for word, count in found.items() if count >= least)
    places = {word: place for place, word in enumerate(known)}
    rarity = [math.log((1 + len(texts)) / (1 + found[word])) + 1 for word in places]
    rows = [_vector(text, places, rarity) for text in texts]
    weights = {
        label: _separate(
            rows, [1 if each == label else -1 for _, each in examples], len(places), seed
        )
        for label in sorted({label for _, label in examples})
    }
    return Learned(places, rarity, weights)


def guess(learned: Learned, text: str) -> Guess | None:
    """Return what a text seems to be about; None when it says no word that is known."""
    said = _counted(text)
    row = _vector(said, learned.places, learned.rarity)
    if not row[0] or len(learned.weights) < 2:
        return None
    scores = {label: _side(row, weights) for label, weights in learned.weights.items()}
    best, next_best = sorted(scores, key=lambda label: -scores[label])[:2]
    words = _reasons(said, learned, learned.weights[best])
    return Guess(best, scores[best] - scores[next_best], words)


def try_out(examples: Sequence[tuple[str, str]], seed: int = 1) -> Trial:
    """Learn from four fifths of the examples and guess the rest."""
    mixed = list(examples)
    random.Random(seed).shuffle(mixed)
    asked = mixed[::HELD_BACK]
    learned = learn([each for at, each in enumerate(mixed) if at % HELD_BACK], seed)
    made = [(found, label) for text, label in asked if (found := guess(learned, text))]
    outcomes = sorted(((found.lead, found.label == label) for found, label in made), reverse=True)
    right = sum(is_right for _, is_right in outcomes)
    return Trial(len(asked), right, _from(outcomes, FAIR), _from(outcomes, STRONG))


def _from(outcomes: Sequence[tuple[float, bool]], share: float) -> float:
    """Return the least lead from which on so large a share is right; never, where none is.

    Where that holds of all guesses together, any lead will do.
    """
    least, right = math.inf, 0
    for count, (lead, is_right) in enumerate(outcomes, start=1):
        right += is_right
        if count >= LEAST_TRIED and right >= share * count:
            least = lead if count < len(outcomes) else 0.0
    return least


def _counted(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold())[:MOST_WORDS])


def _vector(text: Counter[str], places: Mapping[str, int], rarity: Sequence[float]) -> Vector:
    """Return the places of the words that are known and their weights, of length one in all."""
    known = [(places[word], count) for word, count in text.items() if word in places]
    values = [count * rarity[place] for place, count in known]
    length = math.hypot(*values) or 1.0
    return [place for place, _ in known], [value / length for value in values]


def _side(row: Vector, weights: Sequence[float]) -> float:
    total = weights[-1]
    for place, value in zip(*row, strict=True):
        total += weights[place] * value
    return total


def _reasons(
    text: Mapping[str, int], learned: Learned, weights: Sequence[float]
) -> tuple[str, ...]:
    known = ((word, learned.places[word]) for word in text if word in learned.places)
    says = {word: text[word] * learned.rarity[at] * weights[at] for word, at in known}
    spoken = [word for word in says if says[word] > 0]
    return tuple(sorted(spoken, key=lambda word: (-says[word], word))[:MOST_REASONS])


def _separate(rows: Sequence[Vector], signs: Sequence[int], width: int, seed: int) -> list[float]:
    """Return the weights that part the examples of one class (sign 1) from the others (-1)."""
    weights, pulls = [0.0] * (width + 1), [0.0] * len(rows)
    lengths = [sum(value * value for value in values) + 1 + GIVE for _, values in rows]
    everybody, order = list(range(len(rows))), random.Random(seed)
    left = everybody[:]
    for step in range(MOST_ROUNDS):
        order.shuffle(left)
        worst, near = 0.0, []
        for at in left:
            pull, slope = pulls[at], signs[at] * _side(rows[at], weights) - 1 + GIVE * pulls[at]
            if pull == 0 and slope > FAR and step > 1:
                continue
            near.append(at)
            worst = max(worst, abs(slope) if pull else -min(slope, 0.0))
            pulls[at] = max(pull - slope / lengths[at], 0.0)
            _move(weights, rows[at], (pulls[at] - pull) * signs[at])
        if worst < CLOSE_ENOUGH and len(left) == len(rows):
            break
        left = near if worst >= CLOSE_ENOUGH else everybody[:]
    return weights


def _move(weights: list[float], row: Vector, by: float) -> None:
    if by:
        for place, value in zip(*row, strict=True):
            weights[place] += by * value
        weights[-1] += by
