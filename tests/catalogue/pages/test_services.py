"""The settings of services and categories."""

import pytest

from spoc.audit.queries import story
from spoc.catalogue.models import Category, Service
from spoc.people.models import Organisation, Team

GIVEN = {
    "name": "Translation",
    "swedish": "Översättning",
    "description": "",
    "criticality": "3",
    "words": "interpreter, tolk,\ntolk , Translate",
    "is_live": "on",
}


def test_a_service_is_added_in_both_languages(asa):
    team, schools = (
        Team.objects.get(key="applications"),
        Organisation.objects.get(name="Norrvik Schools"),
    )
    asa.post("/settings/services/new", GIVEN | {"team": team.pk, "customers": [schools.pk]})
    made = Service.objects.get(name="Translation")
    assert (made.key, made.names, made.team) == ("translation", {"sv": "Översättning"}, team)
    assert made.words == ["interpreter", "tolk", "translate"]
    assert list(made.customers.all()) == [schools]
    assert "Translation" in asa.get("/settings/services").content.decode()


def test_a_change_is_written_down_with_what_was(asa):
    asa.post("/settings/services/new", GIVEN)
    made = Service.objects.get(name="Translation")
    schools = Organisation.objects.get(name="Norrvik Schools")
    asa.post(
        f"/settings/services/{made.pk}", GIVEN | {"criticality": "1", "customers": [schools.pk]}
    )
    fact = story(made).last()
    assert fact.kind == "service.changed"
    changes = {"criticality": [3, 1], "customers": [[], [schools.pk]]}
    assert fact.particulars.values["changes"] == changes


def test_what_stays_as_it_was_leaves_no_fact(asa):
    asa.post("/settings/services/new", GIVEN)
    made = Service.objects.get(name="Translation")
    asa.post(f"/settings/services/{made.pk}", GIVEN)
    assert [fact.kind for fact in story(made)] == ["service.added"]


def test_a_service_out_of_use_is_still_an_administrators_to_see(asa):
    asa.post("/settings/services/new", GIVEN | {"is_live": ""})
    page = asa.get("/settings/services").content.decode()
    assert "Translation" in page
    made = Service.objects.get(name="Translation")
    assert asa.get(f"/settings/services/{made.pk}").status_code == 200


def test_the_bucket_for_what_nobody_knows_stays_in_use(asa):
    bucket = Service.objects.get(is_unknown=True)
    given = {"name": bucket.name, "criticality": "3"}
    response = asa.post(f"/settings/services/{bucket.pk}", given)
    assert response.status_code == 422
    assert Service.objects.get(is_unknown=True).is_live


def test_a_category_is_added_for_one_service_and_taken_out_of_use(asa):
    mail = Service.objects.get(key="mail")
    given = {"name": "Shared mailbox", "service": mail.pk, "words": "", "is_live": "on"}
    asa.post("/settings/services/categories/new", given)
    made = Category.objects.get(name="Shared mailbox")
    assert made.service == mail
    asa.post(f"/settings/services/categories/{made.pk}", given | {"is_live": ""})
    made.refresh_from_db()
    assert not made.is_live


@pytest.mark.parametrize("place", ["new", "categories/new", "1"])
def test_the_catalogue_is_an_administrators_to_change(client_of, place):
    assert client_of("Elin Sand").get(f"/settings/services/{place}").status_code == 403
