"""From a letter to a closed request, as each side lives it: by mail here, in the browser there."""

import email
import re
from datetime import timedelta
from email.policy import default

import pytest
from django.test import Client

from spoc.audit.queries import broken_links, story
from spoc.intake.activities import receive_letter
from spoc.requests.models import SupportRequest
from tests.requests.portal.words import words_of

LINK = re.compile(r"http://127\.0\.0\.1:8000(/follow/[^\s<>\"]+)")

ENGLISH = {
    "sender": "Karin Holm <karin.holm@norrvikhospital.example>",
    "to": "it@norrvikhospital.example",
    "subject": "PACS shows no images",
    "first": "Since this morning no studies load in reading room A, patients waiting.",
    "question": "Does it happen on the other screen too?",
    "answer": "No, only on this one.",
    "solution": "We restarted the archive and it answers again.",
    "service": "radiology",
    "agent": "Elin Sand",
    "language": "en",
    "acknowledged": "We have your request",
    "follow": "Follow your request",
    "solved": "Is it solved? Open the link below and say yes",
    "believed": "We believe this is solved.",
    "done": "This is done.",
}
SWEDISH = {
    "sender": "Oskar Nyman <oskar.nyman@norrvikskolor.example>",
    "to": "it@norrvikskolor.example",
    "subject": "Lärplattformen är nere",
    "first": "Ingen av oss kommer in på lärplattformen sedan i morse. Eleverna står still.",
    "question": "Går det att logga in från ett annat nät?",
    "answer": "Nej, inte därifrån heller. Åäö!",
    "solution": "Vi startade om inloggningen och den svarar igen.",
    "service": "school-platform",
    "agent": "Sofia Berg",
    "language": "sv",
    "acknowledged": "Vi har tagit emot ditt ärende",
    "follow": "Följ ditt ärende",
    "solved": "Är det löst? Öppna länken nedan och svara ja",
    "believed": "Vi tror att det här är löst.",
    "done": "Det här är klart.",
}


class Post:
    """The mail on its way: what came to the requester, and their answers."""

    def __init__(self, letter, work, outbox, words):
        self.write, self.work, self.outbox, self.words = letter, work, outbox, words

    def send(self, text, **headers):
        """Hand a letter of the requester over, and tell which request it went to."""
        words = self.words
        headers.setdefault("subject", words["subject"])
        receipt = receive_letter(self.write(words["sender"], text=text, to=words["to"], **headers))
        return receipt.outcome, SupportRequest.objects.get(pk=int(receipt.request[2:]))

    def newest(self):
        """Let all letters go out, and read the newest to the requester as a mail program does."""
        self.work()
        theirs = [sent for sent in self.outbox if sent.to[0] in self.words["sender"]]
        return email.message_from_bytes(theirs[-1].raw, policy=default)

    def answer(self, text):
        """Answer the newest letter as a mail program does, with what it said below."""
        ours = self.newest()
        said = "\n".join(f"> {line}" for line in body(ours).splitlines())
        return self.send(
            f"{text}\n\nOn Monday the desk wrote:\n{said}\n",
            subject=f"Re: {ours['Subject']}",
            in_reply_to=ours["Message-ID"],
            references=ours["Message-ID"],
        )


def body(message):
    return message.get_body(("plain",)).get_content()


@pytest.mark.parametrize("words", [ENGLISH, SWEDISH], ids=["English", "Swedish"])
def test_a_letter_is_answered_solved_and_confirmed(words, letter, work, mailoutbox, client_of):
    post = Post(letter, work, mailoutbox, words)
    agent = client_of(words["agent"])

    outcome, request = post.send(words["first"])
    assert outcome == "registered"
    acknowledged = post.newest()
    assert request.reference in body(acknowledged)
    assert acknowledged["Content-Language"] == words["language"]
    assert words["acknowledged"] in body(acknowledged)
    told = story(request).filter(kind="request.told").get()
    assert told.at - request.created_at < timedelta(minutes=1)

    base = f"/requests/{request.pk}"
    queue = agent.get("/queues/new")
    assert words["subject"] in queue.content.decode()
    assert queue["Content-Language"] == words["language"]
    agent.post(f"{base}/classification", classified(words))
    agent.post(f"{base}/assignment", {"assignee": "me", "team": "service-desk"})
    agent.post(f"{base}/entries", {"text": words["question"], "then": "wait"})
    assert standing(request) == "pending"

    assert words["question"] in body(post.newest())
    outcome, same = post.answer(words["answer"])
    assert (outcome, same) == ("replied", request)
    assert same.entries.last().text == words["answer"], "what was quoted is not said again"
    assert standing(request) == "in_progress"

    agent.post(f"{base}/resolution", resolved(words))
    assert standing(request) == "resolved"

    followed(Client(), post.newest(), words)
    assert standing(request) == "closed"
    assert broken_links() == []


def classified(words):
    return {
        "type": "incident",
        "service": words["service"],
        "category": "fault",
        "impact": "2",
        "urgency": "1",
        "supportability": "supported",
    }


def resolved(words):
    return {
        "resolution": words["solution"],
        "method": "fix",
        "closure_code": "solved",
        "minutes": "20",
        "restored_at": "2026-11-20T10:00",
        "verification": "user",
    }


def standing(request):
    request.refresh_from_db()
    return request.status


def followed(browser, letter, words):
    """Open the link in the letter without an account, and confirm there."""
    assert words["solution"] in body(letter)
    assert words["solved"] in body(letter)
    html = letter.get_body(("html",)).get_content()
    assert words["follow"] in html
    link = LINK.search(html)[1]
    page = browser.get(link)
    assert page["Content-Language"] == words["language"]
    assert words["answer"] in words_of(page)
    assert words["believed"] in words_of(page)
    assert words["done"] in words_of(browser.post(f"{link}/confirmation", follow=True))
