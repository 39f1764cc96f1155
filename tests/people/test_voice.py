"""How a voice is put together, and the pictures that may stand in front of a name."""

import struct

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.pictures import PNG, Looks, looks_of
from spoc.people.activities import change_community, checked_logo, give_logo
from spoc.people.activities.communities import LARGEST_LOGO
from spoc.people.models import Community
from spoc.people.voice import said, spoken_over, voice_of

JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 20, 30)
WEBP = b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + (39).to_bytes(3, "little") + (9).to_bytes(3, "little")


def png(width=64, height=32):
    return PNG + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\0" * 20


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (png(), Looks("image/png", 64, 32)),
        (JPEG, Looks("image/jpeg", 30, 20)),
        (WEBP, Looks("image/webp", 40, 10)),
        (b"<svg onload=alert(1)>", None),
        (b"GIF89a" + b"\0" * 20, None),
        (PNG, None),
        (b"\xff\xd8\xff", None),
        (b"", None),
    ],
)
def test_a_picture_is_known_by_its_first_bytes(content, looks):
    assert looks_of(content) == looks


@pytest.mark.parametrize(
    ("told", "language", "words"),
    [
        ({"en": {"ask": "Ask"}, "sv": {"ask": "Fråga"}}, "sv", "Fråga"),
        ({"en": {"ask": "Ask"}}, "sv", "Ask"),
        ({"sv": {"ask": "Fråga"}}, "en", "Fråga"),
        ({"en": {"ask": ""}, "sv": {}}, "en", ""),
        ({}, "en", ""),
    ],
)
def test_words_are_said_in_the_readers_language_or_in_any(told, language, words):
    assert said(told, "ask", language) == words


def test_what_a_service_leaves_empty_is_said_as_the_community_says_it():
    community = Community(
        name="City", sender_name="City IT", phone="1", hue=216, words={"en": {"ask": "Ask us"}}
    )
    own = {"name": "", "sender_name": "Switchboard", "hue": 0, "has_surveys": None}
    voice = spoken_over(voice_of(community), {**own, "words": {"en": {"mine": "My calls"}}})
    assert (voice.name, voice.sender_name, voice.phone) == ("City", "Switchboard", "1")
    assert (voice.hue, voice.has_surveys) == (0, True)
    assert (voice.ask, voice.mine) == ("Ask us", "My calls")


@pytest.mark.parametrize("content", [b"<svg/>", png(3_000, 10), png() + b"\0" * LARGEST_LOGO])
def test_what_cannot_stand_before_a_name_is_refused_beside_its_field(content):
    with pytest.raises(NotPossible) as refusal:
        checked_logo(content)
    assert "picture" in refusal.value.fields


def test_a_logo_is_given_by_an_administrator_alone(people):
    hospital = Community.objects.get(key="hospital")
    logo = checked_logo(png())
    with pytest.raises(NotAllowed):
        give_logo(hospital, by=people["Elin Sand"], logo=logo)
    give_logo(hospital, by=people["Åsa Ekman"], logo=logo)
    hospital.refresh_from_db()
    assert (hospital.logo, hospital.logo_type) == (logo.digest, "image/png")


def test_a_changed_voice_is_written_down(people):
    city = Community.objects.get(key="city")
    words = {"en": {"mine": "My tickets"}}
    change_community(city, by=people["Åsa Ekman"], tone="formal", words=words)
    changes = story(city).get(kind="community.changed").particulars.values["changes"]
    assert changes == {"tone": ["plain", "formal"], "words": [{}, words]}
    assert voice_of(city).is_formal
