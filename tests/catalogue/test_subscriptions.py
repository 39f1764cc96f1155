"""The register of who has what."""

import pytest

from spoc.audit.queries import story
from spoc.catalogue import access
from spoc.catalogue import activities as do
from spoc.catalogue.activities import Holding
from spoc.catalogue.models import Offering, Subscription
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Organisation
from spoc.people.queries import system


@pytest.fixture
def licence(offer):
    """An offering of which three licences are left."""
    return offer("Drawing tool", licences_left=3)


def left(offering):
    return Offering.objects.get(pk=offering.pk).licences_left


def test_what_somebody_has_is_written_down_with_its_terms(licence, people):
    karin = people["Karin Holm"]
    holding = Holding(karin, 2, {"seat": "A"}, request_number=48)
    made = do.begin_subscription(licence, by=system(), holding=holding)
    assert (made.service, made.organisation) == (licence.service, karin.organisation)
    assert (made.offering_version, made.quantity, made.is_open) == (licence.published, 2, True)
    assert left(licence) == 1
    fact = story(made).last()
    assert fact.kind == "subscription.begun"
    assert fact.particulars.values["request"] == 48


def test_a_request_delivers_once_however_often_it_is_told(licence, people):
    holding = Holding(people["Karin Holm"], request_number=48)
    first = do.begin_subscription(licence, by=system(), holding=holding)
    assert do.begin_subscription(licence, by=system(), holding=holding) == first
    assert left(licence) == 2


def test_there_are_no_more_than_there_are(licence, people):
    elin, karin = people["Elin Sand"], people["Karin Holm"]
    with pytest.raises(NotPossible, match="3 licences are left"):
        do.begin_subscription(licence, by=elin, holding=Holding(karin, 4))
    made = do.begin_subscription(licence, by=elin, holding=Holding(karin, 2))
    with pytest.raises(NotPossible, match="1 licence is left"):
        do.change_subscription(made, by=elin, quantity=4)
    do.change_subscription(made, by=elin, quantity=3)
    assert left(licence) == 0
    do.change_subscription(made, by=elin, quantity=1)
    assert left(licence) == 2


def test_what_has_no_count_has_no_end(laptop, people):
    made = do.begin_subscription(
        laptop, by=people["Elin Sand"], holding=Holding(people["Karin Holm"], 50)
    )
    assert made.quantity == 50


def test_what_is_ended_is_free_again(licence, people):
    elin = people["Elin Sand"]
    made = do.begin_subscription(licence, by=elin, holding=Holding(people["Karin Holm"], 2))
    with pytest.raises(NotPossible) as refused:
        do.end_subscription(made, by=elin, reason=" ")
    assert set(refused.value.fields) == {"reason"}
    do.end_subscription(made, by=elin, reason="She left", request_number=50)
    assert (made.is_open, made.end_reason, made.ended_request_number) == (False, "She left", 50)
    assert left(licence) == 3
    for act in (
        lambda: do.end_subscription(made, by=elin, reason="Again"),
        lambda: do.change_subscription(made, by=elin, quantity=1),
    ):
        with pytest.raises(NotPossible):
            act()
    assert [fact.kind for fact in story(made)] == ["subscription.begun", "subscription.ended"]


def test_nothing_changes_and_nothing_is_none(licence, people):
    elin = people["Elin Sand"]
    made = do.begin_subscription(licence, by=elin, holding=Holding(people["Karin Holm"]))
    do.change_subscription(made, by=elin, quantity=1)
    assert story(made).count() == 1
    for quantity in (0, -1):
        with pytest.raises(NotPossible):
            do.change_subscription(made, by=elin, quantity=quantity)
    with pytest.raises(NotPossible):
        do.begin_subscription(licence, by=elin, holding=Holding(people["Karin Holm"], 0))


@pytest.mark.parametrize("name", ["Karin Holm", "Birgitta Ahl", "Maja Lindqvist", "Åsa Ekman"])
def test_only_the_desk_keeps_the_register(licence, people, name):
    somebody, karin = people[name], people["Karin Holm"]
    made = do.begin_subscription(licence, by=system(), holding=Holding(karin))
    for act in (
        lambda: do.begin_subscription(licence, by=somebody, holding=Holding(karin)),
        lambda: do.change_subscription(made, by=somebody, quantity=2),
        lambda: do.end_subscription(made, by=somebody, reason="x"),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.fixture
def held(licence, people):
    """What Karin Holm of the hospital and Ahmed Yusuf of the city have."""
    names = ("Karin Holm", "Ahmed Yusuf")
    return [
        do.begin_subscription(licence, by=system(), holding=Holding(people[name])) for name in names
    ]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Karin Holm", [0]),
        ("Ahmed Yusuf", [1]),
        ("Sanna Kivi", []),
        ("Birgitta Ahl", [0]),
        ("Elin Sand", [0, 1]),
        ("Lena Falk", [0, 1]),
        ("Åsa Ekman", []),
    ],
)
def test_who_sees_what_others_have(held, people, name, seen):
    rows = access.subscriptions_visible_to(people[name]).order_by("pk")
    assert list(rows) == [held[place] for place in seen]


def test_the_contact_of_an_organisation_sees_what_it_had_then(held, people):
    karin = people["Karin Holm"]
    karin.organisation = Organisation.objects.get(name="Norrvik Schools")
    karin.save(update_fields=["organisation"])
    assert held[0] in access.subscriptions_visible_to(people["Birgitta Ahl"])


def test_who_is_gone_sees_nothing(held, people):
    karin = people["Karin Holm"]
    karin.is_active = False
    assert not access.subscriptions_visible_to(karin).exists()
    assert Subscription.objects.filter(holder=karin).exists()
