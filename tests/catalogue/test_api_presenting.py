"""How services are told of, over the API: by whoever shapes the catalogue, and to nobody else."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue.access import visible_to
from spoc.catalogue.models import Service, ServiceVoice
from spoc.people.models import Community


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def admin(machine):
    return machine("Åsa Ekman")


@pytest.fixture
def mail(db):
    return Service.objects.get(key="mail")


def test_a_community_is_told_otherwise_and_another_not_at_all(admin, mail, people):
    city, hospital = (Community.objects.get(key=key) for key in ("city", "hospital"))
    at, told = f"/services/{mail.pk}/presentations", {"sv": {"name": "Posten"}}
    answer = admin.send("PUT", f"{at}/{city.pk}", {"told": told})
    assert (answer.status_code, answer.json()["told"]) == (200, told)
    hidden = admin.send("PUT", f"{at}/{hospital.pk}", {"told": {}, "is_shown": False})
    assert hidden.json()["is_shown"] is False
    listed = {each["community"]: each for each in admin.get(at).json()}
    assert listed[city.pk]["told"] == told
    assert listed[None]["name"] == str(mail)
    assert mail not in visible_to(people["Karin Holm"])


def test_what_everybody_is_told_leaves_the_name(admin, mail):
    asked = {"en": {"name": "Post", "price": "Free"}}
    answer = admin.send("PUT", f"/services/{mail.pk}/presentation", asked)
    assert (answer.status_code, answer.json()["told"]) == (200, {"en": {"price": "Free"}})


def test_a_service_gets_a_voice_and_keeps_what_is_left_out(admin, mail):
    at = f"/services/{mail.pk}/voice"
    assert admin.get(at).json()["portal_name"] == ""
    words = {"sv": {"ask": "Fråga oss"}}
    admin.patch(at, {"portal_name": "Posten", "hue": 20, "has_surveys": False, "words": words})
    answer = admin.patch(at, {"tone": "formal"})
    assert answer.status_code == 200
    said = {key: answer.json()[key] for key in ("portal_name", "hue", "has_surveys", "tone")}
    assert said == {"portal_name": "Posten", "hue": 20, "has_surveys": False, "tone": "formal"}
    assert answer.json()["words"] == words


@pytest.mark.parametrize("wrong", [{"hue": 400}, {"tone": "loud"}, {"portal_name": "x" * 81}])
def test_a_voice_that_cannot_be_is_refused(admin, mail, wrong):
    assert admin.patch(f"/services/{mail.pk}/voice", wrong).status_code == 422
    assert not ServiceVoice.objects.filter(service=mail, **wrong).exists()


def test_a_community_that_is_none_is_not_found(admin, mail):
    at = f"/services/{mail.pk}/presentations/9999"
    assert admin.send("PUT", at, {"told": {}}).status_code == 404


@pytest.mark.parametrize("name", ["Karin Holm", "Elin Sand", "Maja Lindqvist"])
def test_whoever_does_not_shape_the_catalogue_finds_nothing(machine, mail, name):
    other, city = machine(name), Community.objects.get(key="city")
    calls = [
        ("GET", "presentations", None),
        ("PUT", "presentation", {}),
        ("PUT", f"presentations/{city.pk}", {"told": {}}),
        ("GET", "voice", None),
        ("PATCH", "voice", {"tone": "formal"}),
    ]
    for method, noun, body in calls:
        answer = other.send(method, f"/services/{mail.pk}/{noun}", body)
        assert (noun, answer.status_code) == (noun, 404)
