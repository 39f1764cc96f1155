"""How well history teaches, beside scikit-learn on the same folds: part of `make bench`."""

import csv
import gzip
import os
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

FOLDS = 5
FEW = 200
Example = tuple[str, str]
Teacher = Callable[[Sequence[Example]], Callable[[Sequence[str]], Sequence[str]]]


def lines() -> list[str]:
    """Return the figures in lines; one that says what is missing where there are no texts.

    SPOC_TICKET_TEXTS names a packed CSV with a text and its class in each row.
    """
    place = os.environ.get("SPOC_TICKET_TEXTS")
    if not place:
        return ["Suggestions are left out: SPOC_TICKET_TEXTS names no file of texts."]
    with gzip.open(Path(place), "rt", encoding="utf-8", newline="") as file:
        _head, *rows = csv.reader(file)
    examples = [(text, label) for text, label, *_rest in rows]
    random.Random(1).shuffle(examples)
    return [
        _compared(f"{len(examples):,} texts", examples, None),
        _compared(f"the same, learned from {FEW}", examples, FEW),
    ]


def _compared(name: str, examples: Sequence[Example], most: int | None) -> str:
    ours, spent = _share_right(_ours, examples, most)
    theirs, _spent = _share_right(_theirs, examples, most)
    each = spent / len(examples) * 1e6
    return f"{name}: ours {ours:.4f}, TF-IDF with LinearSVC {theirs:.4f}, {each:.0f} us a guess"


def _share_right(
    teach: Teacher, examples: Sequence[Example], most: int | None
) -> tuple[float, float]:
    """Return the share of right guesses over all folds, and the seconds all guesses took."""
    right, spent = 0, 0.0
    for fold in range(FOLDS):
        asked = examples[fold::FOLDS]
        taught = [each for at, each in enumerate(examples) if at % FOLDS != fold]
        answer = teach(taught[:most])
        began = time.perf_counter()
        said = answer([text for text, _label in asked])
        spent += time.perf_counter() - began
        right += sum(mine == label for mine, (_text, label) in zip(said, asked, strict=True))
    return right / len(examples), spent


def _ours(examples: Sequence[Example]) -> Callable[[Sequence[str]], Sequence[str]]:
    from spoc.requests.rules.learning import guess, learn

    learned = learn(examples)

    def answer(texts: Sequence[str]) -> list[str]:
        found = (guess(learned, text) for text in texts)
        return [each.label if each else "" for each in found]

    return answer


def _theirs(examples: Sequence[Example]) -> Callable[[Sequence[str]], Sequence[str]]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    texts, labels = zip(*examples, strict=True)
    words, model = TfidfVectorizer(), LinearSVC()
    model.fit(words.fit_transform(texts), labels)
    return lambda asked: list(model.predict(words.transform(asked)))
