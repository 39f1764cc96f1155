"""Ordering in the portal, as a person reads it: with a script and without."""

import re

import pytest
from tests.requests.portal.words import words_of

from spoc.catalogue.activities import suspend_offering
from spoc.requests.activities.fulfil import deliver
from spoc.requests.models import BasketItem, Fulfilment, SupportRequest

LARGEST, BUDGET = 60_000, 45


@pytest.fixture
def karin(client_of, managed):
    return client_of("Karin Holm")


def test_the_form_shows_what_it_costs_takes_and_who_approves(karin, laptop):
    page = karin.get(f"/order/{laptop.key}")
    words = words_of(page)
    for told in ("Laptop", "Model", "9,800 kr", "3 working days", "It is approved Birgitta Ahl"):
        assert told in words
    assert "Why the big one" not in words
    assert 'value="House 4, floor 2, reading room A"' in page.content.decode()
    assert len(page.content) < LARGEST


def test_a_further_field_is_shown_by_what_was_answered(karin, laptop):
    given = {"field-model": "big", "quantity": "2", "then": "look"}
    for at in (f"/order/{laptop.key}/form", f"/order/{laptop.key}"):
        words = words_of(karin.post(at, given))
        assert "Why the big one" in words
        assert "2 × 9,800 kr, in all 19,600 kr" in words
    assert not Fulfilment.objects.exclude(stage="").exists()


def test_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(karin, laptop):
    given = {"field-model": "big", "field-where": "Room 7", "quantity": "3", "then": "order"}
    page = karin.post(f"/order/{laptop.key}", given)
    html = page.content.decode()
    assert page.status_code == 422
    assert "Why the big one: Answer this." in words_of(page)
    assert 'value="Room 7"' in html and 'value="3"' in html
    assert 'href="#field-field-why"' in html


def test_an_order_leads_to_its_request_and_sent_twice_is_one(karin, laptop):
    given = {"field-model": "small", "quantity": "1", "once": "abc", "then": "order"}
    first = karin.post(f"/order/{laptop.key}", given)
    again = karin.post(f"/order/{laptop.key}", given)
    assert first.status_code == again.status_code == 302
    assert first["location"] == again["location"]
    words = words_of(karin.get(first["location"]))
    assert "Ordered" in words and "Approval Birgitta Ahl" in words
    assert "Model Small" in words
    assert SupportRequest.objects.filter(title="Laptop").count() == 1


def test_a_manager_orders_for_whom_they_lead(client_of, laptop):
    boss = client_of("Birgitta Ahl")
    assert "Karin Holm" in words_of(boss.get(f"/order/{laptop.key}"))
    given = {"who": "other", "for": "Karin Holm", "field-model": "small", "then": "order"}
    boss.post(f"/order/{laptop.key}", given)
    order = Fulfilment.objects.get(stage="approving")
    assert order.requested_for.name == "Karin Holm"
    assert order.support_request.requester.name == "Birgitta Ahl"


def test_who_is_not_known_is_asked_for_again(client_of, laptop):
    given = {"who": "other", "for": "Nobody Here", "field-model": "small", "then": "order"}
    page = client_of("Birgitta Ahl").post(f"/order/{laptop.key}", given)
    assert page.status_code == 422
    assert "Nobody was found by this" in words_of(page)


def test_who_leads_nobody_is_not_asked_for_whom(client_of, laptop):
    assert "Who is it for?" not in words_of(client_of("Sanna Kivi").get(f"/order/{laptop.key}"))


def test_what_cannot_be_had_says_why_before_it_is_ordered(people, karin, offer):
    seat = offer("Drawing program", licences_left=0)
    words = words_of(karin.get(f"/order/{seat.key}"))
    assert "There are no licences left" in words
    mouse = offer("Mouse")
    suspend_offering(mouse, by=people["Lena Falk"], reason="Out of stock")
    assert "It cannot be ordered for the time being." in words_of(karin.get(f"/order/{mouse.key}"))


@pytest.mark.parametrize("step", ["", "/form"])
def test_what_is_not_meant_for_somebody_is_not_there(client_of, offer, step):
    lonely = offer("Case tool", "case-handling")
    asked = client_of("Karin Holm").post(f"/order/{lonely.key}{step}", {"then": "order"})
    assert asked.status_code == 404
    assert client_of("Karin Holm").get("/order/no-such-thing").status_code == 404


def test_what_is_delivered_is_accepted_or_not(people, karin, offer, ordered):
    request = ordered(offer("Mouse"))
    deliver(request, by=people["Elin Sand"], words="It lies on your desk.", minutes=0)
    at = f"/help/requests/{request.pk}"
    words = words_of(karin.get(at))
    assert "It is delivered. Is it as it should be?" in words
    karin.post(f"{at}/reopening", {"reason": "No wheel"})
    assert Fulfilment.objects.get(pk=request.pk).stage == "fulfilling"
    deliver(SupportRequest.objects.get(pk=request.pk), by=people["Elin Sand"], minutes=0)
    karin.post(f"{at}/confirmation")
    assert Fulfilment.objects.get(pk=request.pk).stage == "accepted"


def test_a_refused_order_says_why_on_its_page(waiting, decided, karin):
    decided(waiting, is_approved=False, reason="Yours is new")
    words = words_of(karin.get(f"/help/requests/{waiting.pk}"))
    assert "Your order was refused. It was not approved." in words
    assert "What was said about it: Yours is new" in words


def test_own_orders_are_listed_and_nobody_elses(karin, client_of, waiting):
    words = words_of(karin.get("/help/orders"))
    assert "Laptop" in words and "Somebody has to approve it first" in words
    assert "You have ordered nothing yet" in words_of(client_of("Sanna Kivi").get("/help/orders"))


def test_the_basket_is_filled_shown_and_ordered(karin, laptop, offer):
    mouse = offer("Mouse", price="190")
    karin.post(f"/order/{laptop.key}", {"field-model": "small", "then": "basket"})
    karin.post(f"/order/{mouse.key}", {"quantity": "2", "then": "basket"})
    page = karin.get("/basket")
    words = words_of(page)
    assert "Model Small" in words and "In all: 10,180 kr" in words
    item = BasketItem.objects.get(offering=mouse)
    karin.post(f"/basket/items/{item.pk}/removal")
    at = re.search(r'action="(/basket/\d+/order)"', page.content.decode())[1]
    ordered_at = karin.post(at)["location"]
    assert "Laptop" in words_of(karin.get(ordered_at))
    assert Fulfilment.objects.exclude(stage="").count() == 1


def test_anothers_basket_is_not_there(karin, client_of, laptop):
    karin.post(f"/order/{laptop.key}", {"field-model": "small", "then": "basket"})
    item = BasketItem.objects.get()
    sanna = client_of("Sanna Kivi")
    assert sanna.post(f"/basket/items/{item.pk}/removal").status_code == 404
    assert sanna.post(f"/basket/{item.basket_id}/order").status_code == 404
    assert sanna.get(f"/basket/{item.basket_id}").status_code == 404


@pytest.mark.parametrize("at", ["/order/laptop", "/help/orders", "/basket"])
def test_the_pages_keep_to_their_budget(karin, laptop, ordered, django_assert_max_num_queries, at):
    for _each in range(3):
        ordered(laptop, answers={"model": "small"})
        karin.post(f"/order/{laptop.key}", {"field-model": "small", "then": "basket"})
    with django_assert_max_num_queries(BUDGET):
        assert karin.get(at).status_code == 200


def test_the_desk_reads_the_order_beside_its_request(client_of, waiting):
    words = words_of(client_of("Elin Sand").get(f"/requests/{waiting.pk}"))
    assert "Stage Waits for approval" in words
    assert "Model Small" in words


def test_the_desk_delivers_by_hand(client_of, offer, ordered):
    request, elin = ordered(offer("Mouse")), client_of("Elin Sand")
    at = f"/requests/{request.pk}"
    assert f"{at}/delivery" in elin.get(at).content.decode()
    assert elin.get(f"{at}/delivery").status_code == 200
    elin.post(f"{at}/delivery", {"words": "On your desk", "minutes": "5"})
    assert SupportRequest.objects.get(pk=request.pk).resolution == "On your desk"
