"""Ordering: what is asked first, who has to approve it, and what is refused at once."""

from decimal import Decimal

import pytest
from tests.requests.orders.conftest import BY_MANAGER, FORM

from spoc.audit.queries import story
from spoc.catalogue.activities import retire_offering, suspend_offering
from spoc.catalogue.models import Category, Offering, Service, Subscription
from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.people.models import Person
from spoc.requests.activities.order import Wish
from spoc.requests.activities.order_once import order_once
from spoc.requests.models import Fulfilment, SupportRequest
from spoc.work.models import ApprovalRound, Task


def test_what_nobody_has_to_approve_is_set_to_work_at_once(offer, ordered):
    request = ordered(offer("Mouse", price=Decimal("190")))
    kept = request.fulfilment
    assert (kept.stage, request.status, request.type) == ("fulfilling", "classified", "fulfilment")
    assert (kept.price, kept.total, kept.currency) == (Decimal("190"), Decimal("190"), "SEK")
    assert request.supportability == "chargeable"
    assert (request.impact, request.urgency, request.priority) == (3, 3, 5)
    task = Task.objects.get(noun="request", subject_id=request.pk)
    assert (task.title, task.team.key) == ("Deliver: Mouse", "workplace")
    assert task.due_at is not None


def test_an_order_says_what_was_answered_in_words(laptop, ordered):
    request = ordered(laptop, answers={"model": "big", "why": "Two screens"}, quantity=2)
    assert request.title == "Laptop"
    assert "How many: 2" in request.description
    assert "Model: Big\nWhy the big one: Two screens" in request.description
    assert request.fulfilment.answers == {"model": "big", "why": "Two screens"}


def test_what_has_to_be_approved_waits_with_nobody_on_it(people, waiting):
    assert (waiting.status, waiting.pending_reason) == ("pending", "approval")
    assert (waiting.fulfilment.stage, waiting.assignee) == ("approving", None)
    asked = ApprovalRound.objects.get(noun="request", subject_id=waiting.pk)
    assert [each.approver.name for each in asked.approvals.all()] == ["Birgitta Ahl"]
    assert (asked.beneficiary, asked.price) == (people["Karin Holm"], Decimal("9800"))
    assert ["Model", "Small"] in asked.told
    assert not Task.objects.filter(noun="request", subject_id=waiting.pk).exists()


def test_an_approver_has_ten_working_days(waiting):
    asked = ApprovalRound.objects.get(noun="request", subject_id=waiting.pk)
    days = (asked.due_at.date() - asked.asked_at.date()).days
    assert days == 14 or (asked.asked_at.weekday() > 4 and 12 <= days < 14)


@pytest.mark.parametrize(
    ("wish", "wrong"),
    [
        ({"answers": {}}, "field-model"),
        ({"answers": {"model": "huge"}}, "field-model"),
        ({"answers": {"model": "big"}}, "field-why"),
        ({"answers": {"model": "small", "colour": "red"}}, "field-colour"),
        ({"answers": {"model": "small"}, "quantity": 0}, "quantity"),
        ({"answers": {"model": "small"}, "quantity": 101}, "quantity"),
    ],
)
def test_what_the_form_lacks_is_named_and_nothing_is_made(laptop, ordered, wish, wrong):
    with pytest.raises(NotPossible) as refusal:
        ordered(laptop, **wish)
    assert set(refusal.value.fields) == {wrong}
    assert not Fulfilment.objects.exclude(stage="").exists()


def test_the_last_licence_goes_to_who_comes_first(people, offer, ordered):
    seat = offer("Drawing program", licences_left=1)
    first, second = ordered(seat), ordered(seat, by="Sanna Kivi", whom="Sanna Kivi")
    assert first.fulfilment.stage == "fulfilling"
    assert (second.fulfilment.stage, second.fulfilment.refused_code) == ("refused", "licences")
    assert (second.status, second.cancel_reason) == ("cancelled", "refused")
    assert Offering.objects.get(pk=seat.pk).licences_left == 0


def test_a_refusal_names_what_may_be_ordered_instead(offer, ordered):
    about = Category.objects.get(key="order")
    offer("Chair", rank=0)
    other = offer("Free drawing program", rank=1, category=about)
    seat = offer("Drawing program", licences_left=0, category=about)
    request = ordered(seat)
    assert request.fulfilment.alternative == other


def test_what_takes_something_else_first_is_refused_and_names_it(people, offer, ordered):
    laptop = offer("Laptop", is_subscription=True)
    dock = offer("Dock", prerequisite=laptop)
    request = ordered(dock)
    assert (request.fulfilment.refused_code, request.fulfilment.alternative) == (
        "prerequisite",
        laptop,
    )
    Subscription.objects.create(
        offering=laptop,
        service=laptop.service,
        holder=people["Karin Holm"],
        since=request.created_at,
    )
    assert ordered(dock).fulfilment.stage == "fulfilling"


def test_a_refusal_is_told_once_with_the_reason(offer, ordered, work, mailoutbox):
    ordered(offer("Drawing program", licences_left=0))
    work()
    letters = [sent.raw.decode() for sent in mailoutbox]
    told = [each for each in letters if "was refused" in each]
    assert len(told) == 1
    assert "There are no licences left" in told[0]
    assert not any("We have your request" in each for each in letters)


@pytest.mark.parametrize("end", [suspend_offering, retire_offering])
def test_what_is_not_offered_is_not_ordered(people, offer, ordered, end):
    mouse = offer("Mouse")
    end(mouse, by=people["Lena Falk"], reason="A new one comes.")
    with pytest.raises(NotAllowed):
        ordered(mouse)


def test_an_open_order_is_finished_on_the_terms_it_was_made_with(
    people, offer, ordered, work, decided, managed
):
    mouse = offer("Mouse", approvals=BY_MANAGER, price=Decimal("190"))
    request = ordered(mouse)
    retire_offering(mouse, by=people["Lena Falk"])
    approved = decided(request)
    assert (approved.fulfilment.stage, approved.fulfilment.price) == ("fulfilling", Decimal("190"))


def test_a_manager_orders_for_whom_they_lead_in_their_own_name(people, laptop, ordered):
    request = ordered(laptop, by="Birgitta Ahl", answers={"model": "small"})
    karin = people["Karin Holm"]
    assert (request.requester.name, request.on_behalf_of) == ("Birgitta Ahl", karin)
    assert request.fulfilment.requested_for == karin


def test_the_desk_orders_in_somebodys_name(people, laptop, ordered):
    request = ordered(laptop, by="Elin Sand", answers={"model": "small"}, channel="phone")
    assert (request.requester.name, request.on_behalf_of) == ("Karin Holm", None)
    assert request.channel == "phone"


@pytest.mark.parametrize(
    ("by", "whom"), [("Sanna Kivi", "Karin Holm"), ("Karin Holm", "Oskar Nyman")]
)
def test_nobody_orders_for_those_they_do_not_answer_for(offer, ordered, by, whom):
    with pytest.raises(NotAllowed):
        ordered(offer("Mouse"), by=by, whom=whom)


def test_what_is_only_for_oneself_is_not_ordered_for_others(offer, ordered, managed):
    mine = offer("Own phone", is_requestable_for_others=False)
    with pytest.raises(NotAllowed):
        ordered(mine, by="Birgitta Ahl")
    assert ordered(mine).fulfilment.stage == "fulfilling"


def asked_of(request: SupportRequest) -> list[str]:
    """Name who is asked whether an order is approved."""
    rounds = ApprovalRound.objects.filter(noun="request", subject_id=request.pk)
    return [each.approver.name for asked in rounds for each in asked.approvals.order_by("order")]


def test_nobody_approves_what_is_for_themselves(people, offer, ordered):
    offering = offer("Wide network", "network", approvals={"approvers": [{"who": "service_owner"}]})
    assert asked_of(ordered(offering, by="Elin Sand", whom="Peter Rask")) == ["Lena Falk"]


def test_where_nobody_else_is_known_who_published_it_approves(people, offer, ordered):
    approvals = {"approvers": [{"who": "manager"}, {"who": "service_owner"}]}
    Service.objects.filter(key="workplace").update(owner=None)
    Person.objects.filter(name="Rune Dahl").update(manager=None, organisation=None)
    people.known.clear()
    request = ordered(offer("Chair", approvals=approvals), by="Elin Sand", whom="Rune Dahl")
    assert asked_of(request) == ["Lena Falk"]


def test_what_nobody_at_all_approves_is_refused_with_the_reason(people, offer, ordered):
    approvals = {"approvers": [{"who": "manager"}]}
    chair = offer("Chair", approvals=approvals)
    Service.objects.filter(key="workplace").update(owner=None)
    Person.objects.filter(name="Lena Falk").update(manager=None, organisation=None)
    people.known.clear()
    request = ordered(chair, by="Elin Sand", whom="Lena Falk")
    assert request.fulfilment.refused_code == "nobody_approves"


def test_above_a_sum_who_pays_is_asked_too(people, offer, ordered, managed):
    rule = {"approvers": [{"who": "manager"}, {"who": "payer", "above": "5000"}]}
    Person.objects.filter(name="Karin Holm").update(manager=people["Sanna Kivi"])
    people.known.clear()
    mouse = offer("Mouse", approvals=rule, price=Decimal("190"))
    one, many = ordered(mouse), ordered(mouse, quantity=30)
    asked = [
        [each.approver.name for each in asked.approvals.order_by("order")]
        for asked in ApprovalRound.objects.filter(subject_id__in=[one.pk, many.pk]).order_by("id")
    ]
    assert asked == [["Sanna Kivi"], ["Sanna Kivi", "Birgitta Ahl"]]


def test_sent_twice_it_is_ordered_once(people, offer):
    karin, wish = people["Karin Holm"], Wish(offer("Mouse"))
    made, is_new = order_once(karin, by=karin, wish=wish, key="a", digest="x")
    again, is_new_again = order_once(karin, by=karin, wish=wish, key="a", digest="x")
    assert (made.pk, is_new, is_new_again) == (again.pk, True, False)
    with pytest.raises(Stale):
        order_once(karin, by=karin, wish=wish, key="a", digest="y")
    assert SupportRequest.objects.filter(title="Mouse").count() == 1


def test_each_step_of_an_order_is_on_its_trail(waiting):
    told = [fact.kind for fact in story(waiting)]
    steps = ["order.placed", "order.checked", "approval.requested", "request.paused"]
    assert [kind for kind in told if kind in steps] == steps


def test_a_field_of_the_desk_does_not_hold_an_order_up(people, offer, ordered):
    assert ordered(offer("Mouse", form=FORM[2:])).status == "classified"
