"""Ladders kept by machines: who hears when, by whom it is said, and what could not be followed."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue.models import Service
from spoc.people.models import Person
from spoc.requests.models import Ladder

LADDERS = "/ladders"
RUNG = {"trigger": "used_75", "roles": ["owner", "IC"], "minutes": 30, "is_always": True}
RUNG |= {"is_digest": False}
TOLD = {"trigger": "broken", "roles": ["head"], "minutes": None, "is_always": False}
TOLD |= {"is_digest": True}


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here."""
    Person.objects.update(language="en")


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def lena(machine):
    """The machine of the service manager."""
    return machine("Lena Falk")


@pytest.fixture
def own():
    """A ladder of a service's own."""
    mail = Service.objects.get(key="mail")
    return {"level": "1", "service": mail.pk, "rungs": [TOLD, RUNG]}


def test_a_services_own_ladder_is_written_changed_and_ended(lena, machine, people, own):
    made = lena.post(LADDERS, own)
    assert (made.status_code, made.json()["rungs"]) == (201, [RUNG, TOLD])
    at = f"{LADDERS}/{made.json()['id']}"
    assert lena.get(at).json() == made.json()
    said = {"rungs": [RUNG | {"minutes": None}], "head": people["Lena Falk"].pk, "version": 1}
    changed = lena.send("PUT", at, said).json()
    assert changed["rungs"] == [RUNG | {"minutes": None, "is_always": False}]
    assert (changed["version"], changed["head"]["name"]) == (2, "Lena Falk")
    assert machine("Elin Sand").get(at).json()["head"]["name"] == "Lena Falk"
    assert machine("Karin Holm").get(at).json()["head"] is None
    assert lena.send("PUT", at, said).status_code == 409
    assert lena.delete(at).status_code == 204
    assert lena.get(at).status_code == 404


def test_a_general_ladder_stays_and_there_is_one_of_each(lena):
    general = Ladder.objects.filter(service=None, is_active=True).first()
    assert lena.delete(f"{LADDERS}/{general.pk}").status_code == 422
    answer = lena.post(LADDERS, {"level": general.level, "rungs": [RUNG]})
    assert (answer.status_code, [*answer.json()["errors"]]) == (422, ["level"])


@pytest.mark.parametrize(
    ("rung", "field"),
    [
        (RUNG | {"roles": []}, "roles"),
        (RUNG | {"trigger": "full_moon"}, "trigger"),
        (RUNG | {"trigger": "declared"}, "rung-0"),
        (RUNG | {"roles": ["customer"]}, "rung-0"),
        (RUNG | {"is_digest": True}, "rung-0"),
        (RUNG | {"minutes": 100_000}, "minutes"),
    ],
)
def test_what_could_not_be_followed_is_refused(lena, own, rung, field):
    answer = lena.post(LADDERS, own | {"rungs": [rung]})
    assert (answer.status_code, any(field in name for name in answer.json()["errors"])) == (
        422,
        True,
    )
    assert not Ladder.objects.filter(service=own["service"]).exists()


def test_whom_requests_are_hidden_from_leads_no_ladder(lena, people, own):
    answer = lena.post(LADDERS, own | {"head": people["Karin Holm"].pk})
    assert (answer.status_code, [*answer.json()["errors"]]) == (422, ["head"])


@pytest.mark.parametrize("name", ["Karin Holm", "Elin Sand"])
def test_who_does_not_keep_ladders_changes_none(machine, lena, own, name):
    at = f"{LADDERS}/{lena.post(LADDERS, own).json()['id']}"
    somebody = machine(name)
    for method, address, body in (
        ("POST", LADDERS, own | {"level": "2"}),
        ("PUT", at, {"rungs": []}),
        ("DELETE", at, None),
    ):
        assert (method, somebody.send(method, address, body).status_code) == (method, 403)
    assert lena.get(at).json()["version"] == 1


def test_a_longer_list_asks_no_more_questions(lena, own, django_assert_max_num_queries):
    for level in "12345":
        lena.post(LADDERS, own | {"level": level})
    with django_assert_max_num_queries(14):
        first = lena.get(LADDERS, limit=5).json()
    assert (len(first["items"]), bool(first["next"])) == (5, True)
