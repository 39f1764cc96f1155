"""Roles, teams, addresses, merging and tokens of people over the API."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.people.activities import add_address, add_person, issue_token
from spoc.people.models import Organisation, Team
from spoc.people.queries import system


@pytest.fixture
def asa(token_of) -> Machine:
    return Machine(token_of("Åsa Ekman", READ_AND_WRITE))


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


def test_a_role_is_granted_with_its_reach_and_taken_back(asa, people):
    water = Organisation.objects.get(name="Norrvik Water")
    at = f"/people/{people['Karin Holm'].pk}/roles"
    given = {"role": "CSR", "scope": "organisation", "scope_id": water.pk}
    made = asa.post(at, given)
    assert (made.status_code, made.json()["scope_id"]) == (201, water.pk)
    assert made.json() in asa.get(at).json()
    assert asa.delete(f"{at}/{made.json()['id']}").status_code == 204
    assert made.json() not in asa.get(at).json()
    assert asa.delete(f"{at}/{made.json()['id']}").status_code == 404


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"role": "KING"}, "role"),
        ({"role": "CSR", "scope": "team"}, "scope"),
        ({"role": "CSR", "scope": "team", "scope_id": 999_999}, "scope"),
        ({"role": "CSR", "scope": "all", "scope_id": 1}, "scope"),
    ],
)
def test_a_role_that_cannot_be_names_its_field(asa, people, given, field):
    answer = asa.post(f"/people/{people['Karin Holm'].pk}/roles", given)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])


def test_the_last_administrator_stays(asa, people):
    at = f"/people/{people['Åsa Ekman'].pk}/roles"
    (grant,) = [row["id"] for row in asa.get(at).json() if row["role"] == "AD"]
    assert asa.delete(f"{at}/{grant}").status_code == 422


def test_somebody_joins_a_team_and_leaves_it(asa, people):
    team = Team.objects.get(key="workplace")
    at = f"/people/{people['Elin Sand'].pk}/teams"
    made = asa.post(at, {"team": team.pk, "is_lead": True})
    assert (made.status_code, made.json()["name"]) == (201, team.name)
    assert made.json() in asa.get(at).json()
    assert asa.delete(f"{at}/{team.pk}").status_code == 204
    assert made.json() not in asa.get(at).json()
    assert asa.delete(f"{at}/{team.pk}").status_code == 404
    assert asa.post(at, {"team": 999_999}).status_code == 422


def test_the_desk_reads_duties_and_only_an_administrator_gives_them(machine, people):
    elin, at = machine("Elin Sand"), f"/people/{people['Maja Lindqvist'].pk}"
    (grant,) = elin.get(f"{at}/roles").json()
    (place,) = elin.get(f"{at}/teams").json()
    assert (grant["role"], place["name"]) == ("IR", "Applications")
    refused = [
        elin.post(f"{at}/roles", {"role": "AD"}),
        elin.delete(f"{at}/roles/{grant['id']}"),
        elin.post(f"{at}/teams", {"team": place["team"]}),
        elin.delete(f"{at}/teams/{place['team']}"),
    ]
    assert [answer.status_code for answer in refused] == [403] * 4


def test_duties_are_hidden_from_who_asks(machine, people):
    karin = machine("Karin Holm")
    for name in ("Karin Holm", "Maja Lindqvist"):
        at = f"/people/{people[name].pk}"
        answers = [
            karin.get(f"{at}/roles"),
            karin.post(f"{at}/roles", {"role": "AD"}),
            karin.get(f"{at}/teams"),
            karin.post(f"{at}/teams", {"team": 1}),
        ]
        assert [answer.status_code for answer in answers] == [404] * 4


def test_an_address_more(machine, people):
    elin, karin = machine("Elin Sand"), machine("Karin Holm")
    at = f"/people/{people['Karin Holm'].pk}/addresses"
    made = elin.post(at, {"kind": "mail", "value": "Karin@Home.example"})
    assert made.status_code == 201
    assert made.json()["mail"][-1] == "Karin@Home.example"
    assert karin.post(at, {"kind": "phone", "value": "070-555 12 12"}).status_code == 201
    assert elin.post(at, {"kind": "mail", "value": "nonsense"}).status_code == 422
    taken = {"kind": "mail", "value": "elin.sand@it.norrvik.example"}
    assert karin.post(at, taken).status_code == 422
    others = f"/people/{people['Rune Dahl'].pk}/addresses"
    assert karin.post(others, {"kind": "phone", "value": "070-555 12 12"}).status_code == 404


def test_a_person_is_shut_out_by_an_administrator_alone(asa, machine, people):
    at = f"/people/{people['Rune Dahl'].pk}"
    assert machine("Elin Sand").patch(at, {"is_active": False}).status_code == 403
    assert asa.patch(at, {"is_active": False}).json()["is_active"] is False


@pytest.fixture
def twin(people):
    """A second row for Karin Holm, with an address of its own."""
    row = add_person("K. Holm", by=system(), mail="kh@home.example")
    add_address(row, by=system(), kind="phone", value="070-555 99 99")
    return row


def test_two_rows_become_one_after_it_is_said_what_goes_along(machine, people, twin):
    elin, karin = machine("Elin Sand"), people["Karin Holm"]
    at = f"/people/{twin.pk}/merging/{karin.pk}"
    said = elin.get(at).json()
    assert (said["addresses"], said["requests"], said["into"]) == (2, 0, karin.pk)
    merged = elin.post(at)
    assert (merged.status_code, merged.json()["id"]) == (200, karin.pk)
    assert "kh@home.example" in merged.json()["mail"]
    assert elin.post(at).status_code == 422


def test_nobody_merges_whom_they_may_not(machine, people, twin):
    karin, elin, desk = people["Karin Holm"], machine("Elin Sand"), people["Maja Lindqvist"]
    asked = machine("Karin Holm")
    for read in (asked.get, asked.post):
        assert read(f"/people/{twin.pk}/merging/{karin.pk}").status_code == 404
        assert read(f"/people/{karin.pk}/merging/{karin.pk}").status_code == 403
    assert elin.post(f"/people/{desk.pk}/merging/{karin.pk}").status_code == 422
    assert elin.get(f"/people/{twin.pk}/merging/999999").status_code == 404


def test_own_tokens_are_listed_without_their_key_and_revoked(machine, people):
    elin, person = machine("Elin Sand"), people["Elin Sand"]
    token, secret = issue_token(person, by=person, name="monitoring", scopes=["read"])
    listed = elin.get("/tokens")
    assert [row["name"] for row in listed.json()["items"]] == ["monitoring", "test"]
    assert secret not in listed.content.decode()
    assert token.digest not in listed.content.decode()
    assert machine("Daniel Okoro").delete(f"/tokens/{token.pk}").status_code == 404
    assert elin.delete(f"/tokens/{token.pk}").status_code == 204
    assert Machine(secret).get("/tokens").status_code == 401
    assert elin.delete(f"/tokens/{token.pk}").status_code == 404
