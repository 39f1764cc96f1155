"""One request as the one who asked sees it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.requests.portal.words import words_of

from spoc.kit.store import keep
from spoc.records.activities import watch
from spoc.records.models import Attachment
from spoc.requests.activities import log_call, merge, note, pause, reply


def test_the_page_shows_how_far_it_is_and_what_was_said(at_status, people, client_of):
    request = at_status("in_progress")
    reply(request, by=people["Maja Lindqvist"], text="We look into the archive.")
    log_call(request, by=people["Elin Sand"], text="Use the console meanwhile.")
    words = words_of(client_of("Karin Holm").get(f"/help/requests/{request.pk}"))
    assert "Maja Lindqvist in Applications is on it." in words
    assert "We look into the archive." in words
    assert "by phone" in words
    assert "You today" in words


def test_one_writes_where_the_newest_message_stands(at_status, people, client_of):
    request = at_status("in_progress")
    reply(request, by=people["Maja Lindqvist"], text="The older words.", mail=False)
    reply(request, by=people["Maja Lindqvist"], text="The newest words.", mail=False)
    words = words_of(client_of("Karin Holm").get(f"/help/requests/{request.pk}"))
    marks = ["Messages", "Add something", "The newest words.", "The older words."]
    assert sorted(marks, key=words.index) == marks


def test_what_is_being_written_stays_when_the_request_changes(register_request, client_of):
    """What asks for itself again holds no field."""
    request, client = register_request(), client_of("Karin Holm")
    for part in ("standing", "story"):
        page = client.get(f"/help/requests/{request.pk}/{part}").content.decode()
        assert f'hx-get="/help/requests/{request.pk}/{part}"' in page
        assert "<textarea" not in page


def test_internal_words_never_reach_the_requester(at_status, people, client_of):
    request = at_status("in_progress")
    note(request, by=people["Maja Lindqvist"], text="She has called five times.")
    for name in ("Karin Holm", "Birgitta Ahl", "Maja Lindqvist"):
        page = client_of(name).get(f"/help/requests/{request.pk}")
        assert page.status_code == 200
        assert "five times" not in page.content.decode()


def test_what_was_removed_is_not_shown(register_request, client_of):
    request = register_request(words="My password is hunter2")
    request.entries.update(is_removed=True)
    page = client_of("Karin Holm").get(f"/help/requests/{request.pk}/story")
    assert "Nothing was written yet." in words_of(page)


@pytest.mark.parametrize("name", ["Sanna Kivi", "Oskar Nyman"])
@pytest.mark.parametrize("step", ["", "/standing", "/story", "/reopening", "/cancellation"])
def test_another_persons_number_is_as_unknown_as_one_that_does_not_exist(
    register_request, client_of, name, step
):
    client = client_of(name)
    taken = client.get(f"/help/requests/{register_request().pk}{step}")
    free = client.get(f"/help/requests/999999{step}")
    assert (taken.status_code, free.status_code) == (404, 404)
    assert words_of(taken) == words_of(free)


@pytest.mark.parametrize("step", ["answers", "confirmation", "reopening", "cancellation"])
def test_a_stranger_changes_nothing(at_status, client_of, step):
    request = at_status("resolved")
    given = {"text": "x", "reason": "withdrawn"}
    answer = client_of("Sanna Kivi").post(f"/help/requests/{request.pk}/{step}", given)
    assert answer.status_code == 404
    request.refresh_from_db()
    assert request.status == "resolved"
    assert request.entries.count() == 2


@pytest.mark.parametrize("step", ["answers", "confirmation"])
def test_opening_an_address_that_changes_something_changes_nothing(at_status, client_of, step):
    request = at_status("resolved")
    answer = client_of("Karin Holm").get(f"/help/requests/{request.pk}/{step}")
    assert answer.status_code == 405


def test_a_customer_contact_reads_and_does_not_write(at_status, client_of):
    request = at_status("resolved")
    client = client_of("Birgitta Ahl")
    words = words_of(client.get(f"/help/requests/{request.pk}"))
    assert "Karin Holm asked." in words
    assert "Only who asked can write here." in words
    assert "It works again" not in words
    assert client.post(f"/help/requests/{request.pk}/confirmation").status_code == 403
    assert client.post(f"/help/requests/{request.pk}/answers", {"text": "x"}).status_code == 403


def test_who_is_copied_may_write_and_not_decide(at_status, people, client_of):
    request = at_status("resolved")
    watch(request, by=people["Elin Sand"], person=people["Sanna Kivi"], is_copied=True)
    client = client_of("Sanna Kivi")
    assert "It works again" not in words_of(client.get(f"/help/requests/{request.pk}"))
    assert client.post(f"/help/requests/{request.pk}/confirmation").status_code == 403
    sent = client.post(f"/help/requests/{request.pk}/answers", {"text": "Same here."}, follow=True)
    assert "Same here." in words_of(sent)


def test_an_answer_with_a_file_takes_up_what_waited_for_it(at_status, people, client_of):
    request = at_status("in_progress")
    pause(request, by=people["Elin Sand"], reason="customer", question="Which room?")
    client = client_of("Karin Holm")
    assert "Write below what we asked for" in words_of(client.get(f"/help/requests/{request.pk}"))
    picture = SimpleUploadedFile("bild å.png", b"\x89PNG", "image/png")
    given = {"text": "Room A.", "attachments": [picture]}
    page = client.post(f"/help/requests/{request.pk}/answers", given, follow=True)
    assert "We have what you wrote." in page.content.decode()
    assert "bild å.png" in words_of(page)
    request.refresh_from_db()
    assert request.status == "in_progress"
    assert Attachment.objects.get().added_by == people["Karin Holm"]


def test_a_file_alone_is_an_answer(register_request, client_of):
    request = register_request()
    given = {"attachments": [SimpleUploadedFile("log.txt", b"12:00", "text/plain")]}
    page = client_of("Karin Holm").post(f"/help/requests/{request.pk}/answers", given, follow=True)
    assert "(no words)" in words_of(page)
    assert "log.txt" in words_of(page)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("empty.txt", 0)], "empty.txt is empty"),
        ([("film.mp4", 11)], "film.mp4 is 11 B: a file may be at most 10 B."),
        ([(f"{n}.txt", 1) for n in range(6)], "Choose at most 5 files at a time."),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_and_the_words_stay(
    register_request, client_of, settings, files, said
):
    settings.SPOC_ATTACHMENT_LIMIT = 10
    request = register_request()
    given = {
        "text": "Half an hour of typing",
        "attachments": [SimpleUploadedFile(name, b"x" * size) for name, size in files],
    }
    page = client_of("Karin Holm").post(f"/help/requests/{request.pk}/answers", given)
    assert page.status_code == 422
    assert said in words_of(page)
    assert "Half an hour of typing" in page.content.decode()
    assert not Attachment.objects.exists()


def test_an_empty_answer_is_asked_for(register_request, client_of):
    page = client_of("Karin Holm").post(f"/help/requests/{register_request().pk}/answers", {})
    assert page.status_code == 422
    assert "Write something first." in words_of(page)


@pytest.mark.parametrize("status", ["closed", "rejected", "cancelled"])
def test_an_answer_after_the_end_becomes_a_new_linked_request(at_status, client_of, status):
    request = at_status(status)
    client = client_of("Karin Holm")
    page = client.post(f"/help/requests/{request.pk}/answers", {"text": "It is back."}, follow=True)
    new = page.redirect_chain[-1][0].rpartition("/")[2]
    assert new != str(request.pk)
    assert f"We have it as a new request: R-{new}." in page.content.decode()
    assert f"This goes on from R-{request.pk}" in words_of(page)
    old = words_of(client.get(f"/help/requests/{request.pk}"))
    assert f"This goes on in R-{new}" in old


def test_a_merged_request_leads_to_the_one_that_goes_on(register_request, people, client_of):
    gone, kept = register_request(words="The first"), register_request(words="The second")
    merge(gone, by=people["Elin Sand"], into=kept)
    client = client_of("Karin Holm")
    page = client.get(f"/help/requests/{gone.pk}")
    assert f'href="/help/requests/{kept.pk}"' in page.content.decode()
    assert "Add something" not in words_of(page)
    refused = client.post(f"/help/requests/{gone.pk}/answers", {"text": "More"})
    assert refused.status_code == 422
    assert "write there" in words_of(refused)


def test_confirming_closes_it(at_status, client_of):
    request = at_status("resolved")
    page = client_of("Karin Holm").post(f"/help/requests/{request.pk}/confirmation", follow=True)
    assert "This is done." in words_of(page)
    request.refresh_from_db()
    assert (request.status, request.confirmed_by) == ("closed", "requester")


def test_reopening_asks_what_is_still_wrong(at_status, client_of):
    request = at_status("resolved")
    client = client_of("Karin Holm")
    address = f"/help/requests/{request.pk}/reopening"
    assert "What is still wrong?" in words_of(client.get(address))
    empty = client.post(address, {"reason": "  "})
    assert empty.status_code == 422
    assert "Say what is still wrong." in words_of(empty)
    page = client.post(address, {"reason": "Room B is still dark."}, follow=True)
    assert "Room B is still dark." in words_of(page)
    request.refresh_from_db()
    assert request.status == "in_progress"


def test_cancelling_asks_why(register_request, client_of):
    request = register_request()
    client = client_of("Karin Holm")
    address = f"/help/requests/{request.pk}/cancellation"
    assert "It was spam" not in words_of(client.get(address))
    assert client.post(address, {"reason": "spam"}).status_code == 422
    page = client.post(address, {"reason": "withdrawn"}, follow=True)
    assert "This was cancelled." in words_of(page)


def test_a_step_that_cannot_be_made_from_here_is_refused_in_words(at_status, client_of):
    request = at_status("closed")
    for step in ("reopening", "cancellation"):
        page = client_of("Karin Holm").get(f"/help/requests/{request.pk}/{step}")
        assert page.status_code == 422
        assert "as it stands now" in words_of(page)


def test_the_page_listens_to_its_own_request_alone(register_request, client_of):
    request = register_request()
    page = client_of("Karin Holm").get(f"/help/requests/{request.pk}").content.decode()
    assert f'hx-trigger="live:request-{request.pk} from:document"' in page
    topics = page.partition('topics="')[2].partition('"')[0]
    assert topics.startswith(f"request-{request.pk}:")
    assert " " not in topics


def test_a_visitor_signs_in_first(register_request):
    address = f"/help/requests/{register_request().pk}"
    assert Client().get(address)["Location"] == f"/sign-in/?next={address}"


def test_a_long_conversation_costs_no_more(
    at_status, people, client_of, django_assert_max_num_queries
):
    request = at_status("in_progress")
    kept = keep(b"x")
    for number in range(15):
        entry = reply(request, by=people["Maja Lindqvist"], text=f"News {number}", mail=False)
        Attachment.objects.create(
            noun="request", subject_id=request.pk, part_id=entry.pk, filename="a.txt",
            content_type="text/plain", size=1, digest=kept.digest, added_at=entry.at,
            added_by=people["Maja Lindqvist"],
        )  # fmt: skip
    client = client_of("Karin Holm")
    with django_assert_max_num_queries(10):
        assert client.get(f"/help/requests/{request.pk}").status_code == 200
