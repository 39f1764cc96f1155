"""Reading what somebody types to find."""

import pytest

from spoc.search.rules import marked, nearest, number_in


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("48213", 48213),
        ("R-48213", 48213),
        ("r48213", 48213),
        (" R 48213 ", 48213),
        ("48213 printer", None),
        ("R-", None),
        ("", None),
        ("9" * 19, None),
        ("-5", None),
    ],
)
def test_a_number_is_read_with_or_without_its_letter(words, number):
    assert number_in(words) == number


@pytest.mark.parametrize(
    ("title", "words", "stands_out"),
    [
        ("Old PACS studies", "pacs", ["PACS"]),
        ("Old PACS studies", "stud pa", ["PA", "stud"]),
        ("Skrivaren på ward 4", "å 4", ["4"]),
        ("C++ (beta) [x]", "(beta)", ["beta"]),
        ("Printer", "inter", []),
        ("Printer", "", []),
    ],
)
def test_the_beginnings_of_words_that_were_asked_for_stand_out(title, words, stands_out):
    pieces = marked(title, words)
    assert "".join(piece for piece, _ in pieces) == title
    assert [piece for piece, is_asked in pieces if is_asked] == stands_out


@pytest.mark.parametrize(
    ("words", "titles", "meant"),
    [
        ("label printr", ["R-1 Label printer prints blank"], "label printer"),
        ("skrivre", ["R-1 Skrivare", "R-2 Skrivbord"], "skrivare"),
        ("label print", ["R-1 Label printer prints blank"], None),
        ("zzz", ["R-1 Label printer"], None),
        ("zzz", [], None),
    ],
)
def test_a_misspelt_word_is_taken_for_the_likest_known_one(words, titles, meant):
    assert nearest(words, titles) == meant
