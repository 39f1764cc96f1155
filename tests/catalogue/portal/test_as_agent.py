"""Whoever works at the desk is a customer in the portal: they see there what is meant for them."""

import pytest
from tests.requests.portal.words import words_of

from spoc.catalogue import activities as do
from spoc.catalogue.models import Presentation, Service
from spoc.channels.activities import draft_announcement, publish_announcement
from spoc.knowledge.activities.procedures import Terms, Text, write_procedure
from spoc.knowledge.activities.procedures_in_force import approve_procedure, publish_procedure
from spoc.people.models import Community, Organisation

AGENT = "Elin Sand"


@pytest.fixture
def others(people):
    """A community that nobody of the desk belongs to."""
    return Community.objects.exclude(pk=people[AGENT].community_id).order_by("pk").first()


@pytest.fixture
def for_others(offer, lena, others):
    """Something that is meant for that community."""
    made = offer("School account")
    do.address_offering(made, by=lena, communities=[others], organisations=[])
    return made


def test_what_is_meant_for_others_is_not_in_their_portal(client_of, for_others, laptop):
    elin = client_of(AGENT)
    listed = words_of(elin.get("/help/services"))
    assert "Laptop" in listed and "School account" not in listed
    assert elin.get(f"/order/{for_others.key}").status_code == 404
    assert "School account" not in words_of(elin.get("/help"))
    assert "School account" not in words_of(elin.get("/help/search?q=school"))


def test_its_address_leads_them_to_the_pages_of_the_desk(client_of, for_others):
    answer = client_of(AGENT).get(f"/help/offerings/{for_others.key}")
    assert answer["Location"] == f"/settings/offerings/{for_others.pk}"


def test_they_order_it_for_whom_it_is_meant(client_of, people, for_others, others):
    whom = others.people.filter(is_active=True, kind="human").first()
    page = client_of(AGENT).get(f"/order/{for_others.key}?for={whom.pk}")
    assert page.status_code == 200
    assert "School account" in words_of(page)


def test_a_service_their_community_is_not_shown_is_not_there(client_of, people, laptop):
    hidden = {"community": people[AGENT].community, "service": laptop.service}
    Presentation.objects.update_or_create(**hidden, defaults={"is_shown": False})
    elin = client_of(AGENT)
    assert "Laptop" not in words_of(elin.get("/help/services"))
    assert elin.get(f"/help/services/{laptop.service.key}").status_code == 404
    assert elin.get(f"/order/{laptop.key}").status_code == 404


def test_a_draft_is_looked_at_from_its_settings(client_of, offer):
    draft = offer("Draft", is_published=False)
    page = client_of("Lena Falk").get(f"/settings/offerings/{draft.pk}/preview")
    assert "A draft: customers do not see it yet." in words_of(page)
    assert "/order/" not in page.content.decode()
    for name, status in (("Karin Holm", 403), ("Åsa Ekman", 200)):
        answer = client_of(name).get(f"/settings/offerings/{draft.pk}/preview")
        assert answer.status_code == status


def test_what_is_published_is_previewed_as_it_is_told(client_of, laptop):
    words = words_of(client_of("Lena Falk").get(f"/settings/offerings/{laptop.pk}/preview"))
    assert "This is how it is told to whom it is meant for." in words
    assert "9,800 kr" in words


@pytest.fixture
def announce(people):
    """Return a function that announces something, and says its title."""

    def done(title: str, **to) -> None:
        given = {"communities": [], "services": [], "begins_at": None, "ends_at": None, **to}
        told = {"en": {"title": title, "text": "We know of it."}}
        row = draft_announcement("incident", by=people[AGENT], told=told, **given)
        publish_announcement(row, by=people[AGENT])

    return done


def test_what_is_announced_to_others_is_not_in_their_portal(client_of, announce, others):
    announce("Mail is slow")
    announce("The school is closed", communities=[others])
    words = words_of(client_of(AGENT).get("/help"))
    assert "Mail is slow" in words
    assert "The school is closed" not in words


def test_what_is_announced_of_a_service_of_others_is_not_in_their_portal(
    client_of, people, announce
):
    service = Service.objects.get(key="school-platform")
    theirs = Organisation.objects.exclude(pk=people[AGENT].organisation_id or 0).first()
    service.customers.set([theirs])
    announce("The platform is slow", services=[service])
    assert "The platform is slow" not in words_of(client_of(AGENT).get("/help"))


def test_a_procedure_of_the_desk_is_read_there_and_not_in_the_portal(client_of, people):
    henrik = people["Henrik Vall"]
    made = write_procedure(Text("On call", "Be awake."), by=henrik, terms=Terms("security", "desk"))
    approve_procedure(made, by=people["Lena Falk"])
    publish_procedure(made, by=henrik)
    elin = client_of(AGENT)
    assert elin.get(f"/procedures/{made.pk}").status_code == 200
    assert elin.get(f"/help/procedures/{made.pk}").status_code == 404
    assert "On call" not in words_of(elin.get("/help/procedures"))
