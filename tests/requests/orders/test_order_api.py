"""Orders by machine: the same law as the pages, and what is not there for who may not see it."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.requests.activities.fulfil import deliver
from spoc.requests.models import SupportRequest


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


def test_an_order_is_made_and_read(machine, laptop):
    karin = machine("Karin Holm")
    asked = {"offering": laptop.key, "answers": {"model": "small"}, "quantity": 2}
    made = karin.post("/orders", asked)
    assert made.status_code == 201
    told = made.json()
    assert (told["stage"], told["price"], told["total"]) == ("approving", "9800.00", "19600.00")
    assert told["requested_for"]["name"] == "Karin Holm"
    assert karin.get(f"/orders/{told['number']}").json() == told
    assert SupportRequest.objects.get(pk=told["number"]).channel == "api"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"answers": {"model": "huge"}}, 422),
        ({"answers": {"model": "small"}, "quantity": 0}, 422),
        ({"answers": {"model": "small"}, "whom": 99_999_999}, 422),
        ({"offering": "no-such-thing"}, 404),
    ],
)
def test_what_does_not_fit_is_refused(machine, laptop, asked, status):
    answer = machine("Karin Holm").post("/orders", {"offering": laptop.key, **asked})
    assert answer.status_code == status


def test_the_same_key_is_the_same_order(machine, laptop):
    karin, asked = machine("Karin Holm"), {"offering": laptop.key, "answers": {"model": "small"}}
    first = karin.post("/orders", asked, **{"Idempotency-Key": "a"})
    again = karin.post("/orders", asked, **{"Idempotency-Key": "a"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = karin.post("/orders", {**asked, "quantity": 2}, **{"Idempotency-Key": "a"})
    assert other.status_code == 409


def test_delivery_acceptance_and_rejection(machine, offer, ordered):
    at = f"/orders/{ordered(offer('Mouse')).pk}"
    karin, elin = machine("Karin Holm"), machine("Elin Sand")
    assert karin.post(f"{at}/delivery", {}).status_code == 403
    assert elin.post(f"{at}/delivery", {"text": "There", "minutes": 1}).json()["stage"] == (
        "delivered"
    )
    assert karin.post(f"{at}/rejection", {"reason": "No wheel"}).json()["stage"] == "fulfilling"
    assert karin.post(f"{at}/acceptance").status_code == 422
    elin.post(f"{at}/delivery", {"minutes": 1})
    assert karin.post(f"{at}/acceptance").json()["stage"] == "accepted"


def test_orders_are_listed_by_how_far_they_are(people, machine, offer, ordered, laptop):
    mouse = ordered(offer("Mouse"))
    waiting = ordered(laptop, answers={"model": "small"})
    deliver(mouse, by=people["Elin Sand"], minutes=0)
    elin = machine("Elin Sand")
    numbers = [each["number"] for each in elin.get("/orders").json()["items"]]
    assert numbers[:2] == [waiting.pk, mouse.pk]
    found = elin.get("/orders", stage="delivered").json()["items"]
    assert [each["number"] for each in found] == [mouse.pk]
    assert elin.get("/orders", offering=laptop.key).json()["items"][0]["number"] == waiting.pk


@pytest.mark.parametrize("name", ["Rune Dahl", "Sanna Kivi", "Åsa Ekman"])
def test_others_orders_are_not_there(machine, waiting, name):
    stranger = machine(name)
    assert stranger.get(f"/orders/{waiting.pk}").status_code == 404
    assert stranger.get("/orders").json()["items"] == []


def test_a_request_that_is_no_order_is_not_there_as_one(machine, register_request):
    number = register_request().pk
    elin = machine("Elin Sand")
    assert elin.get(f"/orders/{number}").status_code == 404
    assert elin.post(f"/orders/{number}/delivery", {}).status_code == 404


def test_a_basket_is_filled_emptied_and_ordered(machine, offer, laptop):
    karin, mouse = machine("Karin Holm"), offer("Mouse")
    assert karin.post("/basket/order").status_code == 404
    karin.post("/basket/items", {"offering": mouse.key, "quantity": 2})
    asked = {"offering": laptop.key, "answers": {"model": "small"}}
    items = karin.post("/basket/items", asked).json()["items"]
    assert [each["offering"]["name"] for each in items] == ["Mouse", "Laptop"]
    assert karin.post("/basket/items", {"offering": laptop.key}).status_code == 422
    assert machine("Sanna Kivi").delete(f"/basket/items/{items[0]['id']}").status_code == 404
    karin.delete(f"/basket/items/{items[0]['id']}")
    karin.post("/basket/items", {"offering": mouse.key})
    made = karin.post("/basket/order")
    assert made.status_code == 201
    stages = [(each["offering"]["name"], each["stage"]) for each in made.json()["items"]]
    assert stages == [("Laptop", "approving"), ("Mouse", "fulfilling")]
    assert karin.get("/basket").json() == {"items": []}
