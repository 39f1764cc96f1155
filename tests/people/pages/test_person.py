"""One person, as the desk sees them."""

from spoc.people.models import Person
from spoc.requests.activities import cancel
from spoc.requests.rules.words import REQUESTER_CANCELS

BUDGET = 16


def test_a_person_is_shown_with_what_they_asked(
    client_of, people, register_request, django_assert_max_num_queries
):
    karin = people["Karin Holm"]
    register_request(words="The dictaphone is silent")
    client = client_of("Elin Sand")
    with django_assert_max_num_queries(BUDGET):
        page = client.get(f"/people/{karin.pk}").content.decode()
    for words in (
        "The dictaphone is silent",
        "karin.holm@norrvikhospital.example",
        "Norrvik Hospital",
    ):
        assert words in page
    assert "House 4, floor 2, reading room A" in page
    assert "Phone first, mail after 16:00" in page


def test_what_is_over_stands_apart_from_what_is_open(client_of, people, register_request):
    karin = people["Karin Holm"]
    request = register_request(words="Never mind this one")
    cancel(request, by=karin, reason=REQUESTER_CANCELS[0])
    page = client_of("Elin Sand").get(f"/people/{karin.pk}").content.decode()
    assert page.index("Nothing is open") < page.index("Never mind this one")


def test_an_administrator_sees_the_person_and_no_case(asa, people, register_request):
    register_request(words="The dictaphone is silent")
    page = asa.get(f"/people/{people['Karin Holm'].pk}").content.decode()
    assert "Karin Holm" in page
    assert "dictaphone" not in page


def test_the_roles_and_teams_of_a_colleague_are_shown(client_of, people):
    page = client_of("Elin Sand").get(f"/people/{people['Maja Lindqvist'].pk}").content.decode()
    assert "Specialist" in page
    assert "/queues/applications" in page


def test_a_change_is_written_down_with_its_author(client_of, people):
    karin = people["Karin Holm"]
    client = client_of("Elin Sand")
    given = {"name": "Karin Holm", "organisation": karin.organisation_id, "title": "Professor"}
    client.post(f"/people/{karin.pk}/edit", given)
    page = client.get(f"/people/{karin.pk}").content.decode()
    assert "Professor" in page
    assert "Elin Sand changed Karin Holm" in page


def test_an_address_is_added_and_half_a_one_is_not(client_of, people):
    karin, client = people["Karin Holm"], client_of("Elin Sand")
    address = f"/people/{karin.pk}/addresses"
    half = client.post(address, {"kind": "mail", "value": "karin"})
    assert half.status_code == 422
    assert "Write the address in full" in half.content.decode()
    client.post(address, {"kind": "mail", "value": "karin@home.example"})
    assert karin.addresses.filter(value="karin@home.example", is_verified=False).exists()


def test_nobody_is_found_where_there_is_nobody(client_of):
    for number in (999_999, 2**64):
        assert client_of("Elin Sand").get(f"/people/{number}").status_code == 404


def test_the_system_is_nobody_to_look_at(client_of):
    system = Person.objects.get(kind="system")
    assert client_of("Elin Sand").get(f"/people/{system.pk}").status_code == 404
