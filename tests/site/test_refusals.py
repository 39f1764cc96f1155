"""What people read when something is refused, or is our fault."""

import pytest
from django.test import Client, RequestFactory

from spoc.site.refusals import our_fault


def test_a_stranger_at_no_address_is_shown_the_way(db):
    response = Client().get("/there-is-nothing-here")
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()
    assert "To the front page" in response.content.decode()


def test_an_agent_at_no_address_is_offered_the_search(client_of):
    response = client_of("Elin Sand").get("/there-is-nothing-here")
    assert response.status_code == 404
    assert "Search everywhere" in response.content.decode()


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm"])
def test_what_is_not_ones_own_says_whose_it_is(client_of, name):
    response = client_of(name).get("/settings/communities")
    assert response.status_code == 403
    assert "Only administrators change settings: ask one of them." in response.content.decode()


def test_where_a_part_of_the_page_asked_a_toast_answers(client_of):
    response = client_of("Elin Sand").get("/settings/communities", headers={"hx-request": "true"})
    assert response.status_code == 403
    assert response["HX-Retarget"] == "#toasts"
    assert "<html" not in response.content.decode()


def test_an_address_that_only_takes_what_is_sent_says_so(client_of):
    response = client_of("Elin Sand").get("/profile/tokens")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "only takes what a page sends to it" in response.content.decode()


def test_a_form_without_its_mark_says_that_nothing_was_sent(people):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people["Elin Sand"])
    response = browser.post("/profile", {"name": "Elin"})
    assert response.status_code == 403
    page = response.content.decode()
    assert "This form is too old" in page
    assert "data-failed" in page


def test_more_than_can_be_read_says_what_to_do(client_of, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    response = client_of("Elin Sand").post("/profile", {"name": "Elin Sand the elder"})
    assert response.status_code == 400
    assert "what you wrote is still there" in response.content.decode()


def test_our_fault_is_said_without_the_database():
    """No `db` is asked for here: a query would fail the test."""
    response = our_fault(RequestFactory().get("/queues/all"))
    page = response.content.decode()
    assert response.status_code == 500
    assert "It is our fault" in page
    assert "data-failed" in page
    assert 'href="/queues/all"' in page


def test_a_failed_post_is_not_offered_again():
    page = our_fault(RequestFactory().post("/requests/1/reply")).content.decode()
    assert "/requests/1/reply" not in page


def test_a_machine_is_told_in_its_own_shape():
    response = our_fault(RequestFactory().get("/api/v1/requests"))
    assert response["Content-Type"] == "application/problem+json"
