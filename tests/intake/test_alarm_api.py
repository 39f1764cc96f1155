"""Alarms and maintenance over the API: the same law as on the pages."""

from datetime import timedelta

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue.queries import service_by_key
from spoc.channels.rules.heard import Alarm as Told
from spoc.intake.activities import hear_alarm
from spoc.kit.time import now


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


def planned(**further):
    begins = now() + timedelta(hours=1)
    said = {"starts_at": begins.isoformat(), "ends_at": (begins + timedelta(hours=2)).isoformat()}
    return {"service": service_by_key("mail").pk, "reason": "New disks", **said, **further}


def test_an_alarm_is_read_with_the_request_it_became(noc, machine):
    hear_alarm(Told(key="disk", is_over=False, title="Disk full", service="mail"), noc)
    (alarm,) = machine("Elin Sand").get("/alarms").json()["items"]
    assert (alarm["key"], alarm["count"], alarm["is_over"]) == ("disk", 1, False)
    assert machine("Elin Sand").get(f"/alarms/{alarm['id']}").json() == alarm
    assert machine("Karin Holm").get("/alarms").json()["items"] == []
    assert machine("Karin Holm").get(f"/alarms/{alarm['id']}").status_code == 404


def test_maintenance_is_planned_changed_and_ended(db, machine):
    asa = machine("Åsa Ekman")
    made = asa.post("/maintenance-windows", planned())
    assert made.status_code == 201
    at = f"/maintenance-windows/{made.json()['id']}"
    assert asa.get(at).json() == made.json()
    changed = asa.send("PUT", at, planned(reason="Newer disks"))
    assert (changed.status_code, changed.json()["reason"]) == (200, "Newer disks")
    assert asa.post(f"{at}/end").status_code == 200
    assert asa.post(f"{at}/end").status_code == 422


@pytest.mark.parametrize(
    ("who", "further", "status"),
    [
        ("Åsa Ekman", {"service": None}, 422),
        ("Åsa Ekman", {"service": 10**9}, 422),
        ("Åsa Ekman", {"ends_at": "2020-01-01T00:00:00Z"}, 422),
        ("Åsa Ekman", {"reason": ""}, 422),
        ("Elin Sand", {}, 403),
        ("Karin Holm", {}, 403),
    ],
)
def test_what_may_not_be_planned_is_refused(db, machine, who, further, status):
    assert machine(who).post("/maintenance-windows", planned(**further)).status_code == status
