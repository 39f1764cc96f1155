"""What somebody has is changed or given back: from the page that shows it, by an order."""

import pytest
from tests.requests.portal.words import words_of

from spoc.catalogue.activities import Holding, begin_subscription, retire_offering
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.queries import system
from spoc.requests.activities.fulfil import deliver
from spoc.requests.activities.order import Wish, order
from spoc.requests.models import Fulfilment, SupportRequest

HERE = "/help/what-you-have"
FORM = [
    {"key": "plan", "kind": "text", "name": "Plan", "is_needed": True},
    {"key": "letter", "kind": "file", "name": "Letter"},
]


@pytest.fixture
def line(offer):
    return offer("Mobile line", is_subscription=True, form=FORM)


@pytest.fixture
def held(people, line):
    """A mobile line of Karin Holm's."""
    holding = Holding(people["Karin Holm"], 2, {"plan": "Small", "letter": [4711]})
    return begin_subscription(line, by=system(), holding=holding)


@pytest.fixture
def karin(client_of, held):
    return client_of("Karin Holm")


def test_what_one_has_says_what_one_may_do_with_it(karin, held, line):
    html = karin.get(HERE).content.decode()
    assert f'href="/order/{line.key}?held={held.pk}&amp;purpose=change"' in html
    assert f'href="/order/{line.key}?held={held.pk}&amp;purpose=end"' in html


def test_what_is_offered_no_more_can_only_be_given_back(people, karin, line, held):
    retire_offering(line, by=people["Lena Falk"])
    html = karin.get(HERE).content.decode()
    assert "purpose=change" not in html
    at = f"/order/{line.key}?held={held.pk}&purpose=end"
    assert karin.get(at).status_code == 200
    karin.post(f"/order/{line.key}", {"held": held.pk, "purpose": "end", "then": "order"})
    assert Fulfilment.objects.get(purpose="end").subscription == held


def test_a_change_begins_with_what_is_known(karin, held, line):
    page = karin.get(f"/order/{line.key}?held={held.pk}&purpose=change")
    html, words = page.content.decode(), words_of(page)
    assert "Change: Mobile line" in words and "Order the change" in words
    assert 'value="Small"' in html and 'value="2"' in html
    assert "4711" not in html
    assert "Put in the basket" not in words and "Who is it for?" not in words


def test_what_is_changed_is_ordered_and_stands_in_the_register(people, karin, held, line):
    given = {"held": held.pk, "purpose": "change", "field-plan": "Big", "quantity": "5"}
    answer = karin.post(f"/order/{line.key}", given | {"then": "order"})
    request = SupportRequest.objects.get(fulfilment__purpose="change")
    assert answer["Location"] == f"/help/requests/{request.pk}"
    assert request.title == "Change: Mobile line"
    deliver(request, by=people["Elin Sand"], minutes=0)
    held.refresh_from_db()
    assert (held.quantity, held.details["plan"]) == (5, "Big")
    assert request.resolution == "Mobile line is changed."


def test_giving_back_asks_nothing_and_ends_it(people, karin, held, line):
    page = karin.get(f"/order/{line.key}?held={held.pk}&purpose=end")
    words = words_of(page)
    assert "Give back: Mobile line" in words and "Give it back" in words
    assert "field-plan" not in page.content.decode() and "Free of charge" not in words
    karin.post(f"/order/{line.key}", {"held": held.pk, "purpose": "end", "then": "order"})
    request = SupportRequest.objects.get(fulfilment__purpose="end")
    deliver(request, by=people["Elin Sand"], minutes=0)
    held.refresh_from_db()
    assert not held.is_open
    assert "It is given back." in words_of(karin.get(f"/help/requests/{request.pk}"))


def test_what_is_under_way_stands_in_place_of_the_steps(karin, held, line):
    karin.post(f"/order/{line.key}", {"held": held.pk, "purpose": "end", "then": "order"})
    request = SupportRequest.objects.get(fulfilment__purpose="end")
    page = karin.get(HERE)
    assert f"Being given back: {request.reference}" in words_of(page)
    assert "purpose=end" not in page.content.decode()
    again = karin.post(
        f"/order/{line.key}", {"held": held.pk, "purpose": "end", "once": "b", "then": "order"}
    )
    assert again.status_code == 422
    assert "This was ordered already, and is under way." in words_of(again)


@pytest.mark.parametrize(
    "asked", ["held=1&purpose=steal", "held=99999999&purpose=end", "held=x&purpose=end"]
)
def test_what_is_not_there_is_not_found(karin, line, asked):
    assert karin.get(f"/order/{line.key}?{asked}").status_code == 404


def test_what_another_has_is_not_there(client_of, held, line):
    sanna = client_of("Sanna Kivi")
    for at in (f"/order/{line.key}", f"/order/{line.key}/form"):
        assert sanna.post(at, {"held": held.pk, "purpose": "end"}).status_code == 404
    assert not Fulfilment.objects.filter(purpose="end").exists()


def test_nobody_gives_back_for_whom_they_do_not_order(people, held, line):
    sanna, wish = people["Sanna Kivi"], Wish(line, purpose="end", held=held)
    with pytest.raises(NotAllowed):
        order(people["Karin Holm"], by=sanna, wish=wish)


def test_what_is_had_of_something_else_is_not_changed_by_it(people, held, offer):
    karin, other = people["Karin Holm"], offer("Mouse")
    with pytest.raises(NotPossible):
        order(karin, by=karin, wish=Wish(other, purpose="end", held=held))


def test_the_desk_orders_it_for_its_holder(client_of, held, line):
    elin = client_of("Elin Sand")
    page = elin.get(f"/subscriptions/{held.pk}")
    assert f"/order/{line.key}?held={held.pk}&amp;purpose=change" in page.content.decode()
    assert "Change: Mobile line" in words_of(
        elin.get(f"/order/{line.key}?held={held.pk}&purpose=change")
    )
    given = {"held": held.pk, "purpose": "change", "field-plan": "Big", "quantity": "1"}
    answer = elin.post(f"/order/{line.key}", given | {"then": "order"})
    request = SupportRequest.objects.get(fulfilment__purpose="change")
    assert answer["Location"] == f"/requests/{request.pk}"
    assert (request.requester.name, request.fulfilment.requested_for.name) == (
        "Karin Holm",
        "Karin Holm",
    )


def test_many_things_cost_no_more_statements_than_one(
    people, karin, offer, django_assert_max_num_queries
):
    for number in range(4):
        extra = offer(f"Thing {number}", is_subscription=True)
        begin_subscription(extra, by=system(), holding=Holding(people["Karin Holm"]))
    karin.get(HERE)
    with django_assert_max_num_queries(8):
        assert karin.get(HERE).status_code == 200
