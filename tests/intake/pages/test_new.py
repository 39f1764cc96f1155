"""The intake screen: who, what, save."""

import re

import pytest

from spoc.requests.models import SupportRequest


@pytest.fixture
def agent(client_of):
    """Elin's browser."""
    return client_of("Elin Sand")


def test_a_caller_is_known_by_number(agent):
    page = agent.get("/requests/new/callers?who=010-555+41+17").content.decode()

    assert "Sanna Kivi" in page
    assert "Ward secretary, Orthopaedics" in page


def test_what_is_said_is_read_with_its_reason(agent):
    words = "Skrivaren på vår avdelning fungerar inte, patienter väntar"
    page = agent.get("/requests/new/reading", {"need": words}).content.decode()

    assert '<option value="incident" selected>' in page
    assert '<option value="print" selected>' in page
    assert '"fungerar inte"' in page
    assert "P2 High" in page


def test_what_the_agent_changed_stays_when_the_words_go_on(agent):
    page = agent.get(
        "/requests/new/reading",
        {"need": "The printer does not print", "type": "information", "read_type": "incident"},
    ).content.decode()

    assert '<option value="information" selected>' in page


def test_saving_registers_and_classifies(agent, people):
    sanna = people["Sanna Kivi"]
    agent.post(
        "/requests/new",
        {"who": "Sanna", "caller": sanna.pk, "need": "The label printer prints blanks"},
    )

    made = SupportRequest.objects.latest("pk")
    assert (made.requester, made.status, made.channel) == (sanna, "classified", "phone")


def test_a_quick_question_is_two_actions(agent, people):
    agent.post(
        "/requests/new",
        {
            "who": "Sanna",
            "caller": people["Sanna Kivi"].pk,
            "need": "How do I share a calendar?",
            "answer": "Right-click it and choose Share.",
            "minutes": "2",
            "then": "resolve",
        },
    )

    made = SupportRequest.objects.latest("pk")
    assert (made.type, made.status) == ("information", "resolved")
    assert made.contacts.get().interaction.disposition == "quick_answer"


def test_a_caller_nobody_knows_is_written_down(agent):
    agent.post("/requests/new", {"who": "Nils Holm", "caller": "nobody", "need": "No network"})

    assert SupportRequest.objects.latest("pk").requester.name == "Nils Holm"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"who": "", "need": "No network"}, "Say who is calling."),
        ({"who": "Sanna", "need": " "}, "Fill this in."),
    ],
)
def test_what_is_missing_is_said_and_what_was_written_is_kept(agent, given, words):
    answer = agent.post("/requests/new", given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert given["need"] in page


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"who": "", "need": "No network"}, "who"),
        ({"who": "Sanna", "need": " "}, "need"),
        ({"who": "Sanna", "need": "How do I share a calendar?"}, "field-answer"),
        ({"who": "Sanna", "need": "The label printer does not print"}, "field-answer"),
    ],
)
def test_what_is_refused_has_the_focus_and_leads_to_fields_there_are(agent, given, place):
    page = agent.post("/requests/new", given | {"then": "resolve"}).content.decode()

    summary = re.search(r'<div class="error-summary".*?</div>', page, flags=re.S).group()
    linked = re.findall(r'href="#([^"]+)"', summary)
    assert place in linked
    assert all(f'id="{each}"' in page for each in linked)
    assert re.findall(r"<(\w+)[^>]* autofocus", page) == ["div"], "the summary, not who it is"


def test_a_missing_answer_opens_where_it_is_written(agent):
    asked = {"who": "Sanna", "need": "How do I share a calendar?", "then": "resolve"}
    fold = r'<details class="fold"( open)?>(?:(?!<details).)*id="field-answer"'

    assert re.search(fold, agent.get("/requests/new").content.decode(), flags=re.S).group(1) is None
    refused = agent.post("/requests/new", asked).content.decode()
    assert re.search(fold, refused, flags=re.S).group(1)


def test_intake_is_the_desks(client_of):
    assert client_of("Karin Holm").get("/requests/new").status_code == 403
