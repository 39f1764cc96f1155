"""Finding people, and writing down one the house does not know."""

import re

import pytest

from spoc.people.activities import add_person
from spoc.people.models import Person

BUDGET = 12


def test_the_list_is_in_swedish_order(client_of):
    page = client_of("Elin Sand").get("/people").content.decode()
    assert page.index("Tomasz Wolski") < page.index("Åsa Ekman") < page.index("Ärla Zetterberg")


@pytest.mark.parametrize("words", ["karin", "HOLM", "karin.holm@", "555 41 02"])
def test_a_person_is_found_by_name_mail_or_phone(client_of, words):
    page = client_of("Elin Sand").get("/people", {"words": words}).content.decode()
    assert "Karin Holm" in page
    assert "Rune Dahl" not in page


def test_whoever_is_not_there_is_said_to_be_not_there(client_of):
    page = client_of("Elin Sand").get("/people", {"words": "nobody-at-all"}).content.decode()
    assert "Nobody like that" in page


def test_the_list_narrows_to_an_organisation(client_of, people):
    schools = people["Oskar Nyman"].organisation_id
    page = client_of("Elin Sand").get("/people", {"organisation": schools}).content.decode()
    assert "Oskar Nyman" in page
    assert "Karin Holm" not in page


def test_a_long_list_goes_on_where_it_ended_at_the_same_cost(
    client_of, people, django_assert_max_num_queries
):
    for number in range(60):
        add_person(f"Guest {number:03}", by=people["Elin Sand"])
    client = client_of("Elin Sand")
    with django_assert_max_num_queries(BUDGET):
        first = client.get("/people", {"words": "guest"})
    assert "Guest 049" in first.content.decode()
    assert "Guest 050" not in first.content.decode()
    further = re.search(r'hx-get="(/people/rows[^"]+)"', first.content.decode())[1]
    more = client.get(further.replace("&amp;", "&")).content.decode()
    assert "Guest 050" in more
    assert "Guest 049" not in more
    assert "<html" not in more


def test_a_customer_sees_no_list_of_people(client_of):
    assert client_of("Karin Holm").get("/people").status_code == 403


def test_an_agent_writes_a_person_down(client_of):
    response = client_of("Elin Sand").post(
        "/people/new", {"name": "Nils Ek", "mail": "nils@elsewhere.example", "language": "sv"}
    )
    nils = Person.objects.get(name="Nils Ek")
    assert response["Location"] == f"/people/{nils.pk}"
    assert nils.speaks == "sv"
    assert not nils.addresses.get().is_verified


def test_a_taken_address_is_said_beside_the_form_and_what_was_typed_stays(client_of):
    response = client_of("Elin Sand").post(
        "/people/new", {"name": "Another Karin", "mail": "karin.holm@norrvikhospital.example"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "merge the two persons instead" in page
    assert 'value="Another Karin"' in page
    assert not Person.objects.filter(name="Another Karin").exists()


def test_what_is_known_already_is_filled_in(client_of):
    page = client_of("Elin Sand").get("/people/new?phone=010-555%2099%2099").content.decode()
    assert 'value="010-555 99 99"' in page
