"""Who may have what, who may order it, and who approves it."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spoc.catalogue import access
from spoc.catalogue import activities as do
from spoc.catalogue.activities import Holding
from spoc.catalogue.models import Offering, Service
from spoc.catalogue.queries.ordering import (
    approvers_of,
    eligibility,
    payer_of,
    reader_of,
    with_audience,
)
from spoc.catalogue.rules.approvals import ApprovalRule, Wanted
from spoc.catalogue.terms import terms_of
from spoc.people.activities import change_person
from spoc.people.models import Community, Organisation
from spoc.people.queries import system


def called(rows):
    return {row.name for row in rows}


def test_the_desk_sees_every_offering_and_a_customer_what_is_meant_for_them(offer, laptop, people):
    offer("Draft", is_published=False)
    offer("School account", service="school-platform")
    assert called(access.offerings_visible_to(people["Elin Sand"])) >= {
        "Laptop",
        "Draft",
        "School account",
    }
    karin = called(access.offerings_visible_to(people["Karin Holm"]))
    assert "Laptop" in karin
    assert not {"Draft", "School account"} & karin


def test_what_is_for_others_is_not_seen(offer, lena, people):
    hospital = Organisation.objects.get(name="Norrvik Hospital")
    community = people["Ahmed Yusuf"].community
    wards = offer("Ward tablet")
    do.address_offering(wards, by=lena, communities=[], organisations=[hospital])
    offices = offer("Office phone")
    do.address_offering(offices, by=lena, communities=[community], organisations=[])
    offer("Budget report", roles=["CU"])
    karin = called(access.offerings_visible_to(people["Karin Holm"]))
    ahmed = called(access.offerings_visible_to(people["Ahmed Yusuf"]))
    birgitta = called(access.offerings_visible_to(people["Birgitta Ahl"]))
    assert "Ward tablet" in karin - ahmed
    assert "Office phone" in ahmed - karin
    assert "Budget report" in birgitta - karin


def test_what_is_suspended_is_seen_but_not_ordered(laptop, lena, people):
    karin = people["Karin Holm"]
    do.suspend_offering(laptop, by=lena, reason="None in stock")
    laptop.refresh_from_db()
    assert laptop in access.offerings_visible_to(karin)
    assert not access.may_order(karin, laptop, karin)
    assert eligibility(laptop, karin) == (False, "suspended")


def test_what_is_retired_is_gone(laptop, lena, people):
    do.retire_offering(laptop, by=lena)
    assert laptop not in access.offerings_visible_to(people["Karin Holm"])


def test_strangers_read_only_what_is_public(offer, lena, people):
    Service.objects.filter(key="telephony").update(is_public=True)
    phone = offer("Phone", service="telephony", is_public=True)
    offer("Switchboard", service="telephony")
    offer("Laptop bag", is_public=True)
    community = people["Karin Holm"].community
    assert called(access.public_offerings(community)) == {"Phone"}
    other = Community.objects.exclude(pk=community.pk).first()
    do.address_offering(phone, by=lena, communities=[other], organisations=[])
    assert not access.public_offerings(community).exists()
    assert called(access.public_offerings(other)) == {"Phone"}


def test_what_takes_something_else_first(offer, laptop, people):
    karin = people["Karin Holm"]
    docking = offer("Docking station", prerequisite=laptop)
    assert eligibility(docking, karin) == (False, "prerequisite")
    held = do.begin_subscription(laptop, by=system(), holding=Holding(karin))
    assert eligibility(docking, karin) == (True, "")
    do.end_subscription(held, by=system(), reason="Given back")
    assert eligibility(docking, karin) == (False, "prerequisite")


def test_some_things_only_a_manager_orders(offer, people):
    basket = offer("New employee", is_for_managers=True)
    karin, birgitta = people["Karin Holm"], people["Birgitta Ahl"]
    assert eligibility(basket, birgitta) == (False, "managers")
    change_person(karin, by=people["Åsa Ekman"], manager=birgitta)
    assert eligibility(basket, birgitta) == (True, "")
    assert eligibility(basket, karin) == (False, "managers")


def test_a_service_the_organisation_lacks_is_said_to_the_desk(offer, people):
    account = offer("School account", service="school-platform")
    assert eligibility(account, people["Karin Holm"]) == (False, "service")
    assert eligibility(account, people["Oskar Nyman"]) == (True, "")


def test_many_offerings_are_looked_at_in_few_questions(offer, people):
    for number in range(4):
        offer(f"Thing {number}")
    karin = people["Karin Holm"]
    with CaptureQueriesContext(connection) as few:
        rows = list(with_audience(access.offerings_visible_to(karin)))
        reader = reader_of(karin)
        assert all(reader.may_have(row) == (True, "") for row in rows)
    assert len(few) <= 7


@pytest.mark.parametrize(
    ("name", "other", "allowed"),
    [
        ("Karin Holm", "Karin Holm", True),
        ("Karin Holm", "Sanna Kivi", False),
        ("Birgitta Ahl", "Karin Holm", True),
        ("Birgitta Ahl", "Ahmed Yusuf", False),
        ("Elin Sand", "Karin Holm", True),
        ("Ahmed Yusuf", "Karin Holm", False),
    ],
)
def test_for_whom_somebody_orders(laptop, people, name, other, allowed):
    by, for_ = people[name], people[other]
    assert access.may_order_for(by, for_) is allowed
    assert access.orderable_for(by).filter(pk=for_.pk).exists() is allowed
    assert access.may_order(by, laptop, for_) is allowed


def test_a_manager_orders_for_whom_they_manage(laptop, people):
    sanna, eva = people["Sanna Kivi"], people["Eva Lund"]
    change_person(sanna, by=people["Åsa Ekman"], manager=eva)
    assert access.may_order(eva, laptop, sanna)
    assert sanna in access.orderable_for(eva)


def test_some_things_are_ordered_for_oneself_alone(offer, people):
    badge = offer("Badge", is_requestable_for_others=False)
    birgitta, karin = people["Birgitta Ahl"], people["Karin Holm"]
    assert not access.may_order(birgitta, badge, karin)
    assert access.may_order(karin, badge, karin)
    assert eligibility(badge, karin, by=birgitta) == (False, "others")


def test_who_is_gone_orders_nothing(laptop, people):
    karin = people["Karin Holm"]
    karin.is_active = False
    assert not access.may_order(karin, laptop, karin)
    assert not access.offerings_visible_to(karin).exists()


def asked(offering, for_, total):
    rule = terms_of(offering.published).approvals
    found = approvers_of(rule, for_=for_, service=offering.service, total=total)
    return [each.person.name if each.person else "" for each in found]


def test_the_manager_approves_and_above_a_sum_who_pays(laptop, people):
    karin = people["Karin Holm"]
    change_person(karin, by=people["Åsa Ekman"], manager=people["Eva Lund"])
    karin.refresh_from_db()
    assert asked(laptop, karin, Decimal(100)) == ["Eva Lund"]
    assert asked(laptop, karin, Decimal(9800)) == ["Eva Lund", "Birgitta Ahl"]


def test_where_nobody_is_known_the_owner_of_the_service_stands_in(laptop, people):
    karin = people["Karin Holm"]
    assert asked(laptop, karin, Decimal(100)) == [""]
    Service.objects.filter(pk=laptop.service_id).update(owner=people["Inga Wallin"])
    row = Offering.objects.get(pk=laptop.pk)
    assert asked(row, karin, Decimal(100)) == ["Inga Wallin"]


def test_who_is_named_twice_is_asked_once(laptop, people):
    karin, birgitta = people["Karin Holm"], people["Birgitta Ahl"]
    change_person(karin, by=people["Åsa Ekman"], manager=birgitta)
    karin.refresh_from_db()
    assert asked(laptop, karin, Decimal(9800)) == ["Birgitta Ahl"]


def test_a_named_person_approves_while_they_are_here(laptop, people):
    eva = people["Eva Lund"]
    rule = ApprovalRule(approvers=(Wanted("person", eva.pk), Wanted("service_owner")))
    service = Service.objects.get(key="patient-record")
    found = approvers_of(rule, for_=people["Karin Holm"], service=service, total=None)
    assert [each.person.name for each in found] == ["Eva Lund", "Inga Wallin"]
    eva.is_active = False
    eva.save(update_fields=["is_active"])
    found = approvers_of(rule, for_=people["Karin Holm"], service=service, total=None)
    assert [each.person.name for each in found] == ["Inga Wallin"]


def test_who_pays_is_the_contact_of_the_organisation(people):
    assert payer_of(people["Karin Holm"]) == people["Birgitta Ahl"]
    nobody = people["Karin Holm"]
    nobody.organisation = None
    assert payer_of(nobody) is None


def test_nobody_approves_what_is_for_themselves(laptop, people):
    birgitta = people["Birgitta Ahl"]
    Service.objects.filter(pk=laptop.service_id).update(owner=people["Inga Wallin"])
    row = Offering.objects.get(pk=laptop.pk)
    assert asked(row, birgitta, Decimal(9800)) == ["Inga Wallin"]
