"""Macros and text snippets, kept by machines: by whom, and what makes none."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

MACRO = {"name": "Take it", "steps": [{"do": "assign", "assignee": "me"}]}
SNIPPET = {"name": "Greeting", "texts": {"en": "Hello", "sv": "Hej"}}
KEPT = [("/macros", MACRO), ("/snippets", SNIPPET)]


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.mark.parametrize(("at", "body"), KEPT)
def test_it_is_kept_read_changed_and_taken_out_of_use(machine, at, body):
    elin = machine("Elin Sand")
    made = elin.post(at, body)
    one = f"{at}/{made.json()['id']}"
    assert (made.status_code, elin.get(one).json()) == (201, made.json())
    assert made.json().items() >= body.items()
    assert elin.send("PUT", one, body | {"name": "Renamed"}).json()["name"] == "Renamed"
    assert [row["name"] for row in elin.get(at).json()["items"]] == ["Renamed"]
    assert elin.delete(one).status_code == 204
    assert elin.get(one).status_code == 404
    assert elin.get(at).json()["items"] == []


@pytest.mark.parametrize(("name", "status"), [("Daniel Okoro", 404), ("Karin Holm", 403)])
@pytest.mark.parametrize(("at", "body"), KEPT)
def test_what_is_somebodys_own_is_not_there_for_others(machine, at, body, name, status):
    one = f"{at}/{machine('Elin Sand').post(at, body).json()['id']}"
    other = machine(name)
    for method, said in (("GET", None), ("PUT", body), ("DELETE", None)):
        assert (method, other.send(method, one, said).status_code) == (method, status)
    assert machine("Elin Sand").get(one).status_code == 200


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("/macros", MACRO | {"name": " "}),
        ("/macros", MACRO | {"steps": [{"do": "dance"}]}),
        ("/macros", MACRO | {"audience": "everybody"}),
        ("/macros", MACRO | {"team": 999_999_999}),
        ("/snippets", SNIPPET | {"texts": {}}),
        ("/snippets", SNIPPET | {"audience": "nobody"}),
    ],
)
def test_what_makes_none_is_refused_and_nothing_is_kept(machine, at, said):
    elin = machine("Elin Sand")
    answer = elin.post(at, said)
    assert (answer.status_code, bool(answer.json()["detail"])) == (422, True)
    assert elin.get(at).json()["items"] == []
