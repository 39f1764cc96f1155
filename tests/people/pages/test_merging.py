"""Making one of two rows for the same human."""

import pytest

from spoc.people.activities import add_person
from spoc.people.models import Person


@pytest.fixture
def twice(people, register_request):
    """Karin Holm as the desk knows her, and once more as somebody wrote her down."""
    other = add_person("Karin H.", by=people["Elin Sand"], mail="karin@home.example")
    register_request(words="The dictaphone is silent")
    return people["Karin Holm"], other


def test_the_same_human_is_offered_by_first_name(client_of, twice):
    karin, other = twice
    page = client_of("Elin Sand").get(f"/people/{other.pk}/merge").content.decode()
    assert f"/people/{other.pk}/merge/{karin.pk}" in page


def test_what_moves_is_said_before_it_moves(client_of, twice):
    karin, other = twice
    page = client_of("Elin Sand").get(f"/people/{karin.pk}/merge/{other.pk}").content.decode()
    assert "1 request<" in page
    assert "2 addresses" in page
    assert "This cannot be undone" in page
    assert Person.objects.get(pk=karin.pk).merged_into is None


def test_after_the_merge_one_has_all_and_the_other_leads_to_it(client_of, twice):
    karin, other = twice
    client = client_of("Elin Sand")
    response = client.post(f"/people/{other.pk}/merge/{karin.pk}")
    assert response["Location"] == f"/people/{karin.pk}"
    assert "karin@home.example" in client.get(f"/people/{karin.pk}").content.decode()
    assert "This is the same person as" in client.get(f"/people/{other.pk}").content.decode()
    assert "Karin H." not in client.get("/people", {"words": "karin"}).content.decode()


def test_an_agent_merges_nobody_who_holds_a_role(client_of, people, twice):
    _karin, other = twice
    asa = people["Åsa Ekman"]
    response = client_of("Elin Sand").post(f"/people/{other.pk}/merge/{asa.pk}")
    assert response.status_code == 422
    assert "Ask an administrator" in response.content.decode()
    assert Person.objects.get(pk=other.pk).merged_into is None


def test_a_customer_merges_nobody(client_of, twice):
    karin, other = twice
    assert client_of("Karin Holm").post(f"/people/{other.pk}/merge/{karin.pk}").status_code == 403
