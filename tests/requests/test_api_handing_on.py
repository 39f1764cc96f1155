"""Handing a request on by machine: the note, the coordinator's say, and the list of notes."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.floor.notes import SAID

from spoc.people.models import Team
from spoc.requests import activities as do


@pytest.fixture
def machine(token_of):
    """Give the machine of somebody at the desk."""
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def handed(people, at_status, machine):
    """An incident handed on to Infrastructure by machine, where Amir has it."""
    request, amir = at_status("in_progress", "incident"), people["Amir Haddad"]
    body = {"team": team("infrastructure"), **SAID}
    answer = machine("Elin Sand").post(f"/requests/{request.pk}/escalation", body)
    shown = answer.json()
    assert (shown["status"], shown["hop_count"], shown["tier_max"]) == ("assigned", 1, 3)
    do.assign(request, by=amir, assignee=amir)
    return request


def team(key: str) -> int:
    return Team.objects.get(key=key).pk


def test_a_note_with_a_part_left_out_is_refused_by_field(machine, at_status):
    request = at_status("in_progress")
    place, body = f"/requests/{request.pk}/escalation", {"team": team("infrastructure"), **SAID}
    answer = machine("Elin Sand").post(place, {**body, "told": " ", "tried": "\n"})
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"told", "tried"}


def test_the_notes_are_listed_for_the_desk_alone(machine, handed):
    place = f"/requests/{handed.pk}/handoffs"
    [listed] = machine("Elin Sand").get(place).json()["items"]
    assert {part: listed[part] for part in SAID} == SAID
    assert (listed["state"], listed["from_tier"], listed["to_tier"]) == ("made", 2, 3)
    assert listed["to_team"]["name"] == "Infrastructure"
    assert machine("Karin Holm").get(place).status_code == 403


def test_an_agent_asks_and_the_coordinator_decides(machine, handed):
    place, body = f"/requests/{handed.pk}", {"team": team("applications"), **SAID}
    amir, sofia = machine("Amir Haddad"), machine("Sofia Berg")
    refused = amir.post(f"{place}/escalation", body)
    assert (refused.status_code, set(refused.json()["errors"])) == (422, {"ask"})
    asked = amir.post(f"{place}/coordination", body)
    assert (asked.status_code, asked.json()["state"]) == (201, "asked")
    assert amir.post(f"{place}/keeping", {"reason": "No."}).status_code == 403
    assert sofia.post(f"{place}/keeping", {"reason": "The disk."}).status_code == 200
    amir.post(f"{place}/coordination", body)
    gone = sofia.post(f"{place}/escalation", {**body, "reason": "They mend it."})
    assert (gone.json()["team"]["name"], gone.json()["hop_count"]) == ("Applications", 2)
    states = [each["state"] for each in sofia.get(f"{place}/handoffs").json()["items"]]
    assert states == ["made", "dropped", "made"]
