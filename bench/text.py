"""Invented text whose words are as unevenly common as those of real letters (Zipf)."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass

_FUNCTION_WORDS = (
    "the of and to in a is that it for on was with as by at be this are have from or had not but"
    " what all were when your can said there use an each which she do how their if will up other"
    " about out many then them these so some her would make like him into time has look two more"
    " write see number no way could people my than first been call who its now find long down day"
    " did get come made may part over new work know place year back give most very after our just"
    " name good say great where help through much before line right too same any tell follow came"
    " want show also around form three set put end does another well large must big even such why"
)
FUNCTION_WORDS = _FUNCTION_WORDS.split()
VOCABULARY = 20_000
SENTENCE = 12  # words
SENTENCES = 300_000
WORDS_A_REQUEST = 430  # of all its messages together
RARE, MEDIUM, COMMON = 0.0005, 0.01, 0.2
# a thing's own name: no word of the language, and in as many requests of every house
NAME, NAMED = "kestrelvoss", 100

_SOUNDS = "b c d f g h j k l m n p r s t v w br cl dr fr gr pl pr sl st tr th sh ch qu"
_ONSETS = _SOUNDS.split()
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou", "io"]
_ENDS = ["", "", "n", "r", "s", "t", "l", "m", "nd", "st", "ck"]


def vocabulary(dice: random.Random, size: int = VOCABULARY) -> list[str]:
    """Return words that can be said, the commonest first: real small words, then invented ones.

    >>> words = vocabulary(random.Random(7), 300)
    >>> len(words), len(set(words)), words[0]
    (300, 300, 'the')
    """
    words = dict.fromkeys(FUNCTION_WORDS)
    while len(words) < size:
        syllables = 2 if len(words) < 4_000 else 3
        parts = (dice.choice(_ONSETS) + dice.choice(_VOWELS) for _nth in range(syllables))
        words["".join(parts) + dice.choice(_ENDS)] = None
    return list(words)


@dataclass(frozen=True, slots=True)
class Language:
    """The words there are, and sentences made of them."""

    words: list[str]
    sentences: list[str]

    def text(self, dice: random.Random, words: int) -> str:
        """Return a text of about so many words."""
        return " ".join(dice.choices(self.sentences, k=max(1, round(words / SENTENCE))))

    def title(self, dice: random.Random) -> str:
        """Return the beginning of a sentence: three to eight words."""
        words = dice.choice(self.sentences).removesuffix(".").split()
        return " ".join(words[: dice.randint(3, 8)])


def learn(seed: int, sentences: int = SENTENCES) -> Language:
    """Return a language, the same one for the same seed."""
    dice = random.Random(seed)
    words = vocabulary(dice)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    drawn = dice.choices(words, cum_weights=weights, k=SENTENCE * sentences)
    cut = (" ".join(drawn[at : at + SENTENCE]) for at in range(0, len(drawn), SENTENCE))
    return Language(words, [f"{each.capitalize()}." for each in cut])


def sought(words: Sequence[str], share: float) -> str:
    """Return the invented word that stands in about this share of all requests.

    None is taken with which another word begins: a search for it finds those as well.

    >>> sought(vocabulary(random.Random(7)), COMMON) == sought(vocabulary(random.Random(7)), RARE)
    False
    """
    every = sum(1 / rank for rank in range(1, len(words) + 1))
    ordered = sorted(words)
    followed = {a for a, b in itertools.pairwise(ordered) if b.startswith(a)}

    def distance(rank: int) -> float:
        return abs(1 - (1 - 1 / (rank * every)) ** WORDS_A_REQUEST - share)

    alone = (
        rank
        for rank in range(len(FUNCTION_WORDS) + 1, len(words) + 1)
        if words[rank - 1] not in followed
    )
    return words[min(alone, key=distance) - 1]
