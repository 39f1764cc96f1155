"""What can be ordered, as customers and strangers read it, and what one has."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spoc.catalogue import activities as do
from spoc.catalogue.activities import Holding
from spoc.catalogue.models import Service
from spoc.people.activities import change_person
from spoc.people.queries import system


def words(answer):
    return answer.content.decode()


def test_price_time_and_approval_are_told_before_anybody_orders(client_of, laptop, people):
    change_person(people["Karin Holm"], by=people["Åsa Ekman"], manager=people["Eva Lund"])
    karin = client_of("Karin Holm")
    assert "Laptop" in words(karin.get("/help/services"))
    page = words(karin.get("/help/offerings/laptop"))
    assert "9,800 kr" in page
    assert "3 working days" in page
    assert "Eva Lund, Birgitta Ahl" in page
    assert "You can order this." in page
    assert 'href="/order/laptop"' in page


def test_it_is_told_in_swedish(client_of, laptop, people):
    karin = people["Karin Holm"]
    change_person(karin, by=karin, language="sv")
    page = words(client_of("Karin Holm").get("/help/offerings/laptop"))
    assert "Bärbar dator" in page
    assert "En bärbar dator som är klar att använda." in page


def test_why_somebody_cannot_order_is_told_instead(client_of, offer, laptop, lena):
    offer("Docking station", prerequisite=laptop)
    karin = client_of("Karin Holm")
    page = words(karin.get("/help/offerings/docking-station"))
    assert "It takes something you do not have yet." in page
    assert "First: Laptop." in page
    assert "/order/" not in page
    assert "It takes something you do not have yet." in words(karin.get("/help/services"))
    do.suspend_offering(laptop, by=lena, reason="None in stock")
    page = words(karin.get("/help/offerings/laptop"))
    assert "None in stock" in page
    assert "/order/" not in page


def test_what_is_not_meant_for_somebody_is_not_there(client_of, offer):
    offer("School account", service="school-platform")
    offer("Draft", is_published=False)
    karin = client_of("Karin Holm")
    for key in ("school-account", "draft"):
        assert karin.get(f"/help/offerings/{key}").status_code == 404
    listed = words(karin.get("/help/services"))
    assert "School account" not in listed
    assert "Draft" not in listed


def test_what_is_looked_for_is_found_in_either_language(client_of, laptop, offer):
    offer("Drawing tool", told={"sv": {"description": "Klar att använda."}})
    karin = client_of("Karin Holm")
    for asked in ("laptop", "bärbar", "klar använda"):
        page = words(karin.get("/help/services", {"words": asked}))
        assert "Laptop" in page
        assert ("Drawing tool" in page) is (asked == "klar använda")
    assert "Nothing fits these words" in words(karin.get("/help/services?words=zeppelin"))


def test_a_draft_leads_who_shapes_it_to_its_settings(client_of, offer):
    draft = offer("Draft", is_published=False)
    answer = client_of("Lena Falk").get("/help/offerings/draft")
    assert answer["Location"] == f"/settings/offerings/{draft.pk}"


def test_a_stranger_reads_what_is_public_and_signs_in_to_order(offer, laptop):
    Service.objects.filter(key="telephony").update(is_public=True)
    offer("Phone", service="telephony", is_public=True)
    stranger = Client()
    listed = words(stranger.get("/help/services"))
    assert "Phone" in listed
    assert "Laptop" not in listed
    page = words(stranger.get("/help/offerings/phone"))
    assert "Sign in to order" in page
    assert "You can order this." not in page
    assert stranger.get("/help/offerings/laptop").status_code == 404


def test_somebody_sees_what_they_have_and_nothing_of_others(client_of, laptop, people):
    karin = client_of("Karin Holm")
    assert "Nothing is written down yet" in words(karin.get("/help/what-you-have"))
    do.begin_subscription(laptop, by=system(), holding=Holding(people["Karin Holm"]))
    assert "Laptop" in words(karin.get("/help/what-you-have"))
    assert "Laptop" not in words(client_of("Sanna Kivi").get("/help/what-you-have"))
    assert Client().get("/help/what-you-have").status_code == 302


def test_who_may_not_have_it_may_order_it_for_others(client_of, offer, people):
    offer("New employee", is_for_managers=True)
    page = words(client_of("Birgitta Ahl").get("/help/offerings/new-employee"))
    assert "Only a manager can order it" in page
    assert "Order for somebody else" in page


@pytest.mark.parametrize("name", ["Karin Holm", ""])
def test_a_long_list_asks_no_more_than_a_short_one(client_of, offer, name):
    Service.objects.filter(key="telephony").update(is_public=True)
    browser = client_of(name) if name else Client()
    offer("One", service="telephony", is_public=True)
    browser.get("/help/services")
    with CaptureQueriesContext(connection) as few:
        browser.get("/help/services")
    for number in range(4):
        offer(f"More {number}", service="telephony", is_public=True)
    with CaptureQueriesContext(connection) as many:
        browser.get("/help/services")
    assert len(many) <= len(few) <= 25


@pytest.fixture
def searched(client_of, laptop, work):
    """What the search of the desk finds, once the index is made."""
    work()
    return words(client_of("Elin Sand").get("/search?q=bärbar"))


def test_an_offering_is_found_by_the_search(searched):
    assert "Laptop" in searched
    assert "/settings/offerings/" in searched
