"""Deputies by machine: named, listed and ended by whom they stand in for alone."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.work.models import Deputy

HERE = "/approvals/deputies"


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def mail(people):
    return people["Sanna Kivi"].addresses.filter(kind="mail").first().value


def test_a_deputy_is_named_listed_and_ended(machine, mail):
    karin, sanna = machine("Karin Holm"), machine("Sanna Kivi")
    made = karin.post(HERE, {"mail": mail, "ends_at": "2027-06-01T12:00:00Z"})
    assert made.status_code == 201
    told = made.json()
    assert (told["deputy"]["name"], told["ends_at"][:10]) == ("Sanna Kivi", "2027-06-01")
    assert karin.get(HERE).json() == {"named": [told], "standing_in_for": []}
    assert sanna.get(HERE).json() == {"named": [], "standing_in_for": [told]}
    assert karin.delete(f"{HERE}/{told['id']}").json()["named"] == []
    assert not Deputy.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"mail": "nobody@nowhere.example"},
        {"ends_at": "1999-01-01T00:00:00Z"},
        {"ends_at": "2099-01-01T00:00:00Z"},
        {"ends_at": 5},
    ],
)
def test_what_does_not_fit_is_refused(machine, mail, asked):
    assert machine("Karin Holm").post(HERE, {"mail": mail, **asked}).status_code == 422
    assert not Deputy.objects.exists()


def test_nobody_names_themselves(machine, people):
    own = people["Karin Holm"].addresses.filter(kind="mail").first().value
    assert machine("Karin Holm").post(HERE, {"mail": own}).status_code == 422


@pytest.mark.parametrize("name", ["Sanna Kivi", "Elin Sand", "Åsa Ekman"])
def test_only_who_named_a_deputy_finds_and_ends_it(machine, mail, name):
    made = machine("Karin Holm").post(HERE, {"mail": mail}).json()
    assert machine(name).delete(f"{HERE}/{made['id']}").status_code == 404
    assert machine(name).get(HERE).json()["named"] == []
    assert Deputy.objects.count() == 1
