"""What fits what somebody writes: in both languages, misspelt, and by telling words only."""

import pytest

from spoc.knowledge.rules.matching import (
    SAME_WORD,
    Fit,
    Known,
    body_of,
    fit,
    nearness,
    rank,
    weights_of,
    words_of,
)

KNOWN = {
    1: Known(
        ("Open studies from the local cache", "Öppna undersökningar från den lokala cachen"),
        "Images from the archive are slow or do not come.",
    ),
    2: Known(
        ("Outlook asks for the password again and again",),
        "The box for the password comes back after every start.",
    ),
    3: Known(("Reset your password", "Byt ditt lösenord"), "Du har glömt ditt lösenord."),
    4: Known(("Labels print blank", "Etiketter skrivs ut tomma"), "Etikettskrivaren ger tomt."),
    5: Known(("Connect to the VPN from home", "Anslut till VPN hemifrån"), named=("VPN",)),
}


@pytest.mark.parametrize(
    ("said", "best"),
    [
        ("My outlok keeps asking for my pasword since this morning", 2),
        ("I forgot my password", 3),
        ("Jag har glömt mitt lösenord", 3),
        ("Etikettskrivaren skriver ut tomma etiketter", 4),
        ("cannot connect to vpn", 5),
        ("The images are so slow today", 1),
    ],
)
def test_the_symptom_finds_what_is_known_of_it(said, best):
    assert rank(words_of(said), KNOWN, limit=3)[0][0] == best


@pytest.mark.parametrize(
    "said",
    ["I want a new chair", "When are you open on Friday?", "Hej, hur gör man?", "", "?!", "a b c"],
)
def test_what_nothing_is_known_of_is_given_nothing(said):
    assert rank(words_of(said), KNOWN, limit=5) == []


def test_the_reason_names_the_words_that_fit():
    found = rank(words_of("the archive is slow, no images"), KNOWN, limit=1)[0][1]
    assert set(found.words) == {"archive", "slow", "images"}


def test_a_rare_word_tells_more_than_a_common_one():
    weights = weights_of(["password", "outlook"], [body_of(each) for each in KNOWN.values()])
    assert weights["outlook"] > weights["password"]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("pasword", "password", True),
        ("outlok", "outlook", True),
        ("skrivaren", "skrivare", True),
        ("printing", "printer", True),
        ("mouse", "house", False),
        ("vpn", "vpm", False),
        ("port", "sport", False),
    ],
)
def test_forms_and_slips_are_one_word_and_strangers_are_not(one, other, is_same):
    assert (nearness(one, other) >= SAME_WORD) is is_same
    assert nearness(one, other) == nearness(other, one)


def test_what_solved_it_before_comes_first():
    twins = {1: Known(("Printer is slow",)), 2: Known(("Printer is slow",), solved=9, tried=10)}
    assert [key for key, _fit in rank(["printer", "slow"], twins, limit=2)] == [2, 1]


def test_what_is_about_the_service_at_hand_comes_first():
    twins = {1: Known(("Printer is slow",)), 2: Known(("Printer is slow",), is_about=True)}
    best = rank(["printer", "slow"], twins, limit=2)[0]
    assert best[0] == 2
    assert best[1].is_about


def test_naming_the_service_is_being_about_it():
    found = fit(["vpn"], KNOWN[5], body_of(KNOWN[5]), {"vpn": 1.0})
    assert found.is_about


def test_no_more_than_asked_for_are_given():
    many = {key: Known(("Printer is slow",)) for key in range(1, 20)}
    assert len(rank(["printer", "slow"], many, limit=4)) == 4


@pytest.mark.parametrize(
    ("score", "degree", "is_enough"),
    [(0.2, 1, False), (0.4, 1, True), (0.5, 2, True), (0.9, 3, True)],
)
def test_a_fit_says_how_good_it_is(score, degree, is_enough):
    found = Fit(score)
    assert (found.degree, found.is_enough) == (degree, is_enough)


def test_very_long_words_are_read_in_part():
    assert len(words_of(" ".join(f"word{n:04d}" for n in range(5_000)))) == 24
