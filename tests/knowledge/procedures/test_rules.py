"""The life of a procedure by its table, what a text lacks, and when it is looked at again."""

from datetime import date

import pytest

from spoc.knowledge.rules.procedure import MOVES, State, is_lawful, lacks, moves_from, review_on

LAWFUL = {
    ("revise", "draft"): "draft",
    ("revise", "approved"): "draft",
    ("approve", "draft"): "approved",
    ("publish", "approved"): "published",
    ("supersede", "published"): "superseded",
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.verb)
def test_only_the_moves_of_the_table_are_lawful(move, state):
    assert is_lawful(move.verb, state) == ((move.verb, str(state)) in LAWFUL)


def test_each_move_leads_where_the_table_says():
    found = {(each.verb, str(s)): str(each.target) for each in MOVES for s in each.sources}
    assert found == LAWFUL


def test_what_is_over_stays_over():
    assert moves_from("superseded") == []


@pytest.mark.parametrize(
    ("title", "words", "told", "wrong"),
    [
        ("How", "So.", {}, {}),
        ("", "So.", {}, {"title": "title"}),
        ("How", "", {}, {"words": "words"}),
        ("How", "So.", {"sv": {"title": "", "words": ""}}, {}),
        ("How", "So.", {"sv": {"title": "Hur", "words": "Så."}}, {}),
        ("How", "So.", {"sv": {"title": "", "words": "Så."}}, {"title_sv": "half"}),
    ],
)
def test_a_text_is_whole_in_every_language_it_is_in(title, words, told, wrong):
    assert lacks(title, words, told) == wrong


@pytest.mark.parametrize(
    ("begins", "months", "day"),
    [
        (date(2026, 11, 23), 12, date(2027, 11, 23)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
    ],
)
def test_it_is_looked_at_again_after_so_many_months(begins, months, day):
    assert review_on(begins, months) == day
