"""The settings of communities, organisations and teams, and the permission table."""

import pytest

from spoc.audit.queries import story
from spoc.people.models import Community, Organisation, Team

BUDGET = 12


@pytest.fixture
def voice(people):
    """What the form of the hospital's community holds."""
    hospital = Community.objects.get(key="hospital")
    names = (
        "name",
        "sender_name",
        "tagline",
        "phone",
        "hours",
        "language",
        "zone",
        "hue",
        "chroma",
        "has_surveys",
    )
    return {name: getattr(hospital, name) for name in names}


@pytest.mark.parametrize(
    "place",
    ["/access", "/communities", "/organisations", "/teams", "/services", "/channels"],
)
def test_each_subject_is_an_administrators_at_a_small_cost(
    client_of, asa, place, django_assert_max_num_queries
):
    with django_assert_max_num_queries(BUDGET):
        assert asa.get(f"/settings{place}").status_code == 200
    assert client_of("Elin Sand").get(f"/settings{place}").status_code == 403
    assert client_of("Karin Holm").get(f"/settings{place}").status_code == 403


def test_the_subjects_are_shown_at_a_small_cost(client_of, asa, django_assert_max_num_queries):
    with django_assert_max_num_queries(BUDGET):
        assert asa.get("/settings").status_code == 200
    assert client_of("Karin Holm").get("/settings").status_code == 403


def test_the_table_says_what_the_rules_say(asa):
    page = asa.get("/settings/access").content.decode()
    agent = page[page.index(">Service desk agent<") : page.index(">Specialist<")]
    specialist = page[page.index(">Specialist<") : page.index(">Incident coordinator<")]
    assert "read (all in the role&#39;s scope)" in agent
    assert "read (own teams)" in specialist


def test_a_voice_is_changed_and_the_change_written_down(asa, voice):
    hospital = Community.objects.get(key="hospital")
    asa.post(f"/settings/communities/{hospital.pk}", voice | {"hue": "140", "phone": "010-1"})
    hospital.refresh_from_db()
    assert (hospital.hue, hospital.phone) == (140, "010-1")
    fact = story(hospital).last()
    assert (fact.kind, fact.by.name) == ("community.changed", "Åsa Ekman")
    assert fact.particulars.values["changes"] == {
        "hue": [300, 140],
        "phone": ["010-555 40 40", "010-1"],
    }


def test_a_colour_nobody_could_read_is_refused(asa, voice):
    hospital = Community.objects.get(key="hospital")
    response = asa.post(f"/settings/communities/{hospital.pk}", voice | {"chroma": "400"})
    assert response.status_code == 422


def test_a_new_community_is_founded_and_given_its_sender(asa, voice):
    response = asa.post("/settings/communities/new", voice | {"name": "Norrvik Ljus & Kraft"})
    made = Community.objects.get(name="Norrvik Ljus & Kraft")
    assert made.key == "norrvik-ljus-kraft"
    asa.post(f"{response['Location']}/addresses", {"value": "IT@ljus.example", "is_sender": "on"})
    assert made.mail == "it@ljus.example"


def test_the_sender_is_one_and_stays(asa):
    hospital = Community.objects.get(key="hospital")
    place = f"/settings/communities/{hospital.pk}"
    asa.post(f"{place}/addresses", {"value": "desk@norrvikhospital.example", "is_sender": "on"})
    assert hospital.addresses.get(is_sender=True).value == "desk@norrvikhospital.example"
    refused = asa.post(f"{place}/removal", {"value": "desk@norrvikhospital.example"})
    assert refused.status_code == 422
    asa.post(f"{place}/removal", {"value": "it@norrvikhospital.example"})
    assert hospital.addresses.count() == 1


def test_an_address_is_one_communitys_only(asa):
    city = Community.objects.get(key="city")
    response = asa.post(
        f"/settings/communities/{city.pk}/addresses", {"value": "it@norrvikhospital.example"}
    )
    assert response.status_code == 422
    assert "Another community has this address" in response.content.decode()


def test_an_organisation_is_written_down_with_its_domains(asa, people):
    given = {"name": "Norrvik Energy", "domains": "@Energy.example, norrvik-energy.example"}
    asa.post("/settings/organisations/new", given)
    made = Organisation.objects.get(name="Norrvik Energy")
    assert made.domains == ["energy.example", "norrvik-energy.example"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "Norrvik Water", "domains": ""}, "a name that no other has"),
        ({"name": "New", "domains": "nonsense"}, "nonsense is no domain"),
    ],
)
def test_an_organisation_that_cannot_be_is_refused(asa, given, said):
    response = asa.post("/settings/organisations/new", given)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_an_organisation_is_shown_to_the_desk(client_of, people, register_request):
    register_request(words="The dictaphone is silent")
    hospital = people["Karin Holm"].organisation_id
    page = client_of("Elin Sand").get(f"/organisations/{hospital}").content.decode()
    assert "Sanna Kivi" in page
    assert "The dictaphone is silent" in page
    assert client_of("Oskar Nyman").get(f"/organisations/{hospital}").status_code == 403


def test_a_team_gets_a_key_no_queue_has(asa):
    asa.post("/settings/teams/new", {"name": "Mine", "tier": "2"})
    assert Team.objects.get(name="Mine").key == "mine-2"


def test_what_nobody_takes_always_has_a_team(asa):
    desk, workplace = Team.objects.get(key="service-desk"), Team.objects.get(key="workplace")
    dropped = asa.post(
        f"/settings/teams/{desk.pk}", {"name": desk.name, "tier": "1", "is_active": "on"}
    )
    assert dropped.status_code == 422
    taken = {"name": workplace.name, "tier": "2", "is_active": "on", "is_entry": "on"}
    asa.post(f"/settings/teams/{workplace.pk}", taken)
    assert Team.objects.get(is_entry=True) == workplace
