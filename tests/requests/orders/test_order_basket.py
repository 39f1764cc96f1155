"""The basket: kept until it is ordered, ordered once, and each thing is a request of its own."""

import pytest

from spoc.catalogue.activities import suspend_offering
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.records.models import Link
from spoc.requests.activities.basket import Chosen, order_basket, put_in_basket, take_out
from spoc.requests.models import Basket, BasketItem, Fulfilment
from spoc.requests.order_access import items_of


@pytest.fixture
def put(people):
    """Return a function that lets Karin Holm put something into her basket."""

    def done(offering, **chosen) -> BasketItem:
        karin = people["Karin Holm"]
        given = {"requested_for": karin, **chosen}
        return put_in_basket(karin, by=karin, chosen=Chosen(offering, **given))

    return done


def test_all_in_it_is_ordered_at_once_and_joined(people, offer, laptop, put):
    karin = people["Karin Holm"]
    first = put(offer("Mouse"), quantity=2)
    put(laptop, answers={"model": "small"})
    made = order_basket(first.basket, by=karin)
    assert [each.title for each in made] == ["Mouse", "Laptop"]
    orders = Fulfilment.objects.filter(basket=first.basket).order_by("pk")
    assert [each.stage for each in orders] == ["fulfilling", "approving"]
    assert Link.objects.filter(relation="related_to", from_id=made[0].pk).count() == 1
    assert order_basket(first.basket, by=karin) == made
    assert not items_of(karin).exists()


def test_a_new_basket_is_begun_after_one_was_ordered(people, offer, put):
    mouse = offer("Mouse")
    first = put(mouse)
    order_basket(first.basket, by=people["Karin Holm"])
    assert put(mouse).basket_id != first.basket_id
    assert Basket.objects.filter(person=people["Karin Holm"], state="open").count() == 1


def test_what_is_taken_out_is_not_ordered(people, offer, put):
    karin, first = people["Karin Holm"], put(offer("Mouse"))
    take_out(first.basket, by=karin, item=first)
    with pytest.raises(NotPossible):
        order_basket(first.basket, by=karin)


def test_nobody_reaches_into_anothers_basket(people, offer, put):
    item, sanna = put(offer("Mouse")), people["Sanna Kivi"]
    for step in (
        lambda: take_out(item.basket, by=sanna, item=item),
        lambda: order_basket(item.basket, by=sanna),
    ):
        with pytest.raises(NotAllowed):
            step()


def test_what_the_form_lacks_is_said_before_it_is_in_the_basket(laptop, put):
    with pytest.raises(NotPossible) as refusal:
        put(laptop)
    assert "field-model" in refusal.value.fields
    assert not BasketItem.objects.exists()


def test_what_is_no_longer_offered_keeps_the_rest_from_being_ordered(people, offer, put):
    mouse = offer("Mouse")
    basket = put(mouse).basket
    put(offer("Keyboard"))
    suspend_offering(mouse, by=people["Lena Falk"], reason="Out of stock")
    with pytest.raises(NotPossible, match="Mouse cannot be ordered"):
        order_basket(basket, by=people["Karin Holm"])
    assert not Fulfilment.objects.exclude(stage="").exists()
