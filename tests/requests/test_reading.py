"""The first reading of what somebody wrote, in both languages."""

import pytest

from spoc.catalogue.models import Category, Service
from spoc.requests.rules import Subject, read


@pytest.fixture
def subjects(db):
    """What a request of the world may be about."""
    return {
        model: [Subject(row.pk, tuple(row.words)) for row in model.objects.filter(is_live=True)]
        for model in (Service, Category)
    }


@pytest.mark.parametrize(
    ("words", "type", "service", "impact", "urgency"),
    [
        ("PACS shows no images, patients waiting", "incident", "radiology", 3, 1),
        ("Outlook crashes for everyone in the office", "incident", "mail", 1, 2),
        ("The printer on our ward does not print", "incident", "print", 2, 2),
        ("How do I book a room in the calendar?", "information", "mail", 3, 3),
        ("Please reset my password", "fulfilment", "identity", 3, 3),
        ("New laptop for a new colleague next week", "fulfilment", "workplace", 3, 3),
        ("We would like to have a new service for digital signatures", "new_service", None, 3, 3),
        ("Röntgenbilder går inte att öppna, patienter väntar", "incident", "radiology", 3, 1),
        ("Lärplattformen är nere för hela skolan", "incident", "school-platform", 1, 2),
        ("Hur gör jag för att boka rum i kalendern?", "information", "mail", 3, 3),
        ("Beställning: ny dator till en kollega, ingen brådska", "fulfilment", "workplace", 3, 3),
        ("Förslag på ny tjänst för e-underskrifter", "new_service", None, 3, 3),
        ("Var hittar jag min lönespecifikation?", "information", "payroll", 3, 3),
        ("Utskrift fungerar inte på flera skrivare", "incident", "print", 2, 2),
    ],
)
def test_a_first_reading_of_what_people_write(words, type, service, impact, urgency, subjects):
    reading = read(words, subjects[Service], subjects[Category])
    read_service = Service.objects.filter(pk=reading.service).values_list("key", flat=True).first()
    assert (reading.type, read_service) == (type, service)
    assert (reading.impact, reading.urgency) == (impact, urgency)


def test_a_reading_says_which_words_led_to_it(subjects):
    reading = read("The printer on our ward does not print", subjects[Service])
    assert reading.type_why == "does not"
    assert "print" in reading.service_why
    assert reading.impact_why == "ward"


def test_a_question_mark_alone_makes_a_question():
    assert read("Vega at home?").type == "information"


def test_words_inside_words_lead_nowhere():
    assert read("The wardrobe in the teamroom").impact == 3


def test_an_endless_text_is_read_quickly():
    assert read("not " * 500_000).type == "incident"
