"""Promises on a request over the API: read, proposed to be exempt, decided."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.requests import activities as do
from spoc.requests.models import SupportRequest


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def at(at_status) -> str:
    """A request in work, on which promises run."""
    return f"/requests/{at_status('in_progress', 'incident').pk}"


def running(machine, at) -> int:
    clocks = machine("Lena Falk").get(f"{at}/clocks").json()
    return next(each["id"] for each in clocks if each["result"] == "running")


def test_a_coordinator_proposes_and_the_manager_accepts(machine, at):
    sofia, lena, clock = machine("Sofia Berg"), machine("Lena Falk"), running(machine, at)
    made = sofia.post(f"{at}/clocks/{clock}/exemptions", {"reason": "The ward was closed."})
    assert (made.status_code, made.json()["by"]["name"]) == (201, "Sofia Berg")
    assert made.json() in lena.get("/exemptions").json()["items"]
    decided = lena.post(f"{at}/exemptions/{made.json()['id']}/acceptance")
    assert (decided.status_code, decided.json()["is_accepted"]) == (200, True)
    read = {each["id"]: each for each in lena.get(f"{at}/clocks").json()}[clock]
    assert (read["result"], read["exempt_reason"]) == ("exempt", "The ward was closed.")
    assert lena.get("/exemptions").json()["items"] == []
    assert lena.post(f"{at}/exemptions/{made.json()['id']}/acceptance").status_code == 404


def test_what_is_declined_counts_on(machine, at):
    sofia, lena, clock = machine("Sofia Berg"), machine("Lena Falk"), running(machine, at)
    made = sofia.post(f"{at}/clocks/{clock}/exemptions", {"reason": "The ward was closed."}).json()
    told = lena.post(f"{at}/exemptions/{made['id']}/refusal", {"reason": "We knew of it."})
    assert (told.json()["is_accepted"], told.json()["answer"]) == (False, "We knew of it.")
    assert running(machine, at) == clock


def test_who_decides_exempts_at_once(machine, at):
    clock = running(machine, at)
    answer = machine("Henrik Vall").post(
        f"{at}/clocks/{clock}/exemption", {"reason": "A drill, no fault."}
    )
    assert (answer.status_code, answer.json()["result"]) == (200, "exempt")


def test_a_reason_is_demanded_and_the_promise_is_of_this_request(machine, at, at_status):
    lena, clock = machine("Lena Falk"), running(machine, at)
    assert lena.post(f"{at}/clocks/{clock}/exemption", {"reason": " "}).status_code == 422
    other = f"/requests/{at_status('in_progress', 'incident').pk}"
    answer = lena.post(f"{other}/clocks/{clock}/exemption", {"reason": "No."})
    assert answer.status_code == 404


def test_an_agent_reads_and_decides_nothing(machine, at):
    elin, clock = machine("Elin Sand"), running(machine, at)
    made = machine("Sofia Berg").post(f"{at}/clocks/{clock}/exemptions", {"reason": "Closed."})
    proposal = f"{at}/exemptions/{made.json()['id']}"
    assert elin.get(f"{at}/clocks").status_code == 200
    refused = [
        elin.get("/exemptions"),
        elin.post(f"{at}/clocks/{clock}/exemption", {"reason": "Please."}),
        elin.post(f"{at}/clocks/{clock}/exemptions", {"reason": "Please."}),
        elin.post(f"{proposal}/acceptance"),
        elin.post(f"{proposal}/refusal", {"reason": "No."}),
    ]
    assert [answer.status_code for answer in refused] == [403] * len(refused)


def test_the_requester_reads_no_promises(machine, at):
    karin = machine("Karin Holm")
    assert karin.get(f"{at}/clocks").status_code == 403
    assert karin.post(f"{at}/clocks/1/exemption", {"reason": "Please."}).status_code == 403


def test_a_proposal_on_a_hidden_request_is_not_listed(machine, people, at):
    sofia, lena, clock = machine("Sofia Berg"), machine("Lena Falk"), running(machine, at)
    made = sofia.post(f"{at}/clocks/{clock}/exemptions", {"reason": "Closed."}).json()
    assert made in lena.get("/exemptions").json()["items"]
    elin = people["Elin Sand"]
    row = SupportRequest.objects.get(pk=made["request"])
    do.restrict(row, by=elin, readers=[elin])
    assert lena.get("/exemptions").json()["items"] == []
    assert lena.post(f"{at}/exemptions/{made['id']}/acceptance").status_code == 404


@pytest.mark.parametrize("name", ["Rune Dahl", "Åsa Ekman"])
def test_whoever_may_not_see_the_request_finds_none_of_it(machine, at, name):
    sofia, other, clock = machine("Sofia Berg"), machine(name), running(machine, at)
    made = sofia.post(f"{at}/clocks/{clock}/exemptions", {"reason": "Closed."}).json()
    proposal = f"{at}/exemptions/{made['id']}"
    asked = [
        other.get(f"{at}/clocks"),
        other.post(f"{at}/clocks/{clock}/exemption", {"reason": "Please."}),
        other.post(f"{at}/clocks/{clock}/exemptions", {"reason": "Please."}),
        other.post(f"{proposal}/acceptance"),
        other.post(f"{proposal}/refusal", {"reason": "No."}),
    ]
    assert [each.status_code for each in asked] == [404] * len(asked)
