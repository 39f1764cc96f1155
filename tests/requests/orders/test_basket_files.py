"""Files that wait in a basket: kept, handed on with the order, and gone with what is taken out."""

import base64
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.requests.portal.words import words_of

from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.records.activities import Upload
from spoc.records.models import Attachment
from spoc.requests.activities.basket import (
    Chosen,
    forget_basket,
    order_basket,
    put_in_basket,
    take_out,
)
from spoc.requests.activities.order import Wish, order
from spoc.requests.models import BasketItem, Fulfilment

FORM = [
    {"key": "plan", "kind": "file", "name": "Plan", "is_needed": True},
    {"key": "room", "kind": "text", "name": "Room"},
]
PLAN = Upload("plan.txt", "text/plain", b"Two sockets")


@pytest.fixture
def socket(offer):
    return offer("Wall socket", form=FORM)


@pytest.fixture
def waits(people, socket):
    """Something in the basket of Karin Holm, with a file."""
    karin = people["Karin Holm"]
    chosen = Chosen(socket, karin, {"room": "A"}, files={"plan": [PLAN]})
    return put_in_basket(karin, by=karin, chosen=chosen)


def test_a_file_waits_with_the_thing_and_goes_on_with_its_order(people, waits):
    file = Attachment.objects.get()
    assert (file.noun, file.part_id) == ("basket", waits.pk)
    assert waits.answers == {"plan": [file.pk], "room": "A"}
    (made,) = order_basket(waits.basket, by=people["Karin Holm"])
    file.refresh_from_db()
    assert (file.noun, file.subject_id, file.part_id) == ("request", made.pk, None)
    assert Fulfilment.objects.get(pk=made.pk).answers == {"plan": [file.pk], "room": "A"}


def test_a_file_that_is_needed_is_asked_for(people, socket):
    karin = people["Karin Holm"]
    with pytest.raises(NotPossible) as refusal:
        put_in_basket(karin, by=karin, chosen=Chosen(socket, karin, {"room": "A"}))
    assert "field-plan" in refusal.value.fields
    assert not BasketItem.objects.exists()


def test_what_is_taken_out_takes_its_file_along(people, waits):
    take_out(waits.basket, by=people["Karin Holm"], item=waits)
    assert not Attachment.objects.exists()


def test_what_nobody_orders_in_a_month_is_taken_out(people, waits, socket, run_job):
    later = now() + timedelta(days=31)
    with at(later):
        karin = people["Karin Holm"]
        fresh = put_in_basket(karin, by=karin, chosen=Chosen(socket, karin, files={"plan": [PLAN]}))
        with pytest.raises(NotAllowed):
            forget_basket(waits.basket, by=karin)
        run_job("requests.order_jobs.forget_baskets", timestamp=0)
    assert [each.pk for each in BasketItem.objects.all()] == [fresh.pk]
    assert [each.part_id for each in Attachment.objects.all()] == [fresh.pk]


def test_what_waits_less_long_stays(waits):
    with at(now() + timedelta(days=29)):
        forget_basket(waits.basket, by=system())
    assert BasketItem.objects.count() == 1


def test_nobody_names_a_file_of_another_as_their_answer(people, waits, socket):
    file = Attachment.objects.get()
    sanna = people["Sanna Kivi"]
    wish = Wish(socket, {"plan": [file.pk]})
    with pytest.raises(NotPossible) as refusal:
        order(sanna, by=sanna, wish=wish)
    assert "field-plan" in refusal.value.fields


def test_a_file_for_a_field_that_takes_none_changes_no_answer(people, socket):
    karin = people["Karin Holm"]
    files = {"plan": [PLAN], "room": [PLAN]}
    made = order(karin, by=karin, wish=Wish(socket, {"room": "A"}, files=files))
    assert made.fulfilment.answers["room"] == "A"
    assert Attachment.objects.count() == 1


def test_the_portal_keeps_it_and_shows_it_to_its_owner_alone(client_of, socket):
    karin = client_of("Karin Holm")
    sent = SimpleUploadedFile("plan.txt", b"Two sockets", "text/plain")
    given = {"field-plan": sent, "field-room": "A", "quantity": "1", "then": "basket"}
    assert karin.post(f"/order/{socket.key}", given)["Location"] == "/basket"
    assert "Plan plan.txt" in words_of(karin.get("/basket"))
    address = f"/files/{Attachment.objects.get().pk}"
    assert karin.get(address).status_code == 200
    for other in ("Sanna Kivi", "Elin Sand"):
        assert client_of(other).get(address).status_code == 404


def test_a_file_too_large_is_refused_and_nothing_typed_is_lost(client_of, socket, settings):
    settings.SPOC_ATTACHMENT_LIMIT = 4
    sent = SimpleUploadedFile("plan.txt", b"Two sockets", "text/plain")
    given = {"field-plan": sent, "field-room": "Seven", "quantity": "1", "then": "basket"}
    page = client_of("Karin Holm").post(f"/order/{socket.key}", given)
    assert page.status_code == 422
    assert 'value="Seven"' in page.content.decode()
    assert not BasketItem.objects.exists()


@pytest.fixture
def karin(token_of):
    return Machine(token_of("Karin Holm", READ_AND_WRITE))


@pytest.mark.parametrize("path", ["/orders", "/basket/items"])
def test_machines_send_files_within_the_body(karin, socket, path):
    file = {"filename": "plan.txt", "content": base64.b64encode(b"Two").decode()}
    asked = {"offering": socket.key, "files": {"plan": [file]}}
    assert karin.post(path, asked).status_code == 201
    kept = Attachment.objects.get()
    assert (kept.filename, kept.size) == ("plan.txt", 3)


@pytest.mark.parametrize("content", ["%%%", "="])
def test_machines_are_told_what_is_no_file(karin, socket, content):
    file = {"filename": "plan.txt", "content": content}
    asked = {"offering": socket.key, "files": {"plan": [file]}}
    assert karin.post("/orders", asked).status_code == 422
    assert not Attachment.objects.exists()
