"""A call, from the first ring to the last word, while the caller is still on the line."""

import email
from email.policy import default

import pytest

from spoc.requests.models import SupportRequest
from spoc.work.queries import minutes_of

CALLS = {
    "English": ("Sanna", "Sanna Kivi", "How do I share a calendar?", "Choose Share.", "en"),
    "Swedish": ("Oskar", "Oskar Nyman", "Hur delar jag en kalender?", "Välj Dela.", "sv"),
}


@pytest.mark.parametrize("language", CALLS)
def test_a_quick_question_is_answered_on_the_line(language, people, client_of, work, mailoutbox):
    typed, name, question, answer, code = CALLS[language]
    agent, caller = client_of("Elin Sand"), people[name]

    assert name in agent.get("/requests/new/callers", {"who": typed}).content.decode()
    agent.post(
        "/requests/new",
        {
            "who": typed,
            "caller": caller.pk,
            "need": question,
            "answer": answer,
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
    assert message["Content-Language"] == code
    assert answer in message.get_body(("plain",)).get_content()

    agent.post(f"/requests/{made.pk}/confirmation")
    made.refresh_from_db()
    assert (made.status, made.confirmed_by) == ("closed", "desk")


@pytest.mark.parametrize(
    ("said", "language"),
    [("Nobody can print on ward 4", "English"), ("Ingen kan skriva ut på avdelning 4", "Swedish")],
)
def test_a_call_nobody_can_solve_at_once_goes_on_at_the_next_tier(
    said, language, people, client_of
):
    agent = client_of("Daniel Okoro")
    agent.post("/requests/new", {"who": "Nils, ward 4", "caller": "nobody", "need": said})

    made = SupportRequest.objects.get()
    assert (made.type, made.status, made.service.key) == ("incident", "classified", "print")
    assert made.requester.name == "Nils, ward 4"
    assert made.team.key == "workplace"

    specialist = client_of("Priya Nair")
    assert said in specialist.get("/queues/workplace").content.decode()
    specialist.post(f"/requests/{made.pk}/assignment", {"assignee": "me", "team": "workplace"})
    made.refresh_from_db()
    assert (made.status, made.assignee) == ("in_progress", people["Priya Nair"])
