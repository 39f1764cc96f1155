"""Organisations, teams, tiers and communities over the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.audit.queries import story
from spoc.people.models import Community, Organisation, Team, Tier

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


@pytest.fixture
def asa(token_of) -> Machine:
    return Machine(token_of("Åsa Ekman", READ_AND_WRITE))


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def city(db) -> Community:
    return Community.objects.get(key="city")


def errors(answer) -> list[str]:
    assert answer.status_code == 422, answer.content
    return sorted(answer.json()["errors"])


def test_an_organisation_is_founded_and_changed(asa, city):
    given = {"name": "Norrvik Energy", "domains": ["@Energy.example"], "community": city.pk}
    made = asa.post("/organisations", given)
    assert (made.status_code, made.json()["domains"]) == (201, ["energy.example"])
    at = f"/organisations/{made.json()['id']}"
    changed = asa.patch(at, {"is_active": False}).json()
    assert (changed["name"], changed["is_active"]) == ("Norrvik Energy", False)
    assert (changed["domains"], changed["community"]["id"]) == (["energy.example"], city.pk)
    assert asa.patch(at, {"community": None}).json()["community"] is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "Norrvik Water"}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "New", "domains": ["nonsense"]}, "domains"),
        ({"name": "New", "community": 999_999}, "community"),
    ],
)
def test_an_organisation_that_cannot_be_names_its_field(asa, given, field):
    assert errors(asa.post("/organisations", given)) == [field]
    other = Organisation.objects.get(name="City of Norrvik")
    assert errors(asa.patch(f"/organisations/{other.pk}", given)) == [field]


def test_a_team_is_formed_and_changed(asa):
    made = asa.post("/teams", {"name": "Printing", "tier": 2})
    assert (made.status_code, made.json()["key"]) == (201, "printing")
    at = f"/teams/{made.json()['id']}"
    assert asa.patch(at, {"is_entry": True}).json()["is_entry"]
    assert Team.objects.get(is_entry=True).name == "Printing"
    assert errors(asa.patch(at, {"tier": 4})) == ["tier"]
    assert errors(asa.patch(at, {"name": " "})) == ["name"]
    assert asa.patch(at, {"is_active": False}).status_code == 422


def test_teams_out_of_use_are_listed_for_whoever_keeps_them(asa, machine):
    team = Team.objects.get(key="workplace")
    asa.patch(f"/teams/{team.pk}", {"is_active": False})
    elin = machine("Elin Sand")
    listed = [
        {row["id"] for row in who.get("/teams", **asked).json()["items"]}
        for who, asked in ((asa, {"retired": "true"}), (asa, {}), (elin, {"retired": "true"}))
    ]
    assert [team.pk in each for each in listed] == [True, False, False]
    found = [who.get(f"/teams/{team.pk}").status_code for who in (asa, elin)]
    assert found == [200, 404]


def test_a_tier_gets_its_time_box(machine):
    lena, elin = machine("Lena Falk"), machine("Elin Sand")
    assert lena.send("PUT", "/tiers/1", {"box_minutes": 25}).json() == {
        "code": "1",
        "box_minutes": 25,
    }
    assert {"code": "1", "box_minutes": 25} in elin.get("/tiers").json()
    assert lena.send("PUT", "/tiers/1", {"box_minutes": None}).json()["box_minutes"] is None
    assert errors(lena.send("PUT", "/tiers/1", {"box_minutes": 1441})) == ["box_minutes"]
    assert lena.send("PUT", "/tiers/9", {"box_minutes": 5}).status_code == 404
    assert elin.send("PUT", "/tiers/1", {"box_minutes": 5}).status_code == 403
    assert Tier.objects.get(code="1").box_minutes is None


def test_a_community_is_founded_with_a_voice_and_an_address(asa):
    given = {"name": "Norrvik Schools", "words": {"sv": {"ask": "Fråga", "mine": ""}}, "hue": 20}
    made = asa.post("/communities", given)
    assert made.status_code == 201, made.content
    assert made.json()["words"] == {"sv": {"ask": "Fråga"}}
    assert (made.json()["sender_name"], made.json()["hue"]) == ("Norrvik Schools", 20)
    at = f"/communities/{made.json()['id']}"
    kept = asa.post(f"{at}/addresses", {"value": "Help@School.example", "is_sender": True})
    (address,) = kept.json()["addresses"]
    assert (kept.status_code, address["value"]) == (201, "help@school.example")
    assert asa.delete(f"{at}/addresses/{address['id']}").status_code == 422
    asa.post(f"{at}/addresses", {"value": "it@school.example", "is_sender": True})
    assert asa.delete(f"{at}/addresses/{address['id']}").status_code == 204
    assert [each["value"] for each in asa.get(at).json()["addresses"]] == ["it@school.example"]


def test_what_is_left_out_of_a_voice_stays(asa, city):
    before = asa.get(f"/communities/{city.pk}").json()
    after = asa.patch(f"/communities/{city.pk}", {"name": "The City", "tone": "formal"}).json()
    assert after == {**before, "name": "The City", "tone": "formal"}
    assert story(city).last().kind == "community.changed"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"zone": "Norrvik/Harbour"}, "zone"),
        ({"language": "xx"}, "language"),
        ({"hue": 360}, "hue"),
        ({"name": " "}, "name"),
    ],
)
def test_a_voice_that_cannot_be_names_its_field(asa, city, given, field):
    assert errors(asa.patch(f"/communities/{city.pk}", given)) == [field]
    assert errors(asa.post("/communities", {"name": "New", **given})) == [field]


def test_one_address_is_one_communitys_and_written_in_full(asa, city):
    for value in ("it@norrvikhospital.example", "no address", "a@b c.example"):
        answer = asa.post(f"/communities/{city.pk}/addresses", {"value": value})
        assert (value, answer.status_code) == (value, 422)


def test_a_logo_is_looked_at_given_and_taken_away(asa, city):
    at = f"/communities/{city.pk}/logo"
    wrong = asa.upload(at, picture=SimpleUploadedFile("a.png", b"no picture"))
    assert errors(wrong) == ["picture"]
    assert asa.upload(at, picture=SimpleUploadedFile("a.png", DOT)).json()["has_logo"]
    assert asa.delete(at).status_code == 204
    assert not asa.get(f"/communities/{city.pk}").json()["has_logo"]


def test_who_is_no_administrator_reads_and_changes_nothing(machine, city, people):
    elin, team = machine("Elin Sand"), Team.objects.get(key="workplace")
    organisation = people["Karin Holm"].organisation_id
    assert elin.get(f"/communities/{city.pk}").status_code == 200
    refused = [
        elin.post("/teams", {"name": "Mine", "tier": 1}),
        elin.patch(f"/teams/{team.pk}", {"name": "Mine"}),
        elin.patch(f"/organisations/{organisation}", {"name": "Mine"}),
        elin.post("/communities", {"name": "Mine"}),
        elin.patch(f"/communities/{city.pk}", {"name": "Mine"}),
        elin.post(f"/communities/{city.pk}/addresses", {"value": "a@b.example"}),
        elin.delete(f"/communities/{city.pk}/addresses/{city.addresses.get().pk}"),
        elin.upload(f"/communities/{city.pk}/logo", picture=SimpleUploadedFile("a.png", DOT)),
        elin.delete(f"/communities/{city.pk}/logo"),
    ]
    assert [answer.status_code for answer in refused] == [403] * len(refused)


def test_a_requester_finds_their_own_community_alone(machine, people, city):
    karin, own = machine("Karin Holm"), people["Karin Holm"].community_id
    assert [row["id"] for row in karin.get("/communities").json()["items"]] == [own]
    assert karin.get(f"/communities/{city.pk}").status_code == 404
    assert karin.patch(f"/communities/{city.pk}", {"name": "Mine"}).status_code == 404
    assert karin.patch(f"/communities/{own}", {"name": "Mine"}).status_code == 403
    assert karin.post("/organisations", {"name": "Mine"}).status_code == 403
    assert karin.get("/tiers").json() == []
    assert karin.send("PUT", "/tiers/1", {"box_minutes": 5}).status_code == 404
    team = Team.objects.get(key="workplace")
    assert karin.get(f"/teams/{team.pk}").status_code == 404
    assert karin.patch(f"/teams/{team.pk}", {"name": "Mine"}).status_code == 404
