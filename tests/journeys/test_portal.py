"""From asking in the portal to saying that it is solved, and that it is not."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from spoc.catalogue.models import Category, Service
from spoc.channels.models import Letter
from spoc.kit.time import now
from spoc.requests import activities as do
from spoc.requests.activities import Classification, Resolution
from spoc.requests.models import SupportRequest
from spoc.requests.tracking import word_for
from tests.requests.portal.words import words_of


def ask(client: Client, words: str) -> SupportRequest:
    """Ask in the portal, and return what came of it."""
    page = client.post("/help/ask", {"words": words}, follow=True)
    number = re.search(r"Its number is R-(\d+)", words_of(page))[1]
    return SupportRequest.objects.get(pk=number)


def take_up(request: SupportRequest, people) -> None:
    """Classify it as an incident with radiology images, and begin it."""
    elin, maja = people["Elin Sand"], people["Maja Lindqvist"]
    radiology, fault = Service.objects.get(key="radiology"), Category.objects.get(key="fault")
    what = Classification("incident", radiology, fault, 2, 1, supportability="supported")
    do.classify(request, by=elin, classification=what)
    do.assign(request, by=elin, team=maja.teams.get(), assignee=maja)
    do.start(request, by=maja)


def solve(request: SupportRequest, people) -> None:
    """Say how it was solved."""
    restored = {"restored_at": now(), "verification": "test"}
    how = Resolution("The archive runs again.", "fix", "solved", 30, restored)
    do.resolve(request, by=people["Maja Lindqvist"], resolution=how)


def test_from_asking_to_closing(client_of, people, work):
    karin = client_of("Karin Holm")
    request = ask(karin, "Images take minutes to open in reading room A.")
    place = f"/help/requests/{request.pk}"
    work()
    assert Letter.objects.filter(noun="request", subject_id=request.pk).count() == 1
    take_up(request, people)
    do.pause(request, by=people["Maja Lindqvist"], reason="customer", question="Which studies?")
    assert "We wait for your answer" in words_of(karin.get("/help"))
    picture = SimpleUploadedFile("spinning.png", b"\x89PNG", "image/png")
    karin.post(f"{place}/answers", {"text": "The old ones.", "attachments": [picture]})
    request.refresh_from_db()
    assert request.status == "in_progress"
    [file] = re.findall(r'href="(/files/[^"]+)"', karin.get(place).content.decode())
    assert b"".join(client_of("Maja Lindqvist").get(file).streaming_content) == b"\x89PNG"
    solve(request, people)
    assert "We believe this is solved." in words_of(karin.get(place))
    done = karin.post(f"{place}/confirmation", follow=True)
    assert "This is done." in words_of(done)
    assert "Done" in words_of(karin.get("/help"))
    request.refresh_from_db()
    assert (request.status, request.confirmed_by) == ("closed", "requester")


def test_what_is_not_solved_is_taken_up_again_and_then_closed_by_the_link(client_of, people):
    karin = client_of("Karin Holm")
    request = ask(karin, "Images take minutes to open in reading room B.")
    take_up(request, people)
    solve(request, people)
    wrong = {"reason": "Room B still waits a minute."}
    page = karin.post(f"/help/requests/{request.pk}/reopening", wrong, follow=True)
    assert "Room B still waits a minute." in words_of(page)
    request.refresh_from_db()
    assert (request.status, request.reopen_count) == ("in_progress", 1)
    solve(request, people)
    link = f"/follow/{word_for(request, request.requester)}"
    anybody = Client()
    assert "We believe this is solved." in words_of(anybody.get(link))
    anybody.post(f"{link}/confirmation")
    request.refresh_from_db()
    assert request.status == "closed"
    later = anybody.post(f"{link}/answers", {"text": "It is back today."}, follow=True)
    assert "It is back today." in words_of(later)
    new = SupportRequest.objects.latest("pk")
    assert new.reference in words_of(karin.get("/help"))
    assert f"This goes on in {new}" in words_of(karin.get(f"/help/requests/{request.pk}"))
