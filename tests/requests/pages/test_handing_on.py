"""Handing a request on, as agents and the incident coordinator do it on the page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.floor.notes import SAID, note
from tests.requests.portal.words import words_of

from spoc.people.models import Person, Team
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest
from spoc.work.activities import log_work


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here, so that one sentence is looked for."""
    Person.objects.update(language="en")


def team(key: str) -> Team:
    return Team.objects.get(key=key)


@pytest.fixture
def at_work(at_status):
    """An incident that Maja works on."""
    return at_status("in_progress", "incident")


@pytest.fixture
def handed(people, at_work):
    """The same, handed on to Infrastructure, where Amir has it."""
    do.escalate(at_work, by=people["Elin Sand"], team=team("infrastructure"), note=note())
    do.assign(at_work, by=people["Amir Haddad"], assignee=people["Amir Haddad"])
    return at_work


def escalation(request: SupportRequest) -> str:
    return f"/requests/{request.pk}/escalation"


def test_it_is_handed_on_with_one_key_and_a_form_of_four_parts(client_of, at_work):
    agent = client_of("Elin Sand")
    page = agent.get(f"/requests/{at_work.pk}").content.decode()
    [link] = re.findall(rf'<a [^>]*href="{escalation(at_work)}[^>]*>', page)
    assert 'data-key="e"' in link.lower()
    form = agent.get(escalation(at_work)).content.decode()
    assert all(f'name="{part}"' in form for part in SAID)
    assert 'name="ask"' not in form and 'name="reason"' not in form

    agent.post(escalation(at_work), {"team": "infrastructure", **SAID})

    at_work.refresh_from_db()
    assert (at_work.status, at_work.team.key) == ("assigned", "infrastructure")


def test_what_was_found_out_stands_in_the_note_already(people, client_of, at_work):
    maja = people["Maja Lindqvist"]
    do.diagnose(at_work, by=maja, hypothesis="The disk", test="Restarted it", result="No change")
    do.diagnose(at_work, by=maja, hypothesis="The network")
    form = client_of("Elin Sand").get(escalation(at_work)).content.decode()
    assert [
        " ".join(words.split()) for words in re.findall(r"<textarea[^>]*>([^<]*)</textarea>", form)
    ] == ["Restarted it", "The disk: No change The network", "", ""]


def test_what_lacks_is_said_at_its_field_and_what_was_typed_stays(client_of, at_work):
    given = {"team": "infrastructure", **SAID, "found": " ", "told": ""}
    answer = client_of("Elin Sand").post(escalation(at_work), given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="error-found"' in page and 'id="error-told"' in page
    assert 'id="error-tried"' not in page
    assert SAID["tried"] in page and SAID["next_step"] in page
    at_work.refresh_from_db()
    assert at_work.status == "in_progress"


def test_the_note_stands_in_the_story_as_one_card_for_the_desk_alone(client_of, handed):
    page = words_of(client_of("Elin Sand").get(f"/requests/{handed.pk}"))
    assert "handed it on from Applications to Infrastructure" in page
    assert "escalated it to" not in page
    for words in SAID.values():
        assert page.count(words) == 1
    told = words_of(client_of("Elin Sand").get(f"/requests/{handed.pk}/story?show=public"))
    assert SAID["found"] not in told
    theirs = words_of(client_of("Karin Holm").get(f"/help/requests/{handed.pk}"))
    assert SAID["found"] not in theirs


def test_how_high_and_how_often_it_went_is_said_in_words(client_of, handed):
    page = words_of(client_of("Elin Sand").get(f"/requests/{handed.pk}"))
    assert "Highest tier Third line" in page
    assert "Solved at – Handed on 1 time" in page


def test_back_again_an_agent_is_told_who_decides_and_asks_them(client_of, handed):
    browser, given = client_of("Amir Haddad"), {"team": "applications", **SAID}
    answer = browser.post(escalation(handed), given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "the incident coordinator decides whether it goes back" in page
    assert 'name="ask"' in page and SAID["tried"] in page

    browser.post(escalation(handed), given | {"ask": "on"})

    shown = words_of(browser.get(f"/requests/{handed.pk}"))
    assert "Amir Haddad wants to hand it on to Applications." in shown
    assert "It stays" not in shown


def test_the_coordinator_begins_with_the_note_and_says_why_it_goes_on(people, client_of, handed):
    do.ask_coordinator(handed, by=people["Amir Haddad"], team=team("applications"), note=note())
    browser = client_of("Sofia Berg")
    assert "It stays" in words_of(browser.get(f"/requests/{handed.pk}"))
    form = browser.get(escalation(handed)).content.decode()
    assert SAID["next_step"] in form and 'value="applications" selected' in form
    assert 'name="reason"' in form and 'name="ask"' not in form
    given = {"team": "applications", **SAID}
    assert 'id="error-reason"' in browser.post(escalation(handed), given).content.decode()

    browser.post(escalation(handed), given | {"reason": "They own the fault."})

    page = words_of(browser.get(f"/requests/{handed.pk}"))
    assert "Sofia Berg let it go on: They own the fault." in page
    assert "Handed on 2 times" in page


def test_the_coordinator_lets_it_stay(people, client_of, handed):
    do.ask_coordinator(handed, by=people["Amir Haddad"], team=team("applications"), note=note())
    browser, place = client_of("Sofia Berg"), f"/requests/{handed.pk}/keeping"
    assert 'id="error-reason"' in browser.post(place, {"reason": ""}).content.decode()
    browser.post(place, {"reason": "It is the disk."})
    page = words_of(browser.get(f"/requests/{handed.pk}"))
    assert "Sofia Berg kept it where it is: It is the disk." in page
    assert "wants to hand it on" not in page


def test_from_the_third_hop_on_the_form_offers_to_ask_at_once(people, client_of, handed):
    maja = people["Maja Lindqvist"]
    do.escalate(
        handed, by=people["Sofia Berg"], team=team("applications"), note=note(), reason="Theirs."
    )
    do.assign(handed, by=maja, assignee=maja)
    form = client_of("Maja Lindqvist").get(escalation(handed)).content.decode()
    assert "It was handed on twice" in form
    assert 'name="ask" value="on" checked' in form


def test_a_used_time_box_suggests_the_step_once_it_is_used(people, client_of, at_status):
    request = at_status("classified", "incident")
    elin = people["Elin Sand"]
    do.assign(request, by=elin, team=Team.objects.get(is_entry=True), assignee=elin)
    before = words_of(client_of("Elin Sand").get(f"/requests/{request.pk}"))
    assert "The time for this tier is used up." not in before
    log_work(request, by=elin, minutes=20)
    do.look_at_time_box(request, by=system())
    after = words_of(client_of("Elin Sand").get(f"/requests/{request.pk}"))
    assert "The time for this tier is used up. First line has spent on it what it may" in after
    assert "First line has used its time: it should be handed on" in after


def test_whoever_may_not_decide_lets_nothing_stay(people, client_of, handed):
    do.ask_coordinator(handed, by=people["Amir Haddad"], team=team("applications"), note=note())
    answer = client_of("Amir Haddad").post(f"/requests/{handed.pk}/keeping", {"reason": "No."})
    assert answer.status_code == 403


def test_a_note_that_waits_costs_one_query_more(people, client_of, handed):
    browser, place = client_of("Sofia Berg"), f"/requests/{handed.pk}"
    with CaptureQueriesContext(connection) as before:
        browser.get(place)
    do.ask_coordinator(handed, by=people["Amir Haddad"], team=team("applications"), note=note())
    with CaptureQueriesContext(connection) as after:
        assert "It stays" in words_of(browser.get(place))
    assert len(after) <= len(before) + 1


def test_what_was_resolved_before_the_coordinator_decided_says_so(
    people, client_of, handed, solved
):
    amir = people["Amir Haddad"]
    do.ask_coordinator(handed, by=amir, team=team("applications"), note=note())
    do.resolve(handed, by=amir, resolution=solved("incident"))
    page = words_of(client_of("Elin Sand").get(f"/requests/{handed.pk}"))
    assert "It was resolved before the coordinator decided." in page
    assert "no longer asked whether it goes to Applications" in page
    assert "The incident coordinator is asked to decide." not in page
