"""A call, from the first ring to the last word, while the caller is still on the line."""

import email
from email.policy import default

import pytest

from spoc.people.activities import change_person
from spoc.requests.models import SupportRequest
from spoc.work.queries import minutes_of
from tests.requests.portal.words import words_of

ENGLISH = {
    "language": "en",
    "typed": "Sanna",
    "caller": "Sanna Kivi",
    "question": "How do I share a calendar?",
    "answer": "Choose Share.",
    "solved": "Is it solved? Open the link below and say yes",
    "closed": "Closed",
    "cannot print": "Nobody can print on ward 4",
    "classified": "Classified",
    "under way": "In progress",
}
SWEDISH = {
    "language": "sv",
    "typed": "Oskar",
    "caller": "Oskar Nyman",
    "question": "Hur delar jag en kalender?",
    "answer": "Välj Dela.",
    "solved": "Är det löst? Öppna länken nedan och svara ja",
    "closed": "Avslutat",
    "cannot print": "Ingen kan skriva ut på avdelning 4",
    "classified": "Klassificerat",
    "under way": "Pågår",
}
both = pytest.mark.parametrize("words", [ENGLISH, SWEDISH], ids=["English", "Swedish"])


@pytest.fixture
def elin(words, people, client_of):
    """The agent on the line, who reads in the caller's language."""
    change_person(people["Elin Sand"], by=people["Elin Sand"], language=words["language"])
    return client_of("Elin Sand")


@both
def test_a_quick_question_is_answered_on_the_line(words, people, elin, work, mailoutbox):
    caller = people[words["caller"]]

    found = elin.get("/requests/new/callers", {"who": words["typed"]})
    assert words["caller"] in words_of(found)
    elin.post(
        "/requests/new",
        {
            "who": words["typed"],
            "caller": caller.pk,
            "need": words["question"],
            "answer": words["answer"],
            "minutes": "3",
            "then": "resolve",
        },
    )

    made = SupportRequest.objects.get()
    assert (made.requester, made.channel, made.status) == (caller, "phone", "resolved")
    assert (made.type, minutes_of(made), made.contact_count) == ("information", 3, 1)
    contact = made.contacts.get().interaction
    assert (contact.disposition, contact.agent) == ("quick_answer", people["Elin Sand"])
    assert (made.owner, made.tier_resolved, made.hop_count) == (people["Elin Sand"], 1, 0)

    work()
    (letter,) = mailoutbox
    message = email.message_from_bytes(letter.raw, policy=default)
    assert message["Content-Language"] == words["language"]
    said = message.get_body(("plain",)).get_content()
    assert words["answer"] in said
    assert words["solved"] in said

    page = elin.post(f"/requests/{made.pk}/confirmation", follow=True)
    assert words["closed"] in words_of(page)
    made.refresh_from_db()
    assert (made.status, made.confirmed_by) == ("closed", "desk")


@both
def test_a_call_nobody_can_solve_at_once_goes_on_at_the_next_tier(words, people, elin, client_of):
    said = words["cannot print"]
    elin.post("/requests/new", {"who": "Nils, ward 4", "caller": "nobody", "need": said})

    made = SupportRequest.objects.get()
    assert (made.type, made.status, made.service.key) == ("incident", "classified", "print")
    assert made.requester.name == "Nils, ward 4"
    assert made.team.key == "workplace"
    page = elin.get(f"/requests/{made.pk}")
    assert page["Content-Language"] == words["language"]
    assert words["classified"] in words_of(page)

    specialist = client_of("Priya Nair")
    assert said in words_of(specialist.get("/queues/workplace"))
    specialist.post(f"/requests/{made.pk}/assignment", {"assignee": "me", "team": "workplace"})
    made.refresh_from_db()
    assert (made.status, made.assignee) == ("in_progress", people["Priya Nair"])
    assert words["under way"] in words_of(elin.get(f"/requests/{made.pk}"))
