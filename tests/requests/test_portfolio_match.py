"""What there is already is found by what both say, in English and Swedish."""

import pytest

from spoc.requests.rules.portfolio_match import MOST, Candidate, likely, stems

SIGN = Candidate(
    "offering",
    1,
    ("Digital signing", "Digital signering"),
    "Digital signing Digital signering sign documents underskrift dokument",
    service=10,
    category=5,
)
PRINT = Candidate("service", 11, ("Printing", "Utskrift"), "Printing Utskrift skrivare paper", 11)
MAIL = Candidate("service", 12, ("Mail and calendar",), "Mail calendar invitations", 12)
ALL = [SIGN, PRINT, MAIL]


@pytest.mark.parametrize(
    ("need", "found"),
    [
        ("We want to sign our journals with digital signing", [1]),
        ("Vi vill kunna signera dokument med digital signering", [1]),
        ("Utskrift från mobilen till skrivare", [11]),
        ("A new service for the cafeteria menu", []),
        ("", []),
    ],
)
def test_a_need_finds_what_says_the_same(need, found):
    assert [each.candidate.pk for each in likely(need, ALL)] == found


def test_the_reason_is_the_words_both_say():
    [match] = likely("Printing from a telephone", ALL)
    assert match.words == ("printing",)
    assert not match.is_same_category


def test_the_same_category_or_its_service_makes_it_likelier():
    need = "digital journals"
    [plain] = likely(need, ALL)
    [by_category] = likely(need, ALL, category=5)
    [by_service] = likely(need, ALL, service=10)
    assert by_category.score == by_service.score > plain.score
    assert by_category.is_same_category


def test_a_category_alone_is_no_match():
    assert likely("cafeteria", ALL, service=11) == []


def test_the_likeliest_come_first_and_no_more_than_five():
    many = [Candidate("service", n, (f"Printing {n}",), "Printing", n) for n in range(20, 40)]
    found = likely("Printing 23", many)
    assert len(found) == MOST
    assert found == sorted(found, key=lambda each: -each.score)


def test_words_that_stand_everywhere_say_nothing():
    assert stems("We would like a new service for our system") == {}
