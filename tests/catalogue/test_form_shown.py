"""A form as its page draws it, what was sent to it, and what was answered in words."""

import pytest

from spoc.catalogue.form_given import answers_given, check_answers
from spoc.catalogue.queries.form_shown import answered, begun_for, facts_of, form_shown
from spoc.catalogue.rules.form_fields import parse
from spoc.people.activities import change_person

PICKERS = parse(
    [
        {"key": "who", "kind": "person", "name": "Who", "begins_with": "manager"},
        {"key": "service", "kind": "service", "name": "Which service"},
        {"key": "proof", "kind": "file", "name": "Proof"},
        {"key": "again", "kind": "yes_no", "name": "Again", "names": {"sv": "Igen"}},
    ]
)


def test_a_form_begins_with_what_is_known_of_somebody(people):
    karin, birgitta = people["Karin Holm"], people["Birgitta Ahl"]
    change_person(karin, by=people["Åsa Ekman"], manager=birgitta)
    karin.refresh_from_db()
    facts = facts_of(karin)
    assert (facts["place"], facts["phone"]) == ("House 4, floor 2, reading room A", "010-555 41 02")
    assert facts["mail"] == "karin.holm@norrvikhospital.example"
    assert begun_for(PICKERS, karin) == {"who": birgitta.pk}
    assert begun_for(PICKERS, None) == {}


@pytest.mark.parametrize("typed", ["Karin Holm", "karin.holm@norrvikhospital.example"])
def test_somebody_is_named_in_writing(people, typed):
    elin, karin = people["Elin Sand"], people["Karin Holm"]
    given = {"field-who": [typed], "other": ["x"]}
    answers = answers_given(PICKERS, given, elin)
    assert answers == {"who": karin.pk}
    assert check_answers(PICKERS, answers, by=elin).values == {"who": karin.pk}


def test_nobody_names_whom_they_may_not_see(people):
    karin, rune = people["Karin Holm"], people["Rune Dahl"]
    answers = answers_given(PICKERS, {"field-who": ["Rune Dahl"]}, karin)
    assert answers == {"who": "Rune Dahl"}
    assert check_answers(PICKERS, answers, by=karin).faults["who"].code == "not_there"
    assert check_answers(PICKERS, {"who": rune.pk}, by=karin).faults["who"].code == "not_there"


def test_ones_own_manager_may_be_named(people):
    karin, birgitta = people["Karin Holm"], people["Birgitta Ahl"]
    change_person(karin, by=people["Åsa Ekman"], manager=birgitta)
    karin.refresh_from_db()
    assert check_answers(PICKERS, {"who": birgitta.pk}, by=karin).faults == {}


def test_a_picker_offers_what_its_reader_may_see(people):
    shown = {each.key: each for each in form_shown(PICKERS, {}, reader=people["Karin Holm"])}
    names = {name for _key, name in shown["service"].options}
    assert "Patient record" in names
    assert "School platform" not in names
    assert [name for _key, name in shown["who"].options] == ["Karin Holm"]
    assert form_shown(PICKERS, {}, reader=None)[1].options == []


def test_what_does_not_fit_stands_beside_its_field(people):
    karin = people["Karin Holm"]
    checked = check_answers(PICKERS, {"again": "maybe"}, by=karin)
    shown = form_shown(PICKERS, {"again": "maybe"}, reader=karin, faults=checked.faults)
    assert (shown[3].error, shown[3].typed) == ("Answer yes or no.", "maybe")


def test_answers_are_read_in_words(people):
    karin = people["Karin Holm"]
    values = {"who": karin.pk, "proof": [7], "again": False}
    said = answered(PICKERS, values, {7: "letter.pdf"})
    assert [(each.name, each.words) for each in said] == [
        ("Who", "Karin Holm"),
        ("Proof", "letter.pdf"),
        ("Again", "No"),
    ]
