"""Actions over the API: the same law as on the pages."""

import pytest

from spoc.people.queries import system
from spoc.workflow.activities import actions as do
from spoc.workflow.activities.actions import ActionPlan
from spoc.workflow.models import Action
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


def test_one_is_set_up_tried_and_changed_by_an_administrator(people, machine):
    asa, body = (
        machine("Åsa Ekman"),
        {
            "kind": "http",
            "name": "Tell the other",
            "told": {"address": "http://127.0.0.1:1/x", "secret": "Bearer hush-hush"},
            "inputs": {"account": "text", "count": "number optional"},
        },
    )
    made = asa.post("/actions", body)
    assert (made.status_code, made.json()["inputs"]) == (201, body["inputs"])
    assert (made.json()["is_on"], "hush" in made.content.decode()) == (False, False)
    one = f"/actions/{made.json()['id']}"
    run = asa.post(f"{one}/trials", {"inputs": {"account": "karin"}})
    assert (run.status_code, run.json()["is_trial"], run.json()["state"]) == (201, True, "waiting")
    assert list(asa.post(f"{one}/trials", {"inputs": {}}).json()["errors"]) == ["account"]
    secret = Action.objects.get().settings["secret"]
    changed = asa.patch(one, {"name": "Tell them", "run_as": None})
    assert (changed.json()["name"], changed.json()["inputs"]) == ("Tell them", body["inputs"])
    assert Action.objects.get().settings["secret"] == secret
    # a secret typed for one machine is not handed to another
    moved = asa.patch(one, {"told": {"address": "http://127.0.0.2:1/x"}})
    assert list(moved.json()["errors"]) == ["secret"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "magic"}, "kind"),
        ({"name": " "}, "name"),
        ({"inputs": {"account": "colour"}}, "inputs"),
        ({"told": {}}, "address"),
        ({"owner": 9_999_999}, "owner"),
    ],
)
def test_what_is_wrong_with_one_is_said_by_its_field(people, machine, said, field):
    body = {"kind": "http", "name": "Tell", "told": {"address": "http://127.0.0.1:1/x"}}
    answer = machine("Åsa Ekman").post("/actions", {**body, **said})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert not Action.objects.exists()


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm", "Ylva Öberg"])
def test_others_set_nothing_up_and_try_nothing(call, machine, name):
    other, body = machine(name), {"kind": "http", "name": "Tell", "told": {}}
    assert other.post("/actions", body).status_code == 403
    refused = {other.post(f"/actions/{call.pk}/trials", {}).status_code}
    refused |= {other.patch(f"/actions/{call.pk}", {"name": "Mine"}).status_code}
    assert refused <= {403, 404}
