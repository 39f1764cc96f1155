"""Whether a form is sound."""

import pytest

from spoc.catalogue.rules.form_faults import MOST_FIELDS, FormFault, faults_in
from spoc.catalogue.rules.form_fields import Choice, Condition, Field

ONE = (Choice("a", "A"),)
YES = Field("again", "yes_no", "Again")
TEXT = Field("first", "text", "First")
PICK = Field("pick", "choice", "Pick", choices=ONE)
NOTE = Field("note", "information", "Note")


def when(*condition):
    return Field("then", "text", "Then", when=Condition(*condition))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ([Field("x", "colour", "X")], "kind"),
        ([Field("X y", "text", "X")], "key"),
        ([Field("", "text", "X")], "key"),
        ([TEXT, TEXT], "key_twice"),
        ([Field("x", "text", " ")], "name"),
        ([Field("x", "choice", "X")], "choices"),
        ([Field("x", "choice", "X", choices=(*ONE, *ONE))], "choices"),
        ([Field("x", "choices", "X", choices=(Choice("a", " "),))], "choices"),
        ([Field("x", "text", "X", choices=ONE)], "no_choices_here"),
        ([Field("x", "number", "X", least=3, most=2)], "limits"),
        ([Field("x", "number", "X", begins_with="place")], "begins_with"),
        ([Field("x", "text", "X", begins_with="salary")], "begins_with"),
        ([Field("x", "number", "X", default="many")], "default"),
        ([Field("x", "choice", "X", choices=ONE, default="b")], "default"),
        ([Field("x", "person", "X", default="4")], "default"),
        ([Field("x", "information", "X", default="4")], "default"),
        ([when("first", "filled"), TEXT], "when"),
        ([when("gone", "filled")], "when"),
        ([TEXT, when("first", "is", ())], "when"),
        ([TEXT, when("first", "like", ("a",))], "when"),
        ([PICK, when("pick", "is", ("b",))], "when"),
        ([YES, when("again", "is", ("maybe",))], "when"),
        ([NOTE, when("note", "filled")], "when"),
    ],
)
def test_what_is_wrong_with_a_form_is_said_of_the_field(fields, code):
    place = next(i for i, each in enumerate(fields) if each.when or i == len(fields) - 1)
    assert faults_in(fields) == [FormFault(place, code)]


@pytest.mark.parametrize(
    "field",
    [
        when("first", "filled"),
        when("first", "is", ("anything",)),
        when("pick", "is_not", ("a",)),
        when("again", "is", ("yes",)),
        Field("then", "text", "Then", begins_with="place", default="Home"),
        Field("then", "person", "Then", begins_with="manager"),
        Field("then", "choices", "Then", choices=(*ONE, Choice("b", "B")), default="a,b"),
        Field("then", "yes_no", "Then", default="no"),
    ],
)
def test_what_hangs_on_a_field_above_it_is_sound(field):
    assert faults_in([TEXT, PICK, YES, NOTE, field]) == []


def test_a_form_has_an_end():
    fields = [Field(f"f{number}", "text", "F") for number in range(MOST_FIELDS + 1)]
    assert faults_in(fields) == [FormFault(MOST_FIELDS, "too_many")]
    assert faults_in(fields[:-1]) == []
