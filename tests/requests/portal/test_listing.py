"""The front page of the portal, and the lists of requests."""

import pytest
from django.test import Client
from tests.requests.portal.words import words_of

from spoc.requests.activities import cancel


def test_the_front_page_greets_by_first_name_and_searches(client_of):
    page = client_of("Karin Holm").get("/help")
    assert "How can we help, Karin?" in words_of(page)
    assert 'action="/help/search"' in page.content.decode()


def test_who_has_asked_for_nothing_is_told_so(client_of):
    assert "You have asked for nothing yet" in words_of(client_of("Eva Lund").get("/help"))
    assert "You have asked for nothing yet" in words_of(client_of("Eva Lund").get("/help/requests"))


def test_a_visitor_is_greeted_told_how_to_reach_us_and_asked_to_sign_in(db):
    words = words_of(Client().get("/help"))
    assert "How can we help?" in words
    assert "Sign in" in words
    assert "010-555 40 40" in words
    assert "it@norrvikhospital.example" in words


@pytest.mark.parametrize(
    ("status", "standing", "next_step"),
    [
        ("new", "We have it", "We will write to you"),
        ("assigned", "Somebody will take it soon", ""),
        ("in_progress", "We are working on it", "Maja Lindqvist is on it"),
        ("pending", "It goes on at an agreed time", "It goes on tomorrow"),
        ("resolved", "Solved: please check", "Does it work?"),
        ("closed", "Done", ""),
        ("rejected", "We could not help with this", ""),
        ("cancelled", "Cancelled", ""),
        ("merged", "Joined with another request", "It goes on in R-"),
    ],
)
def test_a_request_stands_in_the_requesters_words(
    at_status, client_of, status, standing, next_step
):
    at_status(status)
    words = words_of(client_of("Karin Holm").get("/help/requests"))
    assert standing in words
    assert next_step in words


def test_open_requests_come_first_and_the_rest_by_page(register_request, people, client_of):
    karin = people["Karin Holm"]
    over = cancel(register_request(words="The one that is over"), by=karin, reason="withdrawn")
    for number in range(20):
        register_request(words=f"Open number {number}")
    client = client_of("Karin Holm")
    first = client.get("/help/requests")
    assert "Open number 0" in words_of(first)
    assert over.reference not in words_of(first)
    link = first.content.decode().partition("/help/requests?after=")[2].partition('"')[0]
    older = words_of(client.get(f"/help/requests?after={link}"))
    assert "The one that is over" in older
    assert "Open number" not in older


def test_a_page_mark_not_made_here_is_refused(client_of):
    assert client_of("Karin Holm").get("/help/requests?after=nonsense").status_code == 422


def test_an_agents_own_requests_are_not_the_whole_queue(register_request, client_of):
    register_request("Karin Holm", "Images are slow")
    register_request("Elin Sand", "My own chair squeaks")
    words = words_of(client_of("Elin Sand").get("/help/requests"))
    assert "My own chair squeaks" in words
    assert "Images are slow" not in words


def test_a_customer_contact_reads_what_the_organisation_asked(register_request, client_of):
    register_request("Sanna Kivi", "Labels do not print")
    register_request("Oskar Nyman", "Schemat visas inte")
    client = client_of("Birgitta Ahl")
    assert "My organisation" in words_of(client.get("/help/requests"))
    words = words_of(client.get("/help/organisation"))
    assert "Labels do not print" in words
    assert "Sanna Kivi" in words
    assert "Schemat visas inte" not in words


def test_what_is_over_in_the_organisation_is_shown_when_asked_for(at_status, client_of):
    at_status("closed")
    client = client_of("Birgitta Ahl")
    assert "Nothing waits in your organisation" in words_of(client.get("/help/organisation"))
    assert "PACS shows no images" in words_of(client.get("/help/organisation?show=all"))


def test_a_restricted_request_is_not_the_organisations_to_read(register_request, client_of):
    request = register_request("Sanna Kivi", "About my manager")
    request.is_restricted = True
    request.save()
    client = client_of("Birgitta Ahl")
    assert "About my manager" not in words_of(client.get("/help/organisation"))
    assert client.get(f"/help/requests/{request.pk}").status_code == 404


def test_who_answers_for_no_organisation_has_no_such_page(client_of):
    client = client_of("Karin Holm")
    assert client.get("/help/organisation").status_code == 404
    assert "My organisation" not in words_of(client.get("/help/requests"))


@pytest.mark.parametrize(
    "address", ["/help/requests", "/help/requests/rows", "/help/newest", "/help/organisation"]
)
def test_a_visitor_signs_in_before_any_list(db, address):
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer["Location"] == f"/sign-in/?next={address}"


@pytest.mark.parametrize(
    ("address", "most"), [("/help", 20), ("/help/requests", 8), ("/help/organisation", 10)]
)
def test_lists_cost_the_same_however_long(
    register_request, client_of, django_assert_max_num_queries, address, most
):
    for number in range(12):
        register_request("Birgitta Ahl", f"Number {number}")
    client = client_of("Birgitta Ahl")
    client.get(address)
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200
