"""When a field of a form is shown, what it begins with, and what fits."""

import pytest

from spoc.catalogue.rules.offering_form import (
    Choice,
    Condition,
    Fault,
    Field,
    check,
    defaults,
    parse,
    read_answers,
    shown,
)

MODEL = Field("model", "choice", "Model", choices=(Choice("small", "Small"), Choice("big", "Big")))
MEMORY = Field("memory", "number", "Memory", when=Condition("model", "is", ("big",)))
WHY = Field("why", "text", "Why", is_needed=True, when=Condition("memory", "filled"))
FORM = (MODEL, MEMORY, WHY)


def keys(fields):
    return [each.key for each in fields]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ["model"]),
        ({"model": "small", "memory": 64}, ["model"]),
        ({"model": "big"}, ["model", "memory"]),
        ({"model": "big", "memory": 64}, ["model", "memory", "why"]),
    ],
)
def test_a_field_is_shown_as_what_stands_above_it_says(answers, expected):
    assert keys(shown(FORM, answers)) == expected


@pytest.mark.parametrize(
    ("test", "values", "value", "is_shown"),
    [
        ("is", ("yes",), True, True),
        ("is", ("yes",), False, False),
        ("is", ("a", "b"), ["b", "c"], True),
        ("is", ("a",), None, False),
        ("is_not", ("a",), "b", True),
        ("is_not", ("a",), "a", False),
        ("is_not", ("a",), None, True),
        ("filled", (), "x", True),
        ("filled", (), "", False),
        ("empty", (), "", True),
        ("empty", (), 0, False),
    ],
)
def test_one_field_hangs_on_another_in_four_ways(test, values, value, is_shown):
    other = Field("then", "text", "Then", when=Condition("first", test, values))
    fields = (Field("first", "text", "First"), other)
    assert (other in shown(fields, {"first": value})) is is_shown


@pytest.mark.parametrize("test", ["is_not", "empty"])
def test_what_hangs_on_a_hidden_field_is_hidden_whatever_it_asks(test):
    last = Field("last", "text", "Last", when=Condition("memory", test, ("1",)))
    assert keys(shown((*FORM, last), {"model": "small"})) == ["model"]


def test_what_is_hidden_is_neither_needed_nor_kept():
    checked = check(FORM, {"model": "small", "memory": 64, "why": "games"})
    assert (checked.values, checked.faults) == ({"model": "small"}, {})


def test_what_is_needed_and_shown_is_demanded():
    checked = check(FORM, {"model": "big", "memory": 64})
    assert checked.faults == {"why": Fault("needed")}


def test_an_answer_nobody_asked_for_is_refused():
    assert check(FORM, {"model": "small", "salary": 1}).faults == {"salary": Fault("not_asked")}


def test_information_takes_no_answer():
    note = Field("note", "information", "Read this", is_needed=True)
    assert check([note], {"note": "yes"}).values == {}
    assert check([note], {}).faults == {}


@pytest.mark.parametrize(
    ("may_name", "faults"),
    [
        ({"person": {7}}, {}),
        ({"person": {8}}, {"who": Fault("not_there")}),
        ({}, {"who": Fault("not_there")}),
    ],
)
def test_a_picker_takes_only_what_the_orderer_may_name(may_name, faults):
    assert check([Field("who", "person", "Who")], {"who": 7}, may_name).faults == faults


def test_each_file_must_be_one_that_was_sent():
    files = Field("proof", "file", "Proof")
    assert check([files], {"proof": [1, 2]}, {"file": {1, 2}}).values == {"proof": [1, 2]}
    assert check([files], {"proof": [1, 3]}, {"file": {1, 2}}).faults["proof"].code == "not_there"


def test_a_form_begins_with_what_is_known_or_else_with_what_was_laid_down():
    fields = [
        Field("where", "text", "Where", begins_with="place", default="Reception"),
        Field("copies", "number", "Copies", default="2"),
        Field("colour", "yes_no", "Colour", default="no"),
        Field("extras", "choices", "Extras", default="a,b"),
        Field("note", "text", "Note", begins_with="title"),
    ]
    begun = {"copies": 2, "colour": False, "extras": ["a", "b"]}
    assert defaults(fields, {"place": "C 14"}) == {"where": "C 14", **begun}
    assert defaults(fields, {"place": "", "title": ""}) == {"where": "Reception", **begun}


def test_a_page_says_only_what_it_holds():
    fields = [MODEL, Field("copies", "number", "Copies"), Field("n", "information", "N")]
    assert read_answers(fields, {"copies": ["3"], "n": ["x"]}) == {"copies": 3}


def test_a_form_is_read_as_it_is_kept():
    kept = {
        "key": "model",
        "kind": "choice",
        "name": "Model",
        "names": {"sv": "Modell"},
        "hint": "The smaller is lighter.",
        "hints": {"sv": "Den mindre är lättare."},
        "is_needed": True,
        "choices": [{"key": "small", "name": "Small", "names": {"sv": "Liten"}}],
        "begins_with": "",
        "default": "small",
        "when": {"field": "who", "test": "is", "values": ["me"]},
    }
    (field,) = parse([kept])
    assert field.said("sv") == "Modell"
    assert field.said("de") == "Model"
    assert field.hinted("sv") == "Den mindre är lättare."
    assert field.chosen("small", "sv") == "Liten"
    assert field.chosen("gone", "sv") == "gone"
    assert field.when == Condition("who", "is", ("me",))
    assert field.is_needed
    assert field.default == "small"


def test_what_is_no_form_is_read_without_harm():
    odd = {"key": 3, "choices": "x", "names": [], "least": True, "when": {"values": 1}}
    (field,) = parse([odd])
    assert (field.key, field.choices, field.least, dict(field.names)) == ("3", (), None, {})
    assert field.when == Condition("", "is", ())
