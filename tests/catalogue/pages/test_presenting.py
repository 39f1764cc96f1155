"""The settings of what communities are told of a service, and of its own voice."""

import pytest

from spoc.catalogue.models import Presentation, Service, ServiceVoice
from spoc.people.models import Community

VOICE = {
    "portal_name": "Switchboard",
    "sender_name": "",
    "phone": "010-1",
    "hours": "",
    "tone": "",
    "language": "",
    "hue": "20",
    "chroma": "",
    "has_surveys": "no",
    "greeting_en": "Who shall we call?",
}


@pytest.fixture
def place(db):
    """Where the service of telephony is set."""
    return f"/settings/services/{Service.objects.get(key='telephony').pk}"


def test_a_community_is_told_of_it_in_its_own_words(asa, place):
    city = Community.objects.get(key="city")
    address = f"{place}/communities/{city.pk}"
    given = {"name_en": "City phones", "price_sv": "99 kr", "is_shown": "on"}
    assert asa.post(address, given)["Location"] == f"{place}/communities"
    row = Presentation.objects.get()
    assert row.told == {"en": {"name": "City phones"}, "sv": {"price": "99 kr"}}
    assert row.is_shown
    assert "City phones" in asa.get(f"{place}/communities").content.decode()
    assert 'value="City phones"' in asa.get(address).content.decode()
    asa.post(address, {"name_en": ""})
    assert "Not shown to them" in asa.get(f"{place}/communities").content.decode()


def test_everybody_is_told_what_no_community_is_told_otherwise(asa, place):
    asa.post(f"{place}/communities/0", {"description_en": "Phones.", "guidance_en": "Dial 9."})
    told = Service.objects.get(key="telephony").told
    assert told == {"en": {"description": "Phones.", "guidance": "Dial 9."}}
    assert asa.get(f"{place}/communities/999999").status_code == 404


def test_a_service_gets_a_voice_and_what_is_empty_stays_the_communitys(asa, place):
    assert asa.post(f"{place}/voice", VOICE).status_code == 302
    row = ServiceVoice.objects.get()
    assert (row.portal_name, row.hue, row.chroma) == ("Switchboard", 20, None)
    assert (row.tone, row.language, row.has_surveys) == ("", "", False)
    page = asa.get(f"{place}/voice").content.decode()
    assert "Who shall we call?" in page
    wrong = asa.post(f"{place}/voice", VOICE | {"hue": "999"})
    assert wrong.status_code == 422


def test_its_preview_saves_nothing(asa, place):
    for address in ("/settings/services/voice/preview", f"{place}/voice"):
        page = asa.post(address, VOICE | {"look": "1"}).content.decode()
        assert "Switchboard" in page
        assert "Who shall we call?" in page
    assert not ServiceVoice.objects.exists()


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm"])
@pytest.mark.parametrize("page", ["voice", "communities", "communities/0"])
def test_they_are_an_administrators(client_of, place, name, page):
    assert client_of(name).get(f"{place}/{page}").status_code == 403
