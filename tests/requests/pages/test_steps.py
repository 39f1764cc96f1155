"""The forms of classifying, resolving and closing, as agents fill them in."""

import pytest

from spoc.catalogue.queries import category_by_key, service_by_key
from spoc.requests import activities
from spoc.requests.activities import Classification
from spoc.requests.models import SupportRequest

SOLVED = {
    "resolution": "The images open from the local cache again.",
    "method": "usual",
    "closure_code": "usual",
    "minutes": "7",
}
CLASSIFIED = {
    "type": "incident",
    "service": "radiology",
    "category": "fault",
    "impact": "2",
    "urgency": "2",
    "supportability": "supported",
}
RESTORED = {"restored_at": "2026-11-20T10:00", "verification": "user"}


@pytest.fixture
def number(register_request):
    """The number of a new request of Karin Holm."""
    return register_request("Karin Holm", "The printer on our ward does not print").pk


@pytest.fixture
def agent(client_of):
    """Elin's browser."""
    return client_of("Elin Sand")


@pytest.fixture
def in_work(number, people):
    """The number of the same request, classified and taken by Elin."""
    elin, row = people["Elin Sand"], kept(number)
    found = Classification(
        "incident", service_by_key("print"), category_by_key("fault"), impact=3, urgency=2
    )
    activities.classify(row, by=elin, classification=found)
    activities.assign(row, by=elin, assignee=elin)
    return number


def kept(number: int) -> SupportRequest:
    return SupportRequest.objects.get(pk=number)


def chosen(page: str, name: str) -> str:
    """Return the value that stands chosen in a field of the page."""
    field = page.partition(f'id="field-{name}"')[2].partition("</select>")[0]
    return field.rpartition('" selected>')[0].rpartition('"')[2]


def test_what_is_new_is_classified_and_resolved_in_one_form(agent, number):
    form = agent.get(f"/requests/{number}/resolution").content.decode()
    assert all(f'name="{name}"' in form for name in CLASSIFIED)

    agent.post(f"/requests/{number}/resolution", SOLVED | CLASSIFIED | RESTORED)

    row = kept(number)
    assert (row.status, row.type, row.service.key) == ("resolved", "incident", "radiology")
    assert (row.resolution_method, row.closure_code) == ("fix", "solved")


@pytest.mark.parametrize(
    ("kind", "more", "ended"),
    [
        ("information", {"is_gap": "on"}, ("advice", "answered")),
        ("fulfilment", {"delivered_at": "2026-11-20T10:00"}, ("fulfilled", "delivered")),
    ],
)
def test_what_is_usual_follows_the_type_that_was_chosen(agent, number, kind, more, ended):
    posted = SOLVED | CLASSIFIED | RESTORED | {"type": kind} | more

    agent.post(f"/requests/{number}/resolution", posted)

    assert (kept(number).resolution_method, kept(number).closure_code) == ended


def test_resolving_what_is_new_names_all_that_is_missing_and_changes_nothing(agent, number):
    answer = agent.post(
        f"/requests/{number}/resolution", SOLVED | {"type": "incident", "impact": "2"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="error-service"' in page and 'id="error-category"' in page
    assert "The images open from the local cache again." in page
    assert (chosen(page, "type"), chosen(page, "impact")) == ("incident", "2")
    assert (kept(number).status, kept(number).type) == ("new", "unclassified")


def test_what_is_classified_is_not_asked_again(agent, in_work):
    form = agent.get(f"/requests/{in_work}/resolution").content.decode()

    assert 'name="service"' not in form
    assert chosen(form, "category") == "fault"


def test_what_the_words_suggest_stands_chosen_with_its_reason(agent, number):
    form = agent.get(f"/requests/{number}/classification").content.decode()

    assert chosen(form, "type") == "incident"
    assert "Type: “does not”." in form
    assert chosen(form, "impact") == "2"


def test_nothing_is_suggested_for_what_somebody_said_already(agent, number):
    agent.post(f"/requests/{number}/classification", {"type": "fulfilment"})

    form = agent.get(f"/requests/{number}/classification").content.decode()

    assert chosen(form, "type") == "fulfilment"


def test_what_is_missing_to_be_classified_is_said_in_one_line(agent, number):
    said = "To classify: category, urgency missing."
    posted = {"type": "incident", "service": "print", "impact": "2", "supportability": "supported"}
    assert "To classify:" not in agent.get(f"/requests/{number}").content.decode()

    page = agent.post(f"/requests/{number}/classification", posted, follow=True).content.decode()

    assert "is saved. Still to be said: category, urgency." in page
    assert said in page
    assert said in agent.get(f"/requests/{number}/preview").content.decode()
    assert said in agent.get(f"/requests/{number}/classification").content.decode()


def test_a_workaround_says_why_no_problem_is_raised(agent, in_work):
    posted = SOLVED | RESTORED | {"method": "workaround", "closure_code": "workaround"}
    refused = agent.post(f"/requests/{in_work}/resolution", posted)
    assert 'id="error-no_problem_reason"' in refused.content.decode()

    agent.post(f"/requests/{in_work}/resolution", posted | {"no_problem_reason": "Seen once"})
    page = agent.get(f"/requests/{in_work}/confirmation").content.decode()

    assert "Seen once" in page


def test_the_category_is_put_right_when_it_is_resolved(agent, in_work):
    agent.post(f"/requests/{in_work}/resolution", SOLVED | RESTORED | {"category": "how-to"})

    assert kept(in_work).category == category_by_key("how-to")


def test_the_checklist_is_answered_before_it_is_closed(agent, in_work):
    agent.post(f"/requests/{in_work}/resolution", SOLVED | RESTORED)
    form = agent.get(f"/requests/{in_work}/confirmation").content.decode()
    assert "All is as it should be again" in form and "Karin tried it" in form

    refused = agent.post(f"/requests/{in_work}/confirmation", {"checklist": "1"})
    assert refused.status_code == 422
    assert "It is not as it should be yet: reopen it instead." in refused.content.decode()

    agent.post(f"/requests/{in_work}/confirmation", {"checklist": "1", "is_normal_again": "on"})
    row = kept(in_work)
    assert (row.status, row.closure.is_verified_by_requester) == ("closed", False)


def test_what_was_written_of_an_incident_can_be_wiped_again(agent, in_work):
    base = f"/requests/{in_work}/type-fields"
    agent.post(base, {"workaround": "Use the other one", "is_reproduced": "on"})
    assert kept(in_work).incident.workaround == "Use the other one"

    agent.post(base, {"workaround": "", "has_is_reproduced": "1"})

    incident = kept(in_work).incident
    assert (incident.workaround, incident.is_reproduced) == ("", False)


def test_minutes_are_a_key_away(agent, in_work):
    page = agent.get(f"/requests/{in_work}").content.decode()

    link = page.partition(f'href="/requests/{in_work}/work')[2].partition(">")[0]
    assert 'data-key="b"' in link


@pytest.mark.parametrize("noun", ["priority", "classification", "assignment", "title"])
def test_nothing_is_offered_that_would_be_refused(client_of, agent, in_work, noun):
    agent.post(f"/requests/{in_work}/resolution", SOLVED | RESTORED)
    agent.post(f"/requests/{in_work}/confirmation")
    owner = client_of("Elin Sand").get(f"/requests/{in_work}").content.decode()

    offered = f'href="/requests/{in_work}/{noun}' in owner
    assert offered == (noun == "title")


def test_what_a_dialog_is_refused_is_answered_with_the_dialog(agent, in_work):
    answer = agent.post(
        f"/requests/{in_work}/resolution", {"resolution": "A cable."}, headers={"HX-Request": "1"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'hx-post="/requests/{in_work}/resolution" hx-target="closest .dialog"' in page
    assert 'id="error-minutes"' in page
    assert "A cable.</textarea>" in page


def test_what_a_dialog_did_leads_the_whole_page_on_and_says_so_there(agent, in_work):
    title = {"title": "The label printer is silent"}
    answer = agent.post(f"/requests/{in_work}/title", title, headers={"HX-Request": "1"})

    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/requests/{in_work}")
    assert "Location" not in answer
    assert "undo" in agent.get(answer["HX-Redirect"]).content.decode().lower()


def test_a_type_that_was_not_chosen_is_asked_for_where_it_is_chosen(agent, number):
    page = agent.post(f"/requests/{number}/resolution", {"resolution": "A cable."})

    assert '<a href="#field-type">' in page.content.decode()


@pytest.mark.parametrize(
    ("words", "is_said"),
    [("Hello", False), ("Everyone says hello", True), ("The printer does not print", True)],
)
def test_only_what_the_words_suggest_is_said_to_be_chosen(agent, register_request, words, is_said):
    number = register_request("Karin Holm", words).pk
    page = agent.get(f"/requests/{number}/classification").content.decode()

    assert ("is chosen already" in page) is is_said


def test_a_step_of_its_own_page_is_left_with_esc(agent, number):
    page = agent.get(f"/requests/{number}/title?queue=all").content.decode()

    assert f'href="/requests/{number}?queue=all" data-close data-key="esc"' in page
