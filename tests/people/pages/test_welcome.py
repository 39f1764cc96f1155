"""The first administrator's page."""

import pytest
from django.test import Client

from spoc.people.activities import first_administrator_link
from spoc.people.models import Grant, Person

GIVEN = {
    "name": "Ada Berg",
    "mail": "ada@norrvik.example",
    "password": "the first sentence of all",
}


@pytest.fixture
def link(db, settings):
    """Return the address `spoc up` prints, where nobody looks after the installation yet."""
    Grant.objects.filter(role="AD").delete()
    return first_administrator_link().removeprefix(settings.SPOC_URL)


def test_the_first_administrator_comes_in_and_can_come_again(link):
    client = Client()
    assert "Welcome to Spoc" in client.get(link).content.decode()
    assert client.post(link, GIVEN)["Location"] == "/settings"
    assert client.get("/settings").status_code == 200
    assert Person.objects.get(name="Ada Berg").is_administrator

    again = Client()
    again.post("/sign-in/", {"login": GIVEN["mail"], "password": GIVEN["password"]})
    assert again.get("/settings").status_code == 200


def test_a_weak_password_is_said_beside_its_field_and_nobody_is_written_down(link):
    response = Client().post(link, GIVEN | {"password": "1234"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "too short" in page
    assert 'value="Ada Berg"' in page
    assert not Person.objects.filter(name="Ada Berg").exists()


def test_the_link_serves_once(link):
    Client().post(link, GIVEN)
    response = Client().post(link, GIVEN | {"name": "Eve", "mail": "eve@norrvik.example"})
    assert response.status_code == 403
    assert not Person.objects.filter(name="Eve").exists()


def test_a_link_that_is_not_ours_opens_nothing(link):
    assert Client().get("/welcome/anything").status_code == 403
