"""The front page of the portal: search first, how services are, what waits, what can be had."""

import pytest
from django.test import Client
from tests.requests.portal.words import words_of

from spoc.feedback.models import Survey
from spoc.knowledge.activities.acknowledging import ask_to_read
from spoc.knowledge.activities.procedures import Terms, Text, write_procedure
from spoc.knowledge.activities.procedures_in_force import approve_procedure, publish_procedure

LARGEST_PAGE = 60_000


@pytest.fixture
def procedure(people):
    """How we work, in force and published to whom we serve."""
    text, terms = Text("When a letter looks wrong", "Do not click."), Terms("security", "users")
    made = write_procedure(text, by=people["Henrik Vall"], terms=terms)
    approve_procedure(made, by=people["Lena Falk"])
    publish_procedure(made, by=people["Henrik Vall"])
    return made


def test_the_first_field_searches(client_of):
    html = client_of("Karin Holm").get("/help").content.decode()
    assert 'role="search" action="/help/search"' in html


def test_it_says_how_services_are(client_of):
    words = words_of(client_of("Karin Holm").get("/help"))
    assert "Everything works as far as we know." in words


@pytest.mark.parametrize(("status", "todo"), [("resolved", "Say if it works"), ("in_progress", "")])
def test_what_goes_on_once_somebody_answers_waits_for_them(at_status, client_of, status, todo):
    at_status(status)
    words = words_of(client_of("Karin Holm").get("/help"))
    assert ("Waits for you" in words) == bool(todo)
    assert todo in words


def test_what_waits_for_another_is_not_there(at_status, client_of):
    at_status("resolved")
    assert "Waits for you" not in words_of(client_of("Rune Dahl").get("/help"))


def test_what_one_was_asked_to_read_waits(procedure, people, client_of):
    ask_to_read(
        procedure, by=people["Henrik Vall"], person=people["Karin Holm"], capacity="customer"
    )
    words = words_of(client_of("Karin Holm").get("/help"))
    assert "Read this and say that you have" in words
    client_of("Karin Holm").post(f"/help/procedures/{procedure.pk}/acknowledgement")
    assert "Waits for you" not in words_of(client_of("Karin Holm").get("/help"))


def test_how_it_was_is_asked_on_the_front_page(at_status, client_of, work):
    at_status("closed")
    work()
    page = client_of("Karin Holm").get("/help")
    assert "Say how it was" in words_of(page)
    assert "/survey/" in page.content.decode()


def test_how_it_was_is_asked_on_the_page_of_the_request_until_it_is_said(
    at_status, client_of, work
):
    request = at_status("closed")
    work()
    client, address = client_of("Karin Holm"), f"/help/requests/{request.pk}"
    assert "How was it?" in words_of(client.get(address))
    Survey.objects.update(state="answered", score=5, answered_at=request.closed_at)
    assert "How was it?" not in words_of(client.get(address))


@pytest.mark.parametrize("name", ["Karin Holm", "Birgitta Ahl", "Elin Sand"])
def test_it_is_small(client_of, register_request, name):
    for number in range(8):
        register_request(name, f"Number {number}")
    page = client_of(name).get("/help")
    assert page.status_code == 200
    assert len(page.content) < LARGEST_PAGE


def test_a_visitor_is_shown_what_is_public_alone(db):
    page = Client().get("/help")
    words = words_of(page)
    assert "How can we help?" in words
    assert "Your requests" not in words
    assert len(page.content) < LARGEST_PAGE


def test_how_services_are_is_asked_for_again_by_who_is_known(client_of):
    assert "Everything works" in words_of(client_of("Karin Holm").get("/help/status"))
    assert Client().get("/help/status")["Location"] == "/sign-in/?next=/help/status"
