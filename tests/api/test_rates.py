"""How often a machine may call: each token has its own limit, and answers say what is left."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.floor.machine import V1, Machine

from spoc.kit.errors import NotPossible
from spoc.kit.time import at
from spoc.people.activities import issue_token

NOON = datetime(2026, 11, 20, 12, 0, 15, tzinfo=UTC)


@pytest.fixture
def machine_of(people):
    """Give a machine that may call so often a minute: `machine_of("Elin Sand", 2)`."""

    def made(name: str, calls: int, by: str = "") -> Machine:
        person = people[name]
        _token, secret = issue_token(
            person, by=people[by or name], name="x", scopes=["read"], calls_per_minute=calls
        )
        return Machine(secret)

    return made


def told(answer) -> tuple[str, ...]:
    """Return what an answer says of the limit."""
    return tuple(answer[f"RateLimit-{name}"] for name in ("Limit", "Remaining", "Reset"))


def test_every_answer_says_what_is_left_of_the_minute(machine_of):
    machine = machine_of("Elin Sand", 2)
    with at(NOON):
        assert told(machine.get("/requests")) == ("2", "1", "45")
        assert told(machine.get("/requests/999999999")) == ("2", "0", "45")


def test_one_call_too_many_says_how_long_to_wait(machine_of):
    machine = machine_of("Elin Sand", 1)
    with at(NOON):
        machine.get("/teams")
        refused = machine.get("/teams")
    assert (refused.status_code, refused["Retry-After"]) == (429, "45")
    assert told(refused) == ("1", "0", "45")
    assert "more than 1 calls" in refused.json()["detail"]
    with at(NOON + timedelta(minutes=1)):
        assert machine.get("/teams").status_code == 200


def test_one_token_does_not_use_up_the_calls_of_another(machine_of):
    busy, quiet = machine_of("Elin Sand", 1), machine_of("Elin Sand", 1)
    with at(NOON):
        assert [busy.get("/teams").status_code for _ in range(2)] == [200, 429]
        assert quiet.get("/teams").status_code == 200


def test_trouble_tickets_are_counted_and_say_so_too(machine_of):
    client = machine_of("Elin Sand", 1).client
    with at(NOON):
        first, second = (client.get("/tmf-api/troubleTicket/v5/troubleTicket") for _ in range(2))
    assert (first.status_code, told(first)) == (200, ("1", "0", "45"))
    assert (second.status_code, second["Retry-After"]) == (429, "45")
    assert second.json()["@type"] == "Error"


@pytest.mark.parametrize("calls", [0, -1, 601])
def test_nobody_allows_themselves_more_than_is_usual(machine_of, calls):
    with pytest.raises(NotPossible) as refused:
        machine_of("Elin Sand", calls)
    assert list(refused.value.fields) == ["calls"]


def test_an_administrator_allows_more(machine_of):
    machine = machine_of("Elin Sand", 5_000, by="Åsa Ekman")
    assert told(machine.get("/teams"))[0] == "5000"


def test_a_token_is_issued_with_its_limit_on_ones_own_page(client_of, people):
    form = {"name": "monitor", "scopes": ["read"], "calls": "30"}
    assert client_of("Elin Sand").post("/profile/tokens", form).status_code == 200
    assert people["Elin Sand"].tokens.get(name="monitor").calls_per_minute == 30
    refused = client_of("Elin Sand").post("/profile/tokens", form | {"calls": "5000"})
    assert refused.status_code == 422
    assert "1 to 600" in refused.content.decode()


def test_a_stranger_is_told_nothing_of_limits(db):
    assert "RateLimit-Limit" not in Client().get(f"{V1}/requests").headers
