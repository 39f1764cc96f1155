"""People, organisations and teams over the API."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.people.models import Organisation


@pytest.fixture
def elin(token_of) -> Machine:
    return Machine(token_of("Elin Sand", READ_AND_WRITE))


@pytest.fixture
def karin(token_of) -> Machine:
    return Machine(token_of("Karin Holm", READ_AND_WRITE))


def names(answer) -> list[str]:
    return [row["name"] for row in answer.json()["items"]]


@pytest.mark.parametrize("words", ["karin", "karin.holm@", "555 41 02"])
def test_a_person_is_found_by_name_mail_or_phone(elin, words):
    assert names(elin.get("/people", q=words)) == ["Karin Holm"]


def test_people_are_walked_in_the_order_of_their_alphabet(elin):
    seen, cursor = [], ""
    while cursor is not None:
        answer = elin.get("/people", limit=7, cursor=cursor)
        seen += names(answer)
        cursor = answer.json()["next"]
    assert len(seen) == len(set(seen)) > 20
    assert seen[-4:] == ["Ylva Öberg", "Åke Östlund", "Åsa Ekman", "Ärla Zetterberg"]


def test_a_requester_knows_of_nobody_but_themselves(karin, people):
    assert names(karin.get("/people")) == ["Karin Holm"]
    assert karin.get(f"/people/{people['Rune Dahl'].pk}").status_code == 404
    assert names(karin.get("/organisations")) == ["Norrvik Hospital"]
    assert names(karin.get("/teams")) == []


def test_the_system_is_nobody_one_finds(elin):
    assert elin.get("/people", q="system").json()["items"] == []


def test_an_agent_writes_somebody_down(elin):
    place = Organisation.objects.get(name="City of Norrvik")
    made = elin.post(
        "/people",
        {"name": "Nils Ek", "mail": "nils.ek@norrvik.example", "organisation": place.pk},
    )
    assert made.status_code == 201
    assert made.json()["organisation"]["name"] == made.json()["community"]["name"] == place.name
    assert elin.get(f"/people/{made.json()['id']}").json()["mail"] == ["nils.ek@norrvik.example"]


def test_one_mail_address_is_one_persons(elin):
    answer = elin.post("/people", {"name": "Other", "mail": "karin.holm@norrvikhospital.example"})
    assert answer.status_code == 422
    assert names(elin.get("/people", q="other")) == []


def test_without_a_name_a_person_is_called_by_their_address(elin):
    mail = f"{'x' * 200}@norrvik.example"
    assert elin.post("/people", {"mail": mail}).json()["name"].startswith("xxx")
    assert elin.post("/people", {}).status_code == 422


def test_a_requester_writes_nobody_down(karin):
    assert karin.post("/people", {"name": "Nils Ek"}).status_code == 403


def test_a_person_keeps_their_own_profile_right(karin, people):
    at = f"/people/{people['Karin Holm'].pk}"
    changed = karin.patch(at, {"place": "House 5", "zone": "Europe/Helsinki", "language": "sv"})
    assert (changed.json()["place"], changed.json()["zone"]) == ("House 5", "Europe/Helsinki")
    assert changed.json()["title"] == "Consultant, Radiology"


def test_whom_a_person_acts_for_is_not_theirs_to_say(karin, people):
    own = people["Karin Holm"]
    answer = karin.patch(f"/people/{own.pk}", {"organisation": own.organisation_id})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"zone": "Norrvik/Harbour"}, "zone"),
        ({"language": "xx"}, "language"),
        ({"title": "x" * 121}, "title"),
        ({"organisation": 999_999}, "organisation"),
    ],
)
def test_what_cannot_be_kept_names_its_field(elin, people, change, field):
    answer = elin.patch(f"/people/{people['Karin Holm'].pk}", change)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])


def test_organisations_and_teams_are_read(elin):
    hospital = Organisation.objects.get(name="Norrvik Hospital")
    assert elin.get(f"/organisations/{hospital.pk}").json()["name"] == "Norrvik Hospital"
    assert elin.get("/organisations/999999").status_code == 404
    teams = elin.get("/teams").json()["items"]
    assert ("infrastructure", 3) in [(team["key"], team["tier"]) for team in teams]


def test_a_machine_says_who_manages_somebody(elin, karin, people):
    who, manager = people["Karin Holm"].pk, people["Birgitta Ahl"].pk
    assert elin.patch(f"/people/{who}", {"manager": manager}).json()["manager"] == manager
    assert karin.patch(f"/people/{who}", {"manager": who}).status_code == 403
    assert elin.patch(f"/people/{who}", {"manager": who}).status_code == 422
