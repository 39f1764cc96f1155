"""From asking in the portal to saying that it is solved, and that it is not, in both languages."""

import email
import re
from email.policy import default

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from spoc.catalogue.models import Category, Service
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import first_mail
from spoc.requests import activities as do
from spoc.requests.activities import Classification, Resolution
from spoc.requests.models import SupportRequest
from spoc.requests.tracking import word_for
from tests.requests.portal.words import words_of

ENGLISH = {
    "language": "en",
    "requester": "Karin Holm",
    "service": "radiology",
    "need": "Images take minutes to open in reading room A.",
    "number": r"We have it\. Its number is R-(\d+)",
    "acknowledged": "Somebody will look at it soon.",
    "question": "Which studies?",
    "waiting": "We wait for your answer",
    "answer": "The old ones.",
    "solution": "The archive runs again.",
    "solved": "Is it solved? Open the link below and say yes",
    "believed": "We believe this is solved.",
    "closing": "It works again, close it",
    "done": "This is done.",
    "wrong": "Room A still waits a minute.",
    "back": "It is back today.",
    "goes_on": "This goes on in",
}
SWEDISH = {
    "language": "sv",
    "requester": "Oskar Nyman",
    "service": "school-platform",
    "need": "Lärplattformen tar flera minuter att öppna på Åsgårdsskolan.",
    "number": r"Vi har fått ditt ärende\. Det har nummer R-(\d+)",
    "acknowledged": "Någon tittar på det snart.",
    "question": "Vilka klasser?",
    "waiting": "Vi väntar på ditt svar",
    "answer": "Åttorna och niorna.",
    "solution": "Inloggningen svarar igen.",
    "solved": "Är det löst? Öppna länken nedan och svara ja",
    "believed": "Vi tror att det här är löst.",
    "closing": "Det fungerar igen, avsluta ärendet",
    "done": "Det här är klart.",
    "wrong": "Årskurs 8 väntar fortfarande en minut.",
    "back": "Det är likadant i dag.",
    "goes_on": "Det här fortsätter i",
}
both = pytest.mark.parametrize("words", [ENGLISH, SWEDISH], ids=["English", "Swedish"])


def ask(client: Client, words: dict) -> SupportRequest:
    """Ask in the portal, and return what came of it."""
    page = client.post("/help/ask", {"words": words["need"]}, follow=True)
    assert page["Content-Language"] == words["language"]
    number = re.search(words["number"], words_of(page))[1]
    return SupportRequest.objects.get(pk=number)


def take_up(request: SupportRequest, people, words: dict) -> None:
    """Classify it as an incident with the service it is about, and begin it."""
    elin, maja = people["Elin Sand"], people["Maja Lindqvist"]
    service, fault = Service.objects.get(key=words["service"]), Category.objects.get(key="fault")
    what = Classification("incident", service, fault, 2, 1, supportability="supported")
    do.classify(request, by=elin, classification=what)
    do.assign(request, by=elin, team=maja.teams.get(), assignee=maja)
    do.start(request, by=maja)


def solve(request: SupportRequest, people, words: dict) -> None:
    """Say how it was solved."""
    restored = {"restored_at": now(), "verification": "test"}
    how = Resolution(words["solution"], "fix", "solved", 30, restored)
    do.resolve(request, by=people["Maja Lindqvist"], resolution=how)


def newest(mailoutbox, words: dict) -> str:
    """Return the words of the newest letter to the requester, which is in their language."""
    mail = first_mail(Person.objects.get(name=words["requester"]))
    theirs = [sent for sent in mailoutbox if sent.to == [mail]]
    letter = email.message_from_bytes(theirs[-1].raw, policy=default)
    assert letter["Content-Language"] == words["language"]
    return letter.get_body(("plain",)).get_content()


@both
def test_from_asking_to_closing(words, client_of, people, work, mailoutbox):
    requester = client_of(words["requester"])
    request = ask(requester, words)
    place = f"/help/requests/{request.pk}"
    work()
    assert words["acknowledged"] in newest(mailoutbox, words)

    take_up(request, people, words)
    do.pause(request, by=people["Maja Lindqvist"], reason="customer", question=words["question"])
    assert words["waiting"] in words_of(requester.get("/help"))
    page = words_of(requester.get(place))
    assert words["waiting"] in page
    assert words["question"] in page
    work()
    assert words["question"] in newest(mailoutbox, words)
    requester.post(f"{place}/answers", {"text": words["answer"]})
    request.refresh_from_db()
    assert request.status == "in_progress"

    solve(request, people, words)
    work()
    letter = newest(mailoutbox, words)
    assert words["solution"] in letter
    assert words["solved"] in letter
    page = words_of(requester.get(place))
    assert words["believed"] in page
    assert words["closing"] in page
    assert words["done"] in words_of(requester.post(f"{place}/confirmation", follow=True))
    request.refresh_from_db()
    assert (request.status, request.confirmed_by) == ("closed", "requester")


@both
def test_what_is_not_solved_is_taken_up_again_and_then_closed_by_the_link(words, client_of, people):
    requester = client_of(words["requester"])
    request = ask(requester, words)
    take_up(request, people, words)
    solve(request, people, words)
    reopening = f"/help/requests/{request.pk}/reopening"
    page = requester.post(reopening, {"reason": words["wrong"]}, follow=True)
    assert words["wrong"] in words_of(page)
    request.refresh_from_db()
    assert (request.status, request.reopen_count) == ("in_progress", 1)

    solve(request, people, words)
    link = f"/follow/{word_for(request, request.requester)}"
    anybody = Client()
    page = anybody.get(link)
    assert page["Content-Language"] == words["language"]
    assert words["believed"] in words_of(page)
    assert words["done"] in words_of(anybody.post(f"{link}/confirmation", follow=True))
    request.refresh_from_db()
    assert request.status == "closed"

    later = anybody.post(f"{link}/answers", {"text": words["back"]}, follow=True)
    assert words["back"] in words_of(later)
    new = SupportRequest.objects.latest("pk")
    assert new.reference in words_of(requester.get("/help"))
    page = words_of(requester.get(f"/help/requests/{request.pk}"))
    assert f"{words['goes_on']} {new}" in page


def test_a_file_sent_with_an_answer_is_read_at_the_desk(client_of, people):
    karin = client_of("Karin Holm")
    request = ask(karin, ENGLISH)
    take_up(request, people, ENGLISH)
    place = f"/help/requests/{request.pk}"
    picture = SimpleUploadedFile("spinning.png", b"\x89PNG", "image/png")
    karin.post(f"{place}/answers", {"text": "See here.", "attachments": [picture]})
    [file] = re.findall(r'href="(/files/[^"]+)"', karin.get(place).content.decode())
    assert b"".join(client_of("Maja Lindqvist").get(file).streaming_content) == b"\x89PNG"
