"""The log of work by machine: whose minutes they are, and correcting one's own."""

from datetime import timedelta

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.kit.time import at
from spoc.suppliers.access import suppliers_offered_to
from spoc.suppliers.activities import Order, hand_over
from spoc.work.queries import logs_of


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def request_(at_status):
    return at_status("in_progress", "incident")


def test_ones_own_log_is_corrected_for_seven_days(machine, token_of, request_):
    elin, place = machine("Elin Sand"), f"/requests/{request_.pk}/work-logs"
    log = elin.post(place, {"minutes": 25, "activity": "Looked"}).json()["id"]
    answer = elin.send("PATCH", f"{place}/{log}", {"minutes": 20})
    assert (answer.status_code, answer.json()["minutes"]) == (200, 20)
    assert answer.json()["activity"] == "Looked"
    assert elin.send("PATCH", f"{place}/{log}", {"minutes": 1441}).status_code == 422
    maja = machine("Maja Lindqvist")
    assert maja.send("PATCH", f"{place}/{log}", {"minutes": 1}).status_code == 403
    assert elin.send("PATCH", f"{place}/{log + 1}", {"minutes": 1}).status_code == 404
    with at(logs_of(request_).get().at + timedelta(days=8)):
        assert elin.send("PATCH", f"{place}/{log}", {"minutes": 1}).status_code == 403


def test_minutes_are_a_suppliers_where_it_was_handed_over(machine, people, request_):
    elin, place = machine("Elin Sand"), f"/requests/{request_.pk}/work-logs"
    supplier = suppliers_offered_to(people["Elin Sand"]).first()
    body = {"minutes": 190, "supplier": supplier.pk}
    assert elin.post(place, body).status_code == 422
    order = Order(supplier=supplier, title="Mend it", task="Mend it.")
    hand_over(request_, by=people["Elin Sand"], order=order)
    log = elin.post(place, body).json()
    assert (log["supplier"], log["tier"]) == (supplier.name, None)
    assert elin.post(place, {"minutes": 5}).json()["supplier"] == ""
