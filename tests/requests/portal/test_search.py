"""One search over guides, what can be asked for, own requests and how we work."""

import pytest
from django.test import Client
from tests.requests.portal.words import words_of

from spoc.knowledge.activities.procedures import Terms, Text, write_procedure
from spoc.knowledge.activities.procedures_in_force import approve_procedure, publish_procedure


@pytest.fixture
def published(people):
    """Put a procedure into force, for these."""

    def done(audience: str, title: str) -> None:
        text, terms = Text(title, "Do not click."), Terms("security", audience)
        made = write_procedure(text, by=people["Henrik Vall"], terms=terms)
        approve_procedure(made, by=people["Lena Falk"])
        publish_procedure(made, by=people["Henrik Vall"])

    return done


def test_an_own_request_is_found_by_its_words_and_its_number(register_request, client_of):
    request = register_request("Karin Holm", "The label printer smells")
    client = client_of("Karin Holm")
    assert "The label printer smells" in words_of(client.get("/help/search?q=label printer"))
    for number in (request.reference, request.reference.lower(), str(request.pk)):
        assert "The label printer smells" in words_of(client.get(f"/help/search?q={number}"))


def test_a_request_of_another_is_not_found(register_request, client_of):
    request = register_request("Karin Holm", "The label printer smells")
    for name in ("Rune Dahl", "Elin Sand"):
        for words in ("label printer", request.reference):
            found = words_of(client_of(name).get(f"/help/search?q={words}"))
            assert "smells" not in found


def test_a_service_is_found_by_its_name(client_of):
    page = client_of("Karin Holm").get("/help/search?q=mail")
    assert "/help/services/" in page.content.decode()


def test_how_we_work_is_found_by_whom_it_is_published_to(published, client_of):
    published("users", "When a letter looks wrong")
    published("desk", "When a letter is dangerous")
    found = words_of(client_of("Karin Holm").get("/help/search?q=letter"))
    assert "When a letter looks wrong" in found
    assert "When a letter is dangerous" not in found
    assert "When a letter" not in words_of(Client().get("/help/search?q=letter"))


def test_an_agent_finds_in_the_portal_what_a_customer_finds(published, client_of):
    published("users", "When a letter looks wrong")
    published("desk", "When a letter is dangerous")
    found = words_of(client_of("Elin Sand").get("/help/search?q=letter"))
    assert "When a letter looks wrong" in found
    assert "When a letter is dangerous" not in found


def test_who_finds_nothing_is_led_on_with_their_words(client_of):
    page = client_of("Karin Holm").get("/help/search?q=zxqvw kjhgf")
    assert "We found nothing" in words_of(page)
    assert 'href="/help/ask?words=zxqvw%20kjhgf"' in page.content.decode()


def test_it_works_as_a_page_and_as_a_part_of_one(register_request, client_of):
    register_request("Karin Holm", "The label printer smells")
    client = client_of("Karin Holm")
    part = client.get("/help/search/at-once?q=label printer").content.decode()
    assert "smells" in part
    assert "<html" not in part
    assert client.get("/help/search").status_code == 200


def test_words_are_shown_as_they_were_written(client_of):
    page = client_of("Karin Holm").get("/help/search", {"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize(
    "words", ["", " ", "x", "'", "%", "&|!", "R-999999999999999999", "a" * 400]
)
def test_odd_words_are_no_mistake(client_of, words):
    assert client_of("Karin Holm").get("/help/search", {"q": words}).status_code == 200


def test_it_costs_the_same_however_much_there_is(
    register_request, client_of, django_assert_max_num_queries
):
    for number in range(8):
        register_request("Karin Holm", f"The label printer smells {number}")
    client = client_of("Karin Holm")
    client.get("/help/search?q=label printer")
    with django_assert_max_num_queries(18):
        assert client.get("/help/search?q=label printer").status_code == 200
