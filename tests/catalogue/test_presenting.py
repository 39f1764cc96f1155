"""How each community is told of a service, and which it is not shown at all."""

import pytest
from django.utils.translation import override

from spoc.audit.queries import story
from spoc.catalogue.access import public_for, served_to, visible_to
from spoc.catalogue.activities import change_service, present_service, voice_service
from spoc.catalogue.models import Service
from spoc.catalogue.queries import offered, told_of, voice_for
from spoc.kit.errors import NotAllowed
from spoc.people.models import Community

WARD = {"en": {"name": "Ward computers", "price": "310 kr"}, "sv": {"name": "Avdelningsdatorer"}}


@pytest.fixture
def asa(people):
    """The administrator."""
    return people["Åsa Ekman"]


@pytest.fixture
def workplace(asa):
    """A service that the hospital is told of in its own words."""
    service = Service.objects.get(key="workplace")
    told = {"en": {"description": "Computers", "price": "Included"}}
    present_service(service, by=asa, community=None, told=told)
    hospital = Community.objects.get(key="hospital")
    present_service(service, by=asa, community=hospital, told=WARD)
    return service


def test_two_communities_are_told_of_the_same_service_differently(workplace):
    hospital, city = (Community.objects.get(key=key) for key in ("hospital", "city"))
    there, elsewhere = told_of(workplace, hospital), told_of(workplace, city)
    assert (there.name, there.description, there.price) == ("Ward computers", "Computers", "310 kr")
    assert (elsewhere.name, elsewhere.price) == ("Workplace", "Included")
    with override("sv"):
        assert told_of(workplace, hospital).name == "Avdelningsdatorer"
        assert told_of(workplace, city).name == "Arbetsplats"


def test_what_is_told_is_written_down_with_whom(workplace):
    fact = story(workplace).get(kind="service.presented")
    assert fact.particulars.values["community"] == "Norrvik Hospital"


def test_a_service_that_is_not_shown_is_neither_listed_nor_offered(workplace, asa, people):
    hospital = Community.objects.get(key="hospital")
    present_service(workplace, by=asa, community=hospital, told={}, is_shown=False)
    assert workplace not in visible_to(people["Karin Holm"])
    assert workplace not in served_to(hospital)
    assert workplace in visible_to(people["Ahmed Yusuf"])
    assert workplace in visible_to(people["Elin Sand"])


def test_only_what_is_public_and_shown_there_is_for_everybody(workplace, asa):
    hospital, city = (Community.objects.get(key=key) for key in ("hospital", "city"))
    assert not public_for(city).exists()
    change_service(workplace, by=asa, name=workplace.name, customers=[], is_public=True)
    assert [each.name for each in offered(public_for(city), city)] == ["Workplace"]
    present_service(workplace, by=asa, community=hospital, told={}, is_shown=False)
    assert not public_for(hospital).exists()


def test_a_service_speaks_in_its_own_voice_over_the_communitys(workplace, asa):
    city = Community.objects.get(key="city")
    words = {"en": {"signature": "The switchboard"}}
    voice_service(workplace, by=asa, portal_name="Switchboard", hue=20, words=words)
    own, usual = voice_for(city, workplace), voice_for(city, None)
    assert (own.name, own.hue, own.phone) == ("Switchboard", 20, city.phone)
    assert own.signature == "The switchboard"
    assert (usual.name, usual.signature) == ("City of Norrvik", "")


def test_an_agent_changes_neither_words_nor_voice(workplace, people):
    elin = people["Elin Sand"]
    with pytest.raises(NotAllowed):
        present_service(workplace, by=elin, community=None, told={})
    with pytest.raises(NotAllowed):
        voice_service(workplace, by=elin, portal_name="Elin's")
