"""The designer of a form: fields added, changed, moved and taken out, and how it looks."""

import pytest

LIST = "/settings/offerings"
FIELD = {
    "name": "Which colour?",
    "swedish": "Vilken färg?",
    "kind": "choice",
    "choices": "Light blue | Ljusblå\nGrey | Grå",
    "default": "Grey",
    "is_needed": "on",
    "when": "model:is:big",
}


@pytest.fixture
def browser(client_of):
    """Give the browser of who answers for everything that is offered."""
    return client_of("Lena Falk")


@pytest.fixture
def form(laptop):
    """The address of the form of the laptop."""
    return f"{LIST}/{laptop.pk}/form"


def words(answer):
    return answer.content.decode()


def keys(offering):
    offering.refresh_from_db()
    return [each["key"] for each in offering.form]


def test_a_field_is_added_at_the_end(browser, form, laptop):
    browser.post(f"{form}/fields/4", FIELD | {"seen": laptop.version})
    assert keys(laptop) == ["model", "why", "where", "which_colour"]
    added = laptop.form[3]
    assert [each["key"] for each in added["choices"]] == ["light-blue", "grey"]
    assert added["choices"][0]["names"] == {"sv": "Ljusblå"}
    assert (added["default"], added["is_needed"]) == ("grey", True)
    assert added["when"] == {"field": "model", "test": "is", "values": ["big"]}
    page = words(browser.get(form))
    assert "Shown when “Model” is Big" in page
    assert "Light blue, Grey" in page


def test_a_field_is_changed_and_keeps_its_keys(browser, form, laptop):
    page = f"{form}/fields/1"
    assert "Small" in words(browser.get(page))
    given = {"name": "Size", "kind": "choice", "choices": "Big | Stor\nSmall\nHuge"}
    browser.post(page, given)
    assert keys(laptop) == ["model", "why", "where"]
    assert [each["key"] for each in laptop.form[0]["choices"]] == ["big", "small", "huge"]


def test_a_field_that_is_not_sound_is_refused_beside_what_is_wrong(browser, form, laptop):
    answer = browser.post(f"{form}/fields/4", FIELD | {"choices": ""})
    assert answer.status_code == 422
    assert "Write at least one choice" in words(answer)
    assert "Vilken färg?" in words(answer)
    assert keys(laptop) == ["model", "why", "where"]


def test_fields_are_moved_by_buttons_but_not_before_what_they_hang_on(browser, form, laptop):
    browser.post(f"{form}/fields/3/order", {"to": "up"})
    assert keys(laptop) == ["model", "where", "why"]
    browser.post(f"{form}/fields/2/order", {"to": "up"})
    assert keys(laptop) == ["where", "model", "why"]
    browser.post(f"{form}/fields/1/order", {"to": "up"})
    assert keys(laptop) == ["where", "model", "why"]
    refused = browser.post(f"{form}/fields/3/order", {"to": "up"})
    assert refused.status_code == 422
    assert "It can only hang on a field above it" in words(refused)
    assert keys(laptop) == ["where", "model", "why"]


def test_a_field_is_taken_out_unless_another_hangs_on_it(browser, form, laptop):
    assert browser.post(f"{form}/fields/1/removal", {}).status_code == 422
    browser.post(f"{form}/fields/2/removal", {})
    browser.post(f"{form}/fields/1/removal", {})
    assert keys(laptop) == ["where"]


def test_of_two_who_shape_at_once_the_second_is_told(browser, form, laptop):
    answer = browser.post(f"{form}/fields/3/removal", {"seen": laptop.version - 1})
    assert answer.status_code == 409
    assert "Somebody changed this meanwhile" in words(answer)
    assert keys(laptop) == ["model", "why", "where"]


def test_the_preview_shows_what_an_answer_brings(browser, form):
    assert "Why the big one" not in words(browser.post(f"{form}/preview", {}))
    tried = browser.post(f"{form}/preview", {"field-model": "big", "field-where": "C 14"})
    assert "Why the big one" in words(tried)
    assert 'value="C 14"' in words(tried)


def test_what_an_offering_asks_is_tried_in_the_readers_language(client_of, laptop):
    assert "Modell" in words(client_of("Åsa Ekman").get(f"{LIST}/{laptop.pk}/form"))


@pytest.mark.parametrize("place", [0, 5])
def test_there_is_no_field_beyond_the_last(browser, form, place):
    assert browser.get(f"{form}/fields/{place}").status_code == 404


def test_only_who_answers_for_it_shapes_a_form(client_of, form, laptop):
    elin = client_of("Elin Sand")
    assert elin.get(form).status_code == 403
    for tail in ("/preview", "/fields/1", "/fields/1/order", "/fields/1/removal"):
        assert elin.post(f"{form}{tail}", {}).status_code == 403
    assert keys(laptop) == ["model", "why", "where"]
