"""Following a request by the signed link in a letter, without an account."""

import re
from datetime import timedelta
from email import message_from_binary_file
from email.policy import default

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.requests.portal.words import words_of

from spoc.channels.models import Letter
from spoc.kit import store
from spoc.kit.time import now
from spoc.requests.activities import merge, note
from spoc.requests.activities.links import revoke_links
from spoc.requests.models import SupportRequest
from spoc.requests.tracking import word_for


@pytest.fixture
def link(people):
    """The link a person has to a request: `link(request)`, of its requester unless said."""

    def made(request: SupportRequest, name: str = "") -> str:
        return f"/follow/{word_for(request, people[name] if name else request.requester)}"

    return made


@pytest.fixture
def stranger(db) -> Client:
    """A browser nobody is signed in with, which checks the sender as a real one would."""
    return Client(enforce_csrf_checks=True)


def test_the_link_of_the_first_letter_opens_the_request(register_request, work, stranger):
    request = register_request()
    work()
    letter = Letter.objects.get(noun="request", subject_id=request.pk)
    with store.open(letter.digest) as file:
        sent = message_from_binary_file(file, policy=default)
    address = re.search(r"/follow/\S+", sent.get_body(["plain"]).get_content())[0]
    words = words_of(stranger.get(address))
    assert request.title in words
    assert f"{request.reference}, sent today" in words
    assert "opens this request alone" in words


def test_a_mail_filter_that_opens_every_address_changes_nothing(at_status, link, stranger):
    request = at_status("resolved")
    for step in ("", "/story", "/confirmation", "/answers", "/reopening", "/cancellation"):
        stranger.get(link(request) + step)
        stranger.head(link(request) + step)
    before = request.version
    request.refresh_from_db()
    assert (request.status, request.version) == ("resolved", before)


def test_one_button_confirms_as_the_person_the_link_was_sent_to(at_status, link, stranger):
    request = at_status("resolved")
    page = stranger.get(link(request)).content.decode()
    [button] = re.findall(r'action="(/follow/[^"]+/confirmation)"', page)
    # a page without referrer sends "null" for where it came from
    stranger.post(button, headers={"origin": "null"})
    request.refresh_from_db()
    assert (request.status, request.confirmed_by) == ("closed", "requester")


def test_an_answer_with_a_file_comes_from_that_person(register_request, link, stranger, people):
    request = register_request()
    given = {"text": "And room B.", "attachments": [SimpleUploadedFile("a.txt", b"a")]}
    page = stranger.post(link(request) + "/answers", given, follow=True)
    assert "You today" in words_of(page)
    entry = request.entries.get(text="And room B.")
    assert entry.author == people["Karin Holm"]
    href = re.search(r'href="(/follow/[^"]+/files/\d+/a.txt)"', page.content.decode())[1]
    assert b"".join(stranger.get(href).streaming_content) == b"a"


def test_reopening_and_cancelling_work_by_the_link(at_status, link, stranger):
    request = at_status("resolved")
    stranger.post(link(request) + "/reopening", {"reason": "Still dark."})
    request.refresh_from_db()
    assert request.status == "in_progress"
    stranger.post(link(request) + "/cancellation", {"reason": "withdrawn"})
    request.refresh_from_db()
    assert request.status == "cancelled"


def test_an_answer_after_the_end_opens_the_new_request_by_a_link_of_its_own(
    at_status, link, stranger
):
    request = at_status("closed")
    page = stranger.post(link(request) + "/answers", {"text": "It is back."}, follow=True)
    new = SupportRequest.objects.latest("pk")
    assert new.pk != request.pk
    assert f"{new.reference}, sent today" in words_of(page)
    assert page.redirect_chain[-1][0].startswith("/follow/")


def test_the_link_of_a_merged_request_leads_to_where_it_goes_on(
    register_request, people, link, stranger
):
    gone, kept = register_request(words="The first"), register_request(words="The second")
    merge(gone, by=people["Elin Sand"], into=kept)
    page = stranger.get(link(gone)).content.decode()
    onward = re.search(r'href="(/follow/[^"]+)">It goes on in', page)[1]
    assert "The second" in words_of(stranger.get(onward))


def test_nothing_else_of_the_person_is_shown(register_request, people, link, stranger):
    register_request(words="My other trouble")
    request = register_request()
    note(request, by=people["Elin Sand"], text="Internal words")
    page = stranger.get(link(request)).content.decode()
    assert "My other trouble" not in page
    assert "Internal words" not in page
    assert stranger.get("/help/requests").status_code == 302


def test_the_link_shows_its_own_person_to_somebody_else_who_is_signed_in(
    register_request, link, client_of
):
    page = client_of("Oskar Nyman").get(link(register_request())).content.decode()
    assert "Oskar Nyman" not in page
    assert "Sign out" not in page
    assert "live:" not in page


@pytest.mark.parametrize("word", ["nonsense", "WzFd:x:y", "WzEsMSwxXQ:1xUwyz:forged"])
def test_a_word_we_did_not_sign_opens_nothing(stranger, word):
    answer = stranger.get(f"/follow/{word}")
    assert answer.status_code == 404
    assert "no longer valid" in words_of(answer)


def test_a_revoked_link_opens_nothing_and_a_new_one_does(register_request, people, link, stranger):
    request = register_request()
    old = link(request)
    revoke_links(request, by=people["Elin Sand"])
    assert stranger.get(old).status_code == 404
    assert stranger.post(old + "/cancellation", {"reason": "withdrawn"}).status_code == 404
    assert stranger.get(link(request)).status_code == 200


def test_a_link_older_than_half_a_year_opens_nothing(register_request, link, stranger, monkeypatch):
    old = link(register_request())
    later = (now() + timedelta(days=181)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert stranger.get(old).status_code == 404


def test_the_link_of_somebody_no_longer_copied_opens_nothing(register_request, link, stranger):
    request = register_request()
    assert stranger.get(link(request, "Sanna Kivi")).status_code == 404


def test_the_page_sends_no_referrer_and_is_neither_indexed_nor_kept(
    register_request, link, stranger
):
    answer = stranger.get(link(register_request()))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]


def test_the_page_speaks_the_language_of_the_person_the_link_was_sent_to(
    register_request, link, stranger
):
    answer = stranger.get(link(register_request("Oskar Nyman", "Schemat visas inte")))
    assert answer["Content-Language"] == "sv"
    assert '<html lang="sv"' in answer.content.decode()
