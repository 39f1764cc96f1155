"""What history teaches: a classifier that names its words, tried before it is trusted."""

import random

import pytest

from spoc.requests.models.lesson import packed, unpacked
from spoc.requests.rules.learning import Trial, guess, learn, try_out

ABOUT = {
    "printer": ["printer", "paper", "toner", "prints", "jam", "tray"],
    "mail": ["mail", "inbox", "outlook", "calendar", "attachment", "sender"],
    "access": ["password", "locked", "account", "access", "permission", "folder"],
}
COMMON = ["hello", "please", "help", "thanks", "today", "the", "we", "our", "cannot", "monday"]


def history(count: int, seed: int = 7, noise: float = 0.0) -> list[tuple[str, str]]:
    """Return texts made of the words of one subject and of words all have in common."""
    dice, found = random.Random(seed), []
    for _ in range(count):
        subject = dice.choice(list(ABOUT))
        words = dice.choices(ABOUT[subject], k=3) + dice.choices(COMMON, k=5)
        dice.shuffle(words)
        label = dice.choice(list(ABOUT)) if dice.random() < noise else subject
        found.append((" ".join(words), label))
    return found


@pytest.fixture(scope="module")
def learned():
    return learn(history(150))


@pytest.mark.parametrize("subject", ABOUT)
def test_a_text_is_known_by_its_words_and_they_are_named(learned, subject):
    said = ABOUT[subject][:2]
    found = guess(learned, f"Hello, our {said[0]} and {said[1].upper()}, please!")
    assert found.label == subject
    assert set(found.words[:2]) == set(said)
    assert found.lead > 0


def test_of_words_nobody_ever_said_nothing_is_guessed(learned):
    assert guess(learned, "Xyzzy plugh?") is None
    assert guess(learned, "") is None


def test_where_all_are_of_one_class_nothing_is_guessed():
    assert guess(learn([("printer jam", "printer")] * 5), "printer") is None


def test_the_same_examples_teach_the_same():
    assert learn(history(60)) == learn(history(60))


def test_a_word_of_one_text_only_is_left_out_among_many():
    many = [*history(1000), ("quokka printer", "printer")]
    assert "quokka" not in learn(many).places
    assert "quokka" in learn(many[-100:]).places


def test_it_is_right_about_what_it_never_saw():
    asked = history(200, seed=99)
    learned = learn(history(200))
    right = sum(guess(learned, text).label == label for text, label in asked)
    assert right >= 190


def test_the_lead_from_which_on_it_may_be_trusted_comes_of_a_trial():
    trial = try_out(history(600, noise=0.4))
    assert trial.asked == 120
    assert 60 <= trial.right <= 105
    assert trial.strong_from > trial.fair_from or trial.strong_from == float("inf")


@pytest.mark.parametrize(("lead", "strength"), [(0.1, 1), (0.2, 2), (0.5, 3), (9.0, 3)])
def test_a_wider_lead_is_stronger(lead, strength):
    assert Trial(10, 9, fair_from=0.2, strong_from=0.5).strength(lead) == strength


def test_what_was_learned_comes_back_from_bytes(learned):
    again = unpacked(packed(learned))
    assert again.places == learned.places
    for text, _ in history(20, seed=3):
        assert guess(again, text).label == guess(learned, text).label
        assert guess(again, text).words == guess(learned, text).words
