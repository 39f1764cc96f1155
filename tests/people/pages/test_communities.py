"""Editing a voice: heard in both languages before it is saved, with a logo that was looked at."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.people.test_voice import png

from spoc.people.models import Community

ADDRESS = "/settings/communities/preview"
FORM = {
    "name": "Norrvik Library",
    "sender_name": "",
    "tagline": "Books",
    "phone": "",
    "hours": "",
    "language": "en",
    "zone": "Europe/Stockholm",
    "hue": "20",
    "chroma": "90",
    "tone": "formal",
    "greeting_en": "What would you read?",
    "greeting_sv": "Vad vill du läsa?",
    "signature_sv": "Biblioteket",
}


def test_a_preview_shows_both_languages_and_saves_nothing(asa):
    before = Community.objects.count()
    page = asa.post(ADDRESS, FORM).content.decode()
    assert "What would you read?" in page
    assert "Vad vill du läsa?" in page
    assert "Dear Karin Holm," in page
    assert "Biblioteket" in page
    assert "/brand/20-90.css" in page
    assert Community.objects.count() == before


def test_a_preview_of_what_cannot_be_saved_says_so(asa):
    page = asa.post(ADDRESS, FORM | {"hue": "1000"}).content.decode()
    assert "The preview comes back" in page


def test_without_script_a_button_shows_the_same_and_saves_nothing(asa):
    hospital = Community.objects.get(key="hospital")
    page = asa.post(f"/settings/communities/{hospital.pk}", FORM | {"look": "1"})
    assert "What would you read?" in page.content.decode()
    hospital.refresh_from_db()
    assert hospital.name == "Norrvik Hospital"


def test_words_tone_and_logo_are_saved_and_served(asa):
    picture = SimpleUploadedFile("logo.png", png(), "image/png")
    answer = asa.post("/settings/communities/new", FORM | {"picture": picture})
    assert answer.status_code == 302
    library = Community.objects.get(name="Norrvik Library")
    assert library.words["sv"] == {"greeting": "Vad vill du läsa?", "signature": "Biblioteket"}
    assert library.tone == "formal"
    served = Client().get(f"/logos/{library.logo}")
    assert (served["Content-Type"], served["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert b"".join(served) == png()
    asa.post(f"/settings/communities/{library.pk}", FORM | {"no_picture": "on"})
    assert Client().get(f"/logos/{library.logo}").status_code == 404


def test_a_logo_that_is_none_is_refused_and_nothing_is_founded(asa):
    script = SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>", "image/png")
    answer = asa.post("/settings/communities/new", FORM | {"picture": script})
    assert answer.status_code == 422
    assert "PNG, JPEG or WebP" in answer.content.decode()
    assert not Community.objects.filter(name="Norrvik Library").exists()


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm"])
def test_a_voice_is_an_administrators(client_of, name):
    assert client_of(name).post(ADDRESS, FORM).status_code == 403
