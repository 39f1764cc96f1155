"""What was handed out: asked for where the offering says so, and shown to who may know of it."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.requests.portal.words import words_of

from spoc.catalogue.models import Service
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.activities.fulfil import deliver
from spoc.requests.activities.handed_out import note_item
from spoc.requests.models import Fulfilment, SupportRequest


@pytest.fixture
def thing(db):
    """A laptop with a number of its own."""
    service = Service.objects.get(key="workplace")
    return ConfigurationItem.objects.create(
        name="Laptop 4711", sort_name="laptop 4711", kind="device", service=service
    )


@pytest.fixture
def wanted(offer, ordered):
    """A laptop that was ordered, of which it is asked which one it is."""
    return ordered(offer("Laptop", gives_item=True, is_subscription=True))


def test_who_delivers_by_hand_says_which_one_it_is(people, wanted, thing):
    elin = people["Elin Sand"]
    with pytest.raises(NotPossible) as refusal:
        deliver(wanted, by=elin, minutes=0)
    assert set(refusal.value.fields) == {"item"}
    deliver(wanted, by=elin, minutes=0, item=thing)
    order = Fulfilment.objects.get(pk=wanted.pk)
    assert (order.item, order.subscription.item_number) == (thing, thing.pk)


def test_what_a_machine_delivers_is_said_afterwards(people, wanted, thing):
    deliver(wanted, by=system())
    note_item(wanted, by=people["Elin Sand"], item=thing)
    order = Fulfilment.objects.get(pk=wanted.pk)
    assert (order.item, order.subscription.item_number) == (thing, thing.pk)


def test_where_nothing_is_asked_nothing_need_be_said(people, offer, ordered):
    request = ordered(offer("Mouse"))
    deliver(request, by=people["Elin Sand"], minutes=0)
    assert Fulfilment.objects.get(pk=request.pk).item is None


def test_only_who_works_on_it_says_what_was_handed_out(people, wanted, thing):
    with pytest.raises(NotAllowed):
        note_item(wanted, by=people["Karin Holm"], item=thing)


def test_what_was_refused_handed_out_nothing(people, waiting, decided, thing):
    request = decided(waiting, is_approved=False, reason="No")
    with pytest.raises(NotPossible):
        note_item(request, by=people["Elin Sand"], item=thing)


def test_an_order_that_was_withdrawn_handed_out_nothing(people, wanted, thing, work):
    do.cancel(wanted, by=people["Karin Holm"], reason="withdrawn")
    work()
    with pytest.raises(NotPossible):
        note_item(SupportRequest.objects.get(pk=wanted.pk), by=people["Elin Sand"], item=thing)


def test_the_desk_chooses_it_where_it_delivers(client_of, wanted, thing):
    elin, at = client_of("Elin Sand"), f"/requests/{wanted.pk}"
    assert "Laptop 4711" in words_of(elin.get(f"{at}/delivery"))
    refused = elin.post(f"{at}/delivery", {"words": "There", "minutes": "1"})
    assert refused.status_code == 422
    assert "Say which configuration item was handed out." in words_of(refused)
    given = {"words": "There", "minutes": "1", "item": thing.reference}
    assert elin.post(f"{at}/delivery", given).status_code == 302
    page = elin.get(at)
    assert f"Handed out: {thing}" in words_of(page)
    assert f'href="/settings/items/{thing.pk}"' in page.content.decode()


def test_it_can_be_said_later_and_a_number_that_is_none_is_refused(client_of, wanted, thing):
    deliver(wanted, by=system())
    elin, at = client_of("Elin Sand"), f"/requests/{wanted.pk}"
    assert "What was handed out" in words_of(elin.get(at))
    assert elin.post(f"{at}/handed-out", {"item": "CI-99999"}).status_code == 422
    assert elin.post(f"{at}/handed-out", {"item": ""}).status_code == 422
    assert elin.post(f"{at}/handed-out", {"item": thing.reference}).status_code == 302
    assert Fulfilment.objects.get(pk=wanted.pk).item == thing


def test_the_page_of_the_thing_tells_who_has_it(people, client_of, wanted, thing):
    deliver(wanted, by=people["Elin Sand"], minutes=0, item=thing)
    words = words_of(client_of("Elin Sand").get(f"/settings/items/{thing.pk}"))
    assert "Karin Holm Held now" in words
    assert wanted.reference in words
    held = Fulfilment.objects.get(pk=wanted.pk).subscription
    assert str(thing) in words_of(client_of("Lena Falk").get(f"/subscriptions/{held.pk}"))


def test_the_page_of_the_thing_tells_nothing_of_a_request_that_is_not_theirs(
    people, client_of, wanted, thing
):
    deliver(wanted, by=people["Elin Sand"], minutes=0, item=thing)
    do.restrict(wanted, by=people["Elin Sand"], readers=[people["Elin Sand"]])
    words = words_of(client_of("Daniel Okoro").get(f"/settings/items/{thing.pk}"))
    assert thing.name in words
    assert "Karin Holm" not in words and wanted.reference not in words


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


def test_machines_say_it_and_a_requester_is_not_told_of_the_thing(machine, wanted, thing):
    elin, karin, at = machine("Elin Sand"), machine("Karin Holm"), f"/orders/{wanted.pk}"
    assert elin.post(f"{at}/delivery", {"minutes": 1}).status_code == 422
    assert elin.post(f"{at}/delivery", {"minutes": 1, "item": 99_999}).status_code == 422
    told = elin.post(f"{at}/delivery", {"minutes": 1, "item": thing.pk})
    assert told.json()["item"] == {"id": thing.pk, "name": thing.name}
    assert karin.get(at).json()["item"] is None
    held = f"/subscriptions/{told.json()['subscription']}"
    assert elin.get(held).json()["item"] == thing.pk
    assert karin.get(held).json()["item"] is None
    assert karin.send("PUT", f"{at}/item", {"item": thing.pk}).status_code == 422
    assert elin.send("PUT", f"{at}/item", {"item": thing.pk}).status_code == 200
