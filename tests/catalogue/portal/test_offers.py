"""The services as customers and prospects read them, and what a prospect asks."""

import pytest
from django.core.cache import cache
from django.test import Client

from spoc.catalogue.activities import change_service, present_service
from spoc.catalogue.models import Service
from spoc.channels.models import Interaction, Letter
from spoc.people.activities import change_community
from spoc.people.models import Community, Person
from spoc.requests.models import SupportRequest

ASKED = {
    "name": "Nils Ek",
    "mail": "nils.ek@bygdegard.example",
    "organisation": "Norrvik Village Hall",
    "words": "What would ten telephones cost us?",
}
ENQUIRY = "/help/services/telephony/enquiry"


@pytest.fixture
def telephony(people):
    """A service that anybody may read of."""
    cache.clear()
    service = Service.objects.get(key="telephony")
    asa = people["Åsa Ekman"]
    told = {"en": {"description": "Phones.", "guidance": "Dial 9 first.", "price": "99 kr"}}
    present_service(service, by=asa, community=None, told=told)
    return change_service(service, by=asa, name=service.name, customers=[], is_public=True)


def words(answer):
    return answer.content.decode()


def test_a_visitor_reads_of_public_services_and_of_no_others(telephony):
    listed = words(Client().get("/help/services"))
    assert "Telephony" in listed
    assert "Patient record" not in listed
    assert "Payroll" not in listed
    page = words(Client().get("/help/services/telephony"))
    assert "Phones." in page
    assert "Dial 9 first." in page
    assert "99 kr" in page
    assert Client().get("/help/services/payroll").status_code == 404


def test_somebody_signed_in_sees_what_is_theirs(telephony, client_of):
    karin, ahmed = client_of("Karin Holm"), client_of("Ahmed Yusuf")
    assert "Patient record" in words(karin.get("/help/services"))
    assert "Patient record" not in words(ahmed.get("/help/services"))
    assert ahmed.get("/help/services/patient-record").status_code == 404
    assert 'name="mail"' not in words(ahmed.get("/help/services/telephony"))


def test_an_enquiry_becomes_a_request_of_a_prospect(telephony, work):
    answer = Client().post(ENQUIRY, ASKED)
    assert answer.status_code == 200
    (request,) = SupportRequest.objects.filter(channel="web_link")
    assert request.title == "Enquiry: Telephony"
    assert ASKED["words"] in request.description
    assert (request.requester.name, request.requester.is_prospect) == ("Nils Ek", True)
    contact = Interaction.objects.get(channel="web_link")
    assert contact.disposition == "request_new"
    work()
    assert Letter.objects.filter(to_addresses=[ASKED["mail"]]).count() == 1


def test_a_known_address_is_who_it_is_and_nobody_learns_so(telephony, people):
    answer = Client().post(ENQUIRY, ASKED | {"mail": "karin.holm@norrvikhospital.example"})
    assert "Karin" not in words(answer)
    assert SupportRequest.objects.get(channel="web_link").requester == people["Karin Holm"]


def test_what_a_machine_filled_in_is_kept_and_becomes_no_request(telephony):
    before = Person.objects.count()
    answer = Client().post(ENQUIRY, ASKED | {"website": "https://spam.example"})
    assert answer.status_code == 200
    assert not SupportRequest.objects.filter(channel="web_link").exists()
    assert Interaction.objects.get(channel="web_link").disposition == "spam"
    assert Person.objects.count() == before


def test_one_address_is_not_written_to_again_and_again(telephony):
    answers = [Client().post(ENQUIRY, ASKED).status_code for _each in range(4)]
    assert answers == [200, 200, 200, 429]
    assert SupportRequest.objects.filter(channel="web_link").count() == 3


def test_one_visitor_asks_only_so_often(telephony):
    answers = [
        Client().post(ENQUIRY, ASKED | {"mail": f"x{each}@y.example"}).status_code
        for each in range(6)
    ]
    assert answers == [200] * 5 + [429]


@pytest.mark.parametrize("missing", ["name", "mail", "words"])
def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(telephony, missing):
    answer = Client().post(ENQUIRY, ASKED | {missing: ""})
    assert answer.status_code == 422
    assert ASKED["organisation"] in words(answer)
    assert not SupportRequest.objects.filter(channel="web_link").exists()


def test_a_service_that_is_not_public_takes_no_enquiry(db):
    assert Client().post("/help/services/payroll/enquiry", ASKED).status_code == 404
    assert not SupportRequest.objects.filter(channel="web_link").exists()


def test_a_visitor_comes_to_the_community_whose_address_they_were_given(telephony, people):
    city = Community.objects.get(key="city")
    change_community(city, by=people["Åsa Ekman"], portal_name="City Counter")
    visitor = Client()
    assert "City Counter" not in words(visitor.get("/help"))
    visitor.get("/at/city")
    assert "City Counter" in words(visitor.get("/help"))
    assert visitor.get("/at/nowhere").status_code == 404


def test_a_visitor_of_a_community_is_spoken_to_in_its_language(db):
    """Who chose no language themselves reads the community's; a choice of one's own stands."""
    Community.objects.filter(key="city").update(language="sv")
    visitor = Client(headers={"accept-language": "en"})
    assert visitor.get("/help").headers["Content-Language"] == "en"
    visitor.get("/at/city")
    assert visitor.get("/help").headers["Content-Language"] == "sv"
    assert visitor.get("/help?language=en").headers["Content-Language"] == "en"
    visitor.cookies["spoc_language"] = "en"
    assert visitor.get("/help").headers["Content-Language"] == "en"


@pytest.mark.parametrize("key", ["nowhere", '"\\000"'])
def test_a_community_that_is_none_changes_nothing(db, key):
    visitor = Client(headers={"accept-language": "en"})
    visitor.cookies["spoc_community"] = key
    answer = visitor.get("/help")
    assert (answer.status_code, answer.headers["Content-Language"]) == (200, "en")
