"""Whether an answer fits its field, and what a page sent as a value."""

import pytest

from spoc.catalogue.rules.answers import Fault, fault_of, read, written


@pytest.mark.parametrize(
    ("kind", "value", "limits", "code"),
    [
        ("text", "word", {}, None),
        ("text", 5, {}, "not_text"),
        ("text", "two\nlines", {}, "one_line"),
        ("text", "ab", {"least": 3}, "too_short"),
        ("text", "abcd", {"most": 3}, "too_long"),
        ("text", "a" * 501, {"most": 10_000}, "too_long"),
        ("long_text", "two\nlines", {}, None),
        ("long_text", "a" * 10_001, {}, "too_long"),
        ("number", 2.5, {}, None),
        ("number", "2", {}, "not_number"),
        ("number", True, {}, "not_number"),
        ("number", float("nan"), {}, "not_number"),
        ("number", 10**13, {}, "not_number"),
        ("number", 1, {"least": 2}, "too_small"),
        ("number", 3, {"most": 2.5}, "too_large"),
        ("date", "2027-02-28", {}, None),
        ("date", "2027-02-29", {}, "not_date"),
        ("date", "1027-02-28", {}, "not_date"),
        ("date", 20270228, {}, "not_date"),
        ("choice", "a", {"choices": ("a",)}, None),
        ("choice", "b", {"choices": ("a",)}, "not_choice"),
        ("choices", ["a", "b"], {"choices": ("a", "b")}, None),
        ("choices", ["a", "c"], {"choices": ("a", "b")}, "not_choice"),
        ("choices", "a", {"choices": ("a",)}, "not_choice"),
        ("choices", ["a", "a"], {"choices": ("a",)}, "twice"),
        ("choices", ["a"], {"choices": ("a", "b"), "least": 2}, "too_few"),
        ("choices", ["a", "b"], {"choices": ("a", "b"), "most": 1}, "too_many"),
        ("yes_no", False, {}, None),
        ("yes_no", "no", {}, "not_yes_no"),
        ("person", 7, {}, None),
        ("person", "Karin", {}, "not_there"),
        ("person", True, {}, "not_there"),
        ("item", 0, {}, "not_there"),
        ("service", 2**63, {}, "not_there"),
        ("file", [1, 2], {}, None),
        ("file", 1, {}, "not_there"),
        ("file", ["x"], {}, "not_there"),
        ("file", [1, 2], {"most": 1}, "too_many"),
    ],
)
def test_an_answer_fits_its_kind_or_says_why_not(kind, value, limits, code):
    fault = fault_of(kind, value, **limits)
    assert (fault.code if fault else None) == code


def test_a_fault_names_the_limit_as_people_write_it():
    assert fault_of("number", 9, most=2.5) == Fault("too_large", "2.5")
    assert written(12.0) == "12"


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        ("text", [" word "], "word"),
        ("text", [" "], None),
        ("number", ["1 200,5"], 1200.5),
        ("number", ["twelve"], "twelve"),
        ("number", ["nan"], "nan"),
        ("number", ["1e30"], "1e30"),
        ("yes_no", ["yes"], True),
        ("yes_no", ["no"], False),
        ("yes_no", ["maybe"], "maybe"),
        ("choices", ["", "a", "b"], ["a", "b"]),
        ("choices", [], []),
        ("person", ["12"], 12),
        ("person", ["Karin Holm"], "Karin Holm"),
        ("person", ["9" * 30], "9" * 30),
        ("file", ["1", "x"], [1, "x"]),
    ],
)
def test_what_a_page_sent_is_read_as_a_value(kind, said, value):
    assert read(kind, said) == value
