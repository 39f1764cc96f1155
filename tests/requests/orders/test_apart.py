"""Who decides is somebody else than who gains or orders; what is had is changed within bounds."""

from decimal import Decimal

import pytest

from spoc.catalogue.activities import Holding, begin_subscription
from spoc.catalogue.models import Offering
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests.activities import restrict
from spoc.requests.activities.fulfil import deliver, look_at_order
from spoc.requests.activities.handed_out import note_item
from spoc.requests.activities.order import Wish, order
from spoc.requests.models import Fulfilment, SupportRequest
from spoc.work.activities import finish_task
from spoc.work.approval_access import seat_of
from spoc.work.models import Approval, Task

BY_MANAGER = {"approvers": [{"who": "manager"}]}


@pytest.fixture
def seat(offer):
    """A program with a price, of which there are few licences."""
    return offer(
        "Seat", is_subscription=True, licences_left=3, price=Decimal("900"), needs_identity=False
    )


@pytest.fixture
def held(people, seat):
    """Two of them that Karin Holm has."""
    return begin_subscription(seat, by=system(), holding=Holding(people["Karin Holm"], 2))


def thing(number):
    name = f"Laptop {number}"
    return ConfigurationItem.objects.create(name=name, sort_name=name.lower(), kind="device")


def test_who_orders_does_not_approve_it(people, managed, laptop, ordered):
    request = ordered(laptop, by="Birgitta Ahl", answers={"model": "small"})

    asked = Approval.objects.filter(round__noun="request", round__subject_id=request.pk)

    assert people["Birgitta Ahl"].pk not in {each.approver_id for each in asked}
    assert asked.exists()
    assert all(people["Birgitta Ahl"].pk in seat_of(each).barred for each in asked)


def test_more_than_there_are_left_is_refused_when_it_is_ordered(people, seat, held, ordered):
    request = ordered(seat, purpose="change", held=held, quantity=50)

    order = request.fulfilment
    assert (order.stage, order.refused_code) == ("refused", "licences")
    assert Offering.objects.get(pk=seat.pk).licences_left == 1


def test_what_is_changed_puts_by_only_what_is_more(people, seat, held, ordered):
    request = ordered(seat, purpose="change", held=held, quantity=3)
    assert Offering.objects.get(pk=seat.pk).licences_left == 0

    deliver(request, by=people["Elin Sand"], minutes=0)

    held.refresh_from_db()
    assert held.quantity == 3
    assert Offering.objects.get(pk=seat.pk).licences_left == 0


def test_what_is_given_back_costs_nothing(seat, held, ordered):
    request = ordered(seat, purpose="end", held=held)

    assert (request.fulfilment.price, request.supportability) == (None, "supported")


def test_what_is_given_back_asks_for_no_proof(people, offer, ordered):
    reset = offer("Key", is_subscription=True, needs_identity=True)
    held = begin_subscription(reset, by=system(), holding=Holding(people["Karin Holm"], 1))

    request = ordered(reset, purpose="end", held=held)

    assert request.fulfilment.stage == "fulfilling"


def test_what_is_being_given_back_is_not_changed_as_well(seat, held, ordered):
    ordered(seat, purpose="end", held=held)

    with pytest.raises(NotPossible, match="under way"):
        ordered(seat, purpose="change", held=held, quantity=1)


def test_what_came_of_a_restricted_order_stays_restricted(people, seat, ordered, finish):
    first = finish(ordered(seat))
    restrict(first, by=people["Sofia Berg"], readers=[people["Elin Sand"]])
    held = Fulfilment.objects.get(pk=first.pk).subscription

    back = ordered(seat, purpose="end", held=held)

    assert SupportRequest.objects.get(pk=back.pk).is_restricted


@pytest.fixture
def wanted(offer, ordered):
    """A laptop that was ordered, of which it is asked which one it is."""
    return ordered(offer("Laptop", gives_item=True, is_subscription=True))


def test_where_it_is_asked_which_one_the_last_task_does_not_deliver(people, wanted, work):
    work()
    finish_task(Task.objects.get(subject_id=wanted.pk), by=people["Elin Sand"])
    work()
    assert Fulfilment.objects.get(pk=wanted.pk).stage == "fulfilling"

    note_item(wanted, by=people["Elin Sand"], item=thing(1))
    look_at_order(SupportRequest.objects.get(pk=wanted.pk), by=system())

    assert Fulfilment.objects.get(pk=wanted.pk).stage == "delivered"


def test_what_somebody_has_is_not_handed_to_another(people, offer, ordered, wanted):
    first = thing(1)
    deliver(wanted, by=people["Elin Sand"], minutes=0, item=first)
    offering = Offering.objects.get(name="Laptop")
    oskar = Person.objects.get(name="Birgitta Ahl")
    other = order(oskar, by=people["Elin Sand"], wish=Wish(offering))

    with pytest.raises(NotPossible, match="somebody has it"):
        deliver(other, by=people["Elin Sand"], minutes=0, item=first)


def test_what_is_out_of_use_is_not_handed_out(people, wanted):
    old = thing(2)
    ConfigurationItem.objects.filter(pk=old.pk).update(is_live=False)
    old.refresh_from_db()

    with pytest.raises(NotPossible, match="out of use"):
        deliver(wanted, by=people["Elin Sand"], minutes=0, item=old)
