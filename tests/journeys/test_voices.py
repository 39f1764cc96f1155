"""Two communities meet the same desk, each in its own voice: their portals, and their letters."""

from email import message_from_bytes
from email.header import decode_header, make_header

import pytest

from spoc.catalogue.activities import present_service, voice_service
from spoc.catalogue.models import Service
from spoc.channels.models import Letter
from spoc.channels.outbox import bytes_of
from spoc.people.activities import change_community
from spoc.people.models import Community
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest

HOSPITAL = {
    "portal_name": "Help at the Hospital",
    "tone": "formal",
    "sender_name": "Hospital help",
    "words": {"en": {"greeting": "What do your patients need?", "signature": "Day and night"}},
}
CITY = {
    "portal_name": "City Counter",
    "words": {
        "en": {
            "greeting": "Hi! What is up?",
            "ask": "Ask the counter",
            "mine": "My tickets",
            "request": "Ticket",
            "signature": "Your counter",
        }
    },
}


@pytest.fixture
def voices(people):
    """The hospital formal, the city plain, and one service told to each in its own words."""
    asa = people["Åsa Ekman"]
    workplace = Service.objects.get(key="workplace")
    for key, voice, name in (("hospital", HOSPITAL, "Ward"), ("city", CITY, "Office")):
        community = Community.objects.get(key=key)
        change_community(community, by=asa, **voice)
        told = {"en": {"name": f"{name} computers"}}
        present_service(workplace, by=asa, community=community, told=told)


def sent_to(person):
    """Return the newest letter to somebody: whose name it is from, and what it says."""
    row = Letter.objects.filter(is_incoming=False, to_addresses=[mail_of(person)]).latest("id")
    sender = str(make_header(decode_header(message_from_bytes(bytes_of(row))["From"])))
    return sender, row.text


def mail_of(person):
    return person.addresses.get(kind="mail").value


def test_two_communities_meet_two_portals(voices, client_of):
    pages = {
        name: [client_of(name).get(each).content.decode() for each in ("/help", "/help/services")]
        for name in ("Karin Holm", "Ahmed Yusuf")
    }
    (karins, her_services), (ahmeds, his_services) = pages.values()
    for said in ("Help at the Hospital", "What do your patients need?", "/brand/300-115.css"):
        assert said in karins
        assert said not in ahmeds
    for said in ("City Counter", "Hi! What is up?", "Ask the counter", "My tickets"):
        assert said in ahmeds
        assert said not in karins
    assert "Ward computers" in her_services
    assert "Office computers" not in her_services
    assert "Office computers" in his_services


def test_two_communities_get_two_letters(voices, register_request, people, work):
    register_request("Karin Holm")
    register_request("Ahmed Yusuf")
    work()
    sender, text = sent_to(people["Karin Holm"])
    assert sender == "Hospital help <it@norrvikhospital.example>"
    assert text.startswith("Dear Karin Holm,")
    assert "It will be attended to shortly." in text
    assert "Day and night" in text
    sender, text = sent_to(people["Ahmed Yusuf"])
    assert sender.endswith("<it@norrvik.example>")
    assert text.startswith("Hello Ahmed,")
    assert "Your counter\n\nTicket R-" in text
    assert "Day and night" not in text


def test_an_answer_ends_as_the_community_ends_letters(voices, register_request, people, work):
    elin = people["Elin Sand"]
    for name in ("Karin Holm", "Ahmed Yusuf"):
        do.reply(register_request(name), by=elin, text="It is mended.")
    work()
    _sender, formal = sent_to(people["Karin Holm"])
    assert "It is mended.\n\nYours sincerely,\nElin Sand\n\nDay and night\n\nR-" in formal
    _sender, plain = sent_to(people["Ahmed Yusuf"])
    assert "It is mended.\n\nElin Sand\n\nYour counter\n\nTicket R-" in plain


def test_a_service_of_its_own_voice_writes_and_looks_so(
    voices, register_request, people, client_of
):
    asa, elin = people["Åsa Ekman"], people["Elin Sand"]
    service = Service.objects.get(key="telephony")
    signed = {"en": {"signature": "The switchboard"}}
    voice_service(service, by=asa, portal_name="Switchboard", sender_name="Exchange", words=signed)
    request = register_request("Ahmed Yusuf")
    SupportRequest.objects.filter(pk=request.pk).update(service=service)
    request.refresh_from_db()
    do.reply(request, by=elin, text="It is mended.")
    sender, text = sent_to(people["Ahmed Yusuf"])
    assert sender == "Exchange <it@norrvik.example>"
    assert "Elin Sand\n\nThe switchboard\n\nTicket R-" in text
    page = client_of("Ahmed Yusuf").get(f"/help/requests/{request.pk}").content.decode()
    assert "Switchboard" in page
