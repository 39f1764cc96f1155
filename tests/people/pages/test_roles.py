"""What somebody may do and whose queue they work."""

import pytest

from spoc.people.models import Person, Team


@pytest.fixture
def place(people):
    """Return the address of Johan Strand's roles."""
    return f"/people/{people['Johan Strand'].pk}/roles"


def test_a_role_is_granted_within_a_team_and_taken_back(asa, people, place):
    johan, team = people["Johan Strand"], Team.objects.get(key="applications")
    asa.post(place, {"role": "IR", "scope": f"team:{team.pk}"})
    grant = johan.grants.get()
    assert (grant.role, grant.scope, grant.scope_id) == ("IR", "team", team.pk)
    page = asa.get(place).content.decode()
    assert "Specialist" in page
    asa.post(f"{place}/{grant.pk}/revocation")
    assert not johan.grants.exists()


def test_a_scope_that_is_not_offered_is_refused(asa, people, place):
    response = asa.post(place, {"role": "IR", "scope": "team:999999"})
    assert response.status_code == 422
    assert not people["Johan Strand"].grants.exists()


def test_the_last_administrator_stays(asa, people):
    asa_ekman = people["Åsa Ekman"]
    grant = asa_ekman.grants.get(role="AD")
    response = asa.post(f"/people/{asa_ekman.pk}/roles/{grant.pk}/revocation")
    assert response.status_code == 422
    assert "This is the last administrator" in response.content.decode()
    assert asa_ekman.grants.filter(role="AD").exists()


def test_the_last_administrator_does_not_shut_themselves_out(asa, people):
    asa_ekman = people["Åsa Ekman"]
    assert asa.post(f"/people/{asa_ekman.pk}/standing").status_code == 422
    assert Person.objects.get(pk=asa_ekman.pk).is_active


def test_a_place_in_a_team_is_given_and_taken(asa, people, place):
    johan, team = people["Johan Strand"], Team.objects.get(key="workplace")
    teams = f"/people/{johan.pk}/teams"
    asa.post(teams, {"team": team.pk, "is_lead": "on"})
    assert johan.memberships.get().is_lead
    assert "leads it" in asa.get(place).content.decode()
    asa.post(f"{teams}/{team.pk}/leaving")
    assert not johan.memberships.exists()


def test_whoever_is_shut_out_is_let_in_again(asa, people):
    johan = people["Johan Strand"]
    asa.post(f"/people/{johan.pk}/standing")
    assert not Person.objects.get(pk=johan.pk).is_active
    asa.post(f"/people/{johan.pk}/standing", {"is_active": "yes"})
    assert Person.objects.get(pk=johan.pk).is_active


@pytest.mark.parametrize("who", ["Elin Sand", "Ylva Öberg", "Karin Holm"])
def test_only_an_administrator_grants(client_of, people, place, who):
    assert client_of(who).post(place, {"role": "AD", "scope": "all"}).status_code == 403
    assert not people["Johan Strand"].grants.exists()
