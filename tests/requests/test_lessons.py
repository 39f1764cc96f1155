"""What the desk learns of its own requests: suggested with reasons, taken or refused, counted."""

import re

import pytest
from django.utils.html import escape

from spoc.catalogue.models import Category, Service
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import Lesson, Suggestion, SupportRequest
from spoc.requests.queries.lessons import predicted, standings

ABOUT = {
    ("incident", "radiology"): "The quokka pictures flicker and stay grey",
    ("fulfilment", "identity"): "Numbat folder for a colleague, wombat rights please",
}


@pytest.fixture
def taught(people, register_request):
    """A desk with sixty requests of each of two sorts, and what was learned of them."""
    made = []
    for (kind, service), words in ABOUT.items():
        row = register_request(words=words)
        known = {"type": kind, "service": Service.objects.get(key=service), "status": "in_progress"}
        known |= {"assignee": people["Elin Sand"], "team": Team.objects.get(is_entry=True)}
        known |= {
            "supportability": "supported",
            "impact": 3,
            "urgency": 2,
            "category": Category.objects.get(key="other"),
        }
        for at in range(60):
            row.pk = None
            row.title, row.description = f"{words} {at}", words
            for name, value in known.items():
                setattr(row, name, value)
            made.append(SupportRequest(**{f.attname: getattr(row, f.attname) for f in FIELDS}))
    SupportRequest.objects.bulk_create(made)
    for field in ("type", "service"):
        do.learn_from_history(field, by=system())


FIELDS = [each for each in SupportRequest._meta.concrete_fields if not each.generated]
NEW = "Pictures flicker again, quokka is grey"


@pytest.fixture
def fresh(register_request):
    return register_request(words=NEW)


def test_new_words_are_known_with_the_words_that_led_there(taught):
    found = predicted(NEW)
    assert {field: made.value for field, made in found.items()} == {
        "type": "incident",
        "service": "radiology",
    }
    assert set(found["type"].words) <= {"quokka", "pictures", "flicker", "grey"}
    assert found["type"].share == 100


def test_with_too_few_requests_nothing_is_learned(people, register_request):
    register_request()
    assert do.learn_from_history("type", by=system()) is None
    assert predicted("anything") == {}


def test_one_key_takes_what_is_suggested_and_it_is_counted(taught, fresh, client_of):
    elin = client_of("Elin Sand")
    page = elin.get(f"/requests/{fresh.pk}").content.decode()
    assert "Seems to be" in page
    assert escape("quokka") in page
    form = {"impact": "3", "urgency": "2", "category": "other", "supportability": "supported"}
    values = {"type": "incident", "service": "radiology", **form}
    elin.post(f"/requests/{fresh.pk}/classification", values)
    fresh.refresh_from_db()
    assert (fresh.type, fresh.service.key) == ("incident", "radiology")
    assert {each.field: (each.accepted, each.refused) for each in standings()} == {
        "type": (1, 0),
        "service": (1, 0),
    }
    assert "Seems to be" not in elin.get(f"/requests/{fresh.pk}").content.decode()


def test_one_key_refuses_it_and_that_is_counted_once(taught, fresh, client_of):
    elin = client_of("Elin Sand")
    for _ in range(2):
        elin.post(f"/requests/{fresh.pk}/suggestion-refusal")
    assert set(Suggestion.objects.values_list("outcome", flat=True)) == {"refused"}
    assert Suggestion.objects.count() == 2
    assert "Seems to be" not in elin.get(f"/requests/{fresh.pk}").content.decode()


def test_one_key_also_gives_it_to_the_team_and_person_who_know_it(taught, fresh, people, client_of):
    maja, theirs = people["Maja Lindqvist"], SupportRequest.objects.filter(service__key="radiology")
    theirs.update(assignee=maja, team=maja.teams.get())
    for field in ("team", "person"):
        do.learn_from_history(field, by=system())
    elin = client_of("Elin Sand")
    page = elin.get(f"/requests/{fresh.pk}").content.decode()
    form = page[page.index("Seems to be") :]
    sent = dict(
        re.findall(r'name="(\w+)" value="([^"]+)"', form[: form.index("suggestion-refusal")])
    )
    assert sent["person"] == str(maja.pk)
    elin.post(f"/requests/{fresh.pk}/classification", sent)
    fresh.refresh_from_db()
    assert (fresh.assignee, fresh.team, fresh.status) == (maja, maja.teams.get(), "assigned")
    counted = {each.field: each.accepted for each in standings()}
    assert (counted["team"], counted["person"]) == (1, 1)


def test_a_lesson_that_suggestions_came_of_is_kept(taught, fresh, people, client_of):
    client_of("Elin Sand").post(f"/requests/{fresh.pk}/suggestion-refusal")
    do.learn_from_history("type", by=system())
    assert Lesson.objects.filter(field="type").count() == 2
    assert [each.refused for each in standings() if each.field == "type"] == [1]


def test_what_few_may_read_teaches_nobody(taught, people):
    SupportRequest.objects.filter(type="incident").update(is_restricted=True)
    assert do.learn_from_history("type", by=system()) is None


@pytest.mark.parametrize(("name", "status"), [("Henrik Vall", 200), ("Elin Sand", 403)])
def test_who_keeps_dispatch_sees_how_it_does(taught, client_of, name, status):
    answer = client_of(name).get("/settings/suggestions")
    assert answer.status_code == status
    assert ("24 of 24" in answer.content.decode()) is (status == 200)


def test_it_is_learned_anew_when_asked_for(taught, client_of, work):
    before = Lesson.objects.latest("pk").pk
    assert client_of("Henrik Vall").post("/settings/suggestions/learning").status_code == 302
    work()
    assert Lesson.objects.latest("pk").pk > before
