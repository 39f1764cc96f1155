"""Actions over the API: the same law as on the pages."""

import pytest

from spoc.people.queries import system
from spoc.workflow.activities import actions as do
from spoc.workflow.activities.actions import ActionPlan
from tests.floor.machine import READ_AND_WRITE, Machine


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def call(people):
    """A call of another system, with a secret."""
    told = {"address": "http://127.0.0.1:1/x", "secret": "Bearer hush-hush"}
    plan = ActionPlan("Tell the other", told, {"account": "text"})
    return do.add_action("http", by=people["Åsa Ekman"], plan=plan)


def test_it_is_read_switched_and_checked(call, machine):
    asa = machine("Åsa Ekman")
    [listed] = asa.get("/actions").json()["items"]
    assert (listed["key"], listed["inputs"]) == ("tell-the-other", {"account": "text"})
    one = f"/actions/{call.pk}"
    assert "hush" not in asa.get(one).content.decode()
    assert asa.send("PUT", f"{one}/switch", {"is_on": True}).json()["is_on"] is True
    assert "not called from here" in asa.post(f"{one}/check").json()["problem"]


def test_what_was_run_is_read(call, machine, people):
    do.switch_action(call, by=people["Åsa Ekman"], is_on=True)
    run = do.begin_run(call, by=system(), inputs={"account": "karin"}, mark="m")
    asa = machine("Åsa Ekman")
    [listed] = asa.get(f"/actions/{call.pk}/runs?state=waiting").json()["items"]
    assert (listed["id"], listed["mark"]) == (run.pk, "m")
    assert asa.get(f"/actions/{call.pk}/runs?state=done").json()["items"] == []
    assert asa.get(f"/action-runs/{run.pk}").json()["state"] == "waiting"
    assert asa.get(f"/actions/{call.pk}/runs?state=odd").status_code == 422


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm", "Inga Wallin"])
def test_others_find_nothing(call, machine, people, name):
    do.switch_action(call, by=people["Åsa Ekman"], is_on=True)
    run = do.begin_run(call, by=system(), inputs={"account": "karin"}, mark="m")
    other = machine(name)
    assert other.get("/actions").json()["items"] == []
    for place in (f"/actions/{call.pk}", f"/actions/{call.pk}/runs", f"/action-runs/{run.pk}"):
        assert other.get(place).status_code == 404
    assert other.send("PUT", f"/actions/{call.pk}/switch", {"is_on": False}).status_code == 404
    assert other.post(f"/actions/{call.pk}/check").status_code == 404


def test_an_auditor_reads_and_switches_nothing(call, machine):
    ylva = machine("Ylva Öberg")
    assert ylva.get(f"/actions/{call.pk}").status_code == 200
    assert ylva.send("PUT", f"/actions/{call.pk}/switch", {"is_on": True}).status_code == 403
