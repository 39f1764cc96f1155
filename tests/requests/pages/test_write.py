"""What an agent writes is never lost: refused, it stands where it was typed."""

import pytest

from spoc.requests.models import SupportRequest


@pytest.fixture
def number(register_request):
    """The number of a new request of Karin Holm."""
    return register_request("Karin Holm", "The printer on ward 12 is silent").pk


@pytest.fixture
def agent(client_of):
    """Elin's browser."""
    return client_of("Elin Sand")


def test_a_refused_question_stays_in_its_field_with_the_reason_beside_it(agent, number):
    answer = agent.post(
        f"/requests/{number}/entries",
        {"kind": "reply", "then": "wait", "text": "Which <ward> is it?", "queue": "new?words=x"},
    )

    page = answer.content.decode()
    field = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert answer.status_code == 422
    assert "Which &lt;ward&gt; is it?" in field
    assert 'aria-describedby="compose-text-error"' in field
    assert "Only work in progress can wait: begin it first." in page
    assert 'name="queue" value="new?words=x"' in page


def test_what_was_refused_is_there_when_one_comes_back(agent, number):
    agent.post(
        f"/requests/{number}/entries",
        {"kind": "call", "minutes": "40000", "text": "She called about toner."},
    )

    page = agent.get(f"/requests/{number}?compose=call").content.decode()

    assert "She called about toner." in page


def test_the_minutes_of_a_refused_call_stay_as_typed(agent, number):
    answer = agent.post(
        f"/requests/{number}/entries", {"kind": "call", "minutes": "40000", "text": "Toner."}
    )

    assert 'name="minutes" min="0" max="600" value="40000"' in answer.content.decode()


def test_an_empty_reply_gives_the_draft_back(agent, number):
    agent.post(f"/requests/{number}/draft", {"kind": "reply", "text": "Half a thou"})

    answer = agent.post(f"/requests/{number}/entries", {"kind": "reply", "text": "  "})

    page = answer.content.decode()
    assert "Write something first." in page
    assert "Half a thou" in page.partition("<textarea")[2].partition("</textarea>")[0]


def test_a_kind_nobody_knows_is_a_reply(agent, number):
    agent.post(f"/requests/{number}/entries", {"kind": "shout", "text": "We look at it."})

    assert SupportRequest.objects.get(pk=number).entries.filter(kind="mail").exists()


def test_the_address_words_are_posted_to_leads_to_the_request(agent, number):
    answer = agent.get(f"/requests/{number}/entries")

    assert (answer.status_code, answer["Location"]) == (302, f"/requests/{number}")
