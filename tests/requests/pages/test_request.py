"""A request's page, and the steps taken from it."""

import pytest
from tests.floor.notes import SAID

from spoc.records.activities import watch
from spoc.requests import activities
from spoc.requests.activities.reply import Words
from spoc.requests.models import SupportRequest
from spoc.work.activities import log_work

BUDGET = 12


@pytest.fixture
def number(register_request):
    """The number of a new request of Karin Holm."""
    return register_request("Karin Holm", "The printer on ward 12 is silent").pk


@pytest.fixture
def agent(client_of):
    """Elin's browser."""
    return client_of("Elin Sand")


CLASSIFIED = {
    "type": "incident",
    "service": "print",
    "category": "fault",
    "impact": "3",
    "urgency": "2",
    "supportability": "supported",
}


def test_the_page_tells_the_whole_story(agent, number, people):
    activities.note(people_request(number), by=people["Elin Sand"], text="Toner is on its way")

    page = agent.get(f"/requests/{number}").content.decode()

    assert "The printer on ward 12 is silent" in page
    assert "Toner is on its way" in page
    assert "Karin Holm registered the request through the portal" in page


def test_an_agent_who_asked_for_themselves_sees_what_every_requester_sees(
    client_of, people, register_request
):
    request, sofia = register_request("Elin Sand", "How I am spoken to"), people["Sofia Berg"]
    activities.restrict(request, by=sofia, readers=[sofia])
    log_work(request, by=sofia, minutes=7, activity="Talked with her lead")
    watch(request, by=sofia, person=people["Daniel Okoro"])
    client_of("Sofia Berg").get(f"/requests/{request.pk}/presence")
    elin = client_of("Elin Sand")

    page = elin.get(f"/requests/{request.pk}").content.decode()
    others = elin.get(f"/requests/{request.pk}/presence").content.decode()

    assert "How I am spoken to" in page
    assert "Talked with her lead" not in page and "Daniel Okoro" not in page
    assert "Sofia Berg" not in others


@pytest.mark.parametrize(
    ("step", "posted"),
    [
        ("links", {"other": "{twin}", "relation": "nonsense"}),
        ("work", {"minutes": "²"}),
        ("work", {"minutes": "9" * 5_000}),
        ("entries", {"kind": "call", "text": "We talked.", "minutes": "40000"}),
    ],
)
def test_what_makes_no_sense_is_refused_and_never_our_fault(
    agent, number, register_request, step, posted
):
    twin = register_request().reference
    given = {name: value.format(twin=twin) for name, value in posted.items()}
    assert agent.post(f"/requests/{number}/{step}", given).status_code == 422


def test_the_page_keeps_to_its_budget(agent, number, django_assert_max_num_queries):
    with django_assert_max_num_queries(BUDGET):
        assert agent.get(f"/requests/{number}").status_code == 200


def test_a_stranger_learns_nothing_of_a_number(agent, client_of, number):
    unknown = agent.get("/requests/999999")
    hidden = client_of("Amir Haddad").get(f"/requests/{number}")

    assert unknown.status_code == hidden.status_code == 404
    assert "There is no request R-999999 that you may see." in unknown.content.decode()
    assert f"There is no request R-{number} that you may see." in hidden.content.decode()


def test_the_whole_way_from_new_to_closed(agent, number):
    base = f"/requests/{number}"
    agent.post(f"{base}/classification", CLASSIFIED)
    agent.post(f"{base}/assignment", {"assignee": "me", "team": "service-desk"})
    agent.post(f"{base}/entries", {"kind": "reply", "text": "We look at it."})
    agent.post(
        f"{base}/resolution",
        {
            "resolution": "New toner.",
            "method": "fix",
            "closure_code": "solved",
            "minutes": "5",
            "restored_at": "2026-11-20T10:00",
            "verification": "test",
        },
    )
    agent.post(f"{base}/confirmation")

    assert people_request(number).status == "closed"


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(agent, number):
    base = f"/requests/{number}"
    agent.post(f"{base}/classification", CLASSIFIED)
    agent.post(f"{base}/assignment", {"assignee": "me", "team": "service-desk"})

    answer = agent.post(f"{base}/resolution", {"resolution": "New toner.", "method": "fix"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose the result." in page
    assert "Log the minutes it took: 0 is an answer too." in page
    assert "New toner." in page


def test_an_empty_reply_is_given_back(agent, number):
    answer = agent.post(f"/requests/{number}/entries", {"kind": "reply", "text": "  "})

    assert answer.status_code == 422
    assert "Write something first." in answer.content.decode()


def test_a_draft_is_kept_and_thrown_away_when_sent(agent, number):
    agent.post(f"/requests/{number}/draft", {"kind": "note", "text": "Half a thou"})
    kept = agent.get(f"/requests/{number}?compose=note").content.decode()
    agent.post(f"/requests/{number}/entries", {"kind": "note", "text": "A whole thought"})

    assert "Half a thou" in kept
    assert not people_request(number).drafts.exists()


def test_who_else_looks_and_writes_is_shown(agent, client_of, number):
    other = client_of("Henrik Vall")
    other.get(f"/requests/{number}/presence")
    other.post(f"/requests/{number}/draft", {"kind": "note", "text": "I think"})

    page = agent.get(f"/requests/{number}/presence").content.decode()

    assert "Henrik Vall is writing a note" in page


def test_an_assignment_can_be_taken_back(agent, number):
    done = agent.post(
        f"/requests/{number}/assignment", {"assignee": "me", "team": "service-desk"}, follow=True
    )
    assert people_request(number).assignee.name == "Elin Sand"
    undo = done.content.decode().partition(f'action="/requests/{number}/assignment?')[2]
    agent.post(f"/requests/{number}/assignment?{undo.partition(chr(34))[0].replace('&amp;', '&')}")

    assert people_request(number).assignee is None


@pytest.mark.parametrize("noun", ["nonsense", "start"])
def test_a_step_without_a_form_has_no_page(agent, number, noun):
    assert agent.get(f"/requests/{number}/{noun}").status_code == 404


def people_request(number: int) -> SupportRequest:
    return SupportRequest.objects.get(pk=number)


def test_whoever_hands_a_request_on_goes_back_to_their_queue(client_of, people, number):
    priya = people["Priya Nair"]
    agent = client_of("Elin Sand")
    agent.post(f"/requests/{number}/classification", CLASSIFIED)
    agent.post(f"/requests/{number}/assignment", {"team": "workplace", "assignee": priya.pk})
    browser = client_of("Priya Nair")
    browser.post(f"/requests/{number}/start")

    answer = browser.post(
        f"/requests/{number}/escalation",
        {"team": "infrastructure", **SAID, "queue": "workplace"},
    )

    assert (answer.status_code, answer["Location"]) == (302, "/queues/workplace")


@pytest.mark.parametrize(
    ("folded", "name"),
    [("Kind regards\nKarin Holm", "Signature"), ("> Is it plugged in?", "Earlier words")],
)
def test_what_is_folded_is_called_what_it_is(agent, number, people, folded, name):
    words = Words("It is still silent.", folded)
    activities.hear(people_request(number), by=people["Karin Holm"], channel="email", words=words)

    page = agent.get(f"/requests/{number}").content.decode()

    assert f'<summary class="link">{name}</summary>' in page
