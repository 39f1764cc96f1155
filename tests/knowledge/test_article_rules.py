"""The life of an article by table: moves, reviews, the standard, and what differs."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.knowledge.rules import MOVES, Confidence, is_lawful, is_outward, is_wider
from spoc.knowledge.rules.differing import differing, is_same
from spoc.knowledge.rules.review import days_until_next, next_review, rung_at
from spoc.knowledge.rules.standard import (
    Words,
    has_inside,
    is_plain,
    lacking,
    only_inside,
    outward,
    parts,
    standard,
    without_inside,
)

GOOD = Words(
    "The viewer shows no images",
    "The list is empty.",
    "Workstation",
    "Restart the viewer and sign in again, then wait a minute.",
    "",
)
DUE = datetime(2026, 3, 1, 8, tzinfo=UTC)


def test_the_table_of_moves():
    told = {move.verb: ([s.value for s in move.sources], move.target.value) for move in MOVES}
    assert told == {
        "capture": ([], "wip"),
        "resolve": (["wip"], "not_validated"),
        "validate": (["not_validated"], "validated"),
        "publish": (["validated"], "validated"),
        "confirm": (["validated"], "validated"),
        "update": (["validated"], "not_validated"),
        "fall": (["validated"], "not_validated"),
        "archive": (["wip", "not_validated", "validated"], "archived"),
        "restore": (["archived"], "not_validated"),
    }


@pytest.mark.parametrize("confidence", list(Confidence))
def test_what_is_archived_is_only_restored(confidence):
    lawful = [move.verb for move in MOVES if is_lawful(move.verb, confidence)]
    assert (lawful == ["restore"]) == (confidence == "archived")


@pytest.mark.parametrize(
    ("uses", "days"), [(0, 365), (4, 365), (5, 180), (19, 180), (20, 90), (500, 90)]
)
def test_the_more_it_is_used_the_sooner_it_is_reviewed(uses, days):
    assert days_until_next(uses) == days
    assert next_review(DUE, uses) - DUE == timedelta(days=days)


@pytest.mark.parametrize(
    ("late", "rung"),
    [(timedelta(seconds=-1), 0), (timedelta(0), 1), (timedelta(days=14), 2), (timedelta(30), 3)],
)
def test_the_ladder_of_an_overdue_review(late, rung):
    assert rung_at(DUE, DUE + late) == rung


def test_audiences_from_the_narrowest_to_the_widest():
    assert is_wider("partner", "internal")
    assert not is_wider("partner", "partner")
    assert [is_outward(each) for each in ("internal", "partner", "customer", "public")] == [
        *(False, False, True, True),
    ]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("title", "Short", "title"),
        ("title", "x" * 121, "title"),
        ("question", " ", "question"),
        ("answer", "Restart it.", "answer"),
        ("has_service", False, "service"),
        ("cause", "password: hunter2", "no_secret"),
        ("environment", "lösenord = sommar24", "no_secret"),
    ],
)
def test_the_checklist_names_what_is_missing(name, value, code):
    assert lacking(standard(GOOD)) == []
    assert lacking(standard(Words(**{**_fields(), name: value}))) == [code]


def test_steps_are_an_answer_too():
    assert lacking(standard(Words(**{**_fields(), "answer": "", "steps": ("Restart it.",)}))) == []


@pytest.mark.parametrize("name", ["question", "environment", "answer", "cause"])
def test_what_is_for_the_desk_alone_is_not_for_others(name):
    words = Words(**{**_fields(), name: f"{ANSWER}\n::: internal\nserver 7\n:::\n"})
    assert lacking(outward(GOOD)) == []
    assert lacking(outward(words)) == ["no_internal"]


ANSWER = "Restart the viewer."


def test_internal_words_are_cut_out_and_kept_apart():
    text = "Before\r\n::: internal\r\nOnly us\r\n:::\r\nAfter\n:::internal\nno end"
    assert has_inside(text)
    assert "Only us" not in without_inside(text)
    assert "no end" not in without_inside(text)
    assert without_inside(text).split() == ["Before", "After"]
    assert only_inside(text) == "Only us\nno end"
    assert [inside for inside, _piece in parts(text)] == [False, True, False, True]


def test_long_sentences_are_not_plain():
    assert is_plain("Open it. " * 50)
    assert not is_plain("and then " * 23)
    assert not is_plain(". ".join(["one two three four five six " * 4] * 3))


def test_what_differs_is_told_by_line_and_word():
    lines = differing("one\ntwo words here\nthree", "one\ntwo other words here\nfour\nfive")
    assert [line.sort for line in lines] == ["same", "changed", "gone", "new", "new"]
    assert [(p.sort, p.text) for p in lines[1].pieces if p.sort == "new"] == [("new", " other")]
    assert not is_same(lines)
    assert is_same(differing("a\nb", "a\nb"))


def _fields():
    names = ("title", "question", "environment", "answer", "cause")
    return {name: getattr(GOOD, name) for name in names}
