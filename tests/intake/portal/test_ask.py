"""Asking for something in the portal."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.requests.portal.words import words_of

from spoc.catalogue.activities import add_answer, add_question, present_service
from spoc.catalogue.models import Answer, Category, Question, Service
from spoc.people.activities import set_password
from spoc.records.models import Attachment
from spoc.requests.activities import cancel
from spoc.requests.models import SupportRequest

PASSWORD = "a-long-invented-password"


def test_asking_gives_a_number_at_once(client_of):
    given = {"words": "The label printer in ward 12 prints nothing.\nSince noon."}
    page = client_of("Sanna Kivi").post("/help/ask", given, follow=True)
    request = SupportRequest.objects.get()
    assert f"We have it. Its number is {request.reference}" in words_of(page)
    assert "We write to sanna.kivi@norrvikhospital.example" in words_of(page)
    assert request.requester.name == "Sanna Kivi"
    assert request.channel == "portal"
    assert request.title == "The label printer in ward 12 prints nothing. Since noon."
    assert request.contacts.count() == 1


def test_a_title_a_complaint_and_files_come_along(client_of):
    files = [
        SimpleUploadedFile("a.png", b"\x89PNG", "image/png"),
        SimpleUploadedFile("b.txt", b"b"),
    ]
    given = {
        "words": "Nobody has called back for three days.",
        "title": "No answer",
        "is_complaint": "on",
        "attachments": files,
    }
    client_of("Sanna Kivi").post("/help/ask", given)
    request = SupportRequest.objects.get()
    assert (request.title, request.is_complaint) == ("No answer", True)
    entry = request.entries.get()
    kept = Attachment.objects.order_by("id").values_list("filename", "part_id", "is_internal")
    assert list(kept) == [("a.png", entry.pk, False), ("b.txt", entry.pk, False)]


@pytest.mark.parametrize("words", ["", "  \n "])
def test_saying_nothing_is_asked_for_again(client_of, words):
    page = client_of("Sanna Kivi").post("/help/ask", {"words": words, "title": "Kept"})
    assert page.status_code == 422
    assert "There is a problem" in words_of(page)
    assert "Say in a few words what you need." in words_of(page)
    assert 'value="Kept"' in page.content.decode()
    assert not SupportRequest.objects.exists()


def test_words_of_signs_nobody_can_read_are_refused_in_words(client_of):
    page = client_of("Sanna Kivi").post("/help/ask", {"words": "\u202e\u2066"})
    assert page.status_code == 422
    assert "Fill this in." in words_of(page)


def test_a_file_too_large_says_why_and_nothing_is_lost(client_of, settings):
    settings.SPOC_ATTACHMENT_LIMIT = 1000
    given = {
        "words": "See the film",
        "attachments": [SimpleUploadedFile("film.mp4", b"x" * 2000)],
    }
    page = client_of("Sanna Kivi").post("/help/ask", given)
    assert page.status_code == 422
    assert "film.mp4 is 2 kB: a file may be at most 1 kB." in words_of(page)
    assert "See the film" in page.content.decode()
    assert not SupportRequest.objects.exists()


def test_the_limits_are_said_before_anything_is_chosen(client_of):
    words = words_of(client_of("Sanna Kivi").get("/help/ask"))
    assert "Up to 5 files, each at most 25 MB." in words


def test_words_from_the_front_page_are_there_already(client_of):
    page = client_of("Sanna Kivi").get("/help/ask", {"words": "Labels do not print"})
    assert ">\nLabels do not print</textarea>" in page.content.decode()


def test_a_visitor_signs_in_with_the_words_kept_in_the_address(db):
    answer = Client().get("/help/ask", {"words": "Labels & more"})
    assert answer["Location"] == "/sign-in/?next=/help/ask%3Fwords%3DLabels%2B%2526%2Bmore"


def test_words_written_after_the_session_ended_are_there_after_signing_in(people):
    sanna = people["Sanna Kivi"]
    set_password(sanna, by=sanna, password=PASSWORD)
    client = Client()
    long = "Labels do not print. " * 400
    answer = client.post("/help/ask", {"words": long, "title": "Labels"})
    assert answer["Location"] == "/sign-in/?next=/help/ask"
    known = {"login": "sanna.kivi@norrvikhospital.example", "password": PASSWORD}
    page = client.post(answer["Location"], known, follow=True)
    assert page.redirect_chain[-1][0] == "/help/ask"
    assert long.strip() in page.content.decode()
    assert 'value="Labels"' in page.content.decode()
    client.post("/help/ask", {"words": long})
    assert "Labels do not print" not in client.get("/help/ask").content.decode()


def alike(client: Client, words: str) -> str:
    """Return what is offered while these words are written."""
    return words_of(client.post("/help/ask/alike", {"words": words}))


def test_an_open_request_of_ones_own_is_offered_while_writing(register_request, client_of):
    request = register_request("Sanna Kivi", "Labels do not print in ward 12")
    offered = alike(client_of("Sanna Kivi"), "the labels in ward 12 do not print again")
    assert "Is it this one?" in offered
    assert request.reference in offered


@pytest.mark.parametrize("words", ["", "Vega shows the wrong patient", "\x00"])
def test_nothing_is_offered_for_other_words(register_request, client_of, words):
    register_request("Sanna Kivi", "Labels do not print in ward 12")
    assert alike(client_of("Sanna Kivi"), words) == ""


def test_neither_other_peoples_nor_ended_requests_are_offered(register_request, client_of, people):
    register_request("Johan Strand", "Labels do not print in ward 12")
    over = register_request("Sanna Kivi", "Labels do not print in ward 12")
    cancel(over, by=people["Sanna Kivi"], reason="withdrawn")
    for name in ("Sanna Kivi", "Birgitta Ahl", "Elin Sand"):
        assert alike(client_of(name), "Labels do not print in ward 12") == ""


def test_it_is_offered_without_script_too(register_request, client_of):
    register_request("Sanna Kivi", "Labels do not print in ward 12")
    page = client_of("Sanna Kivi").get("/help/ask", {"words": "labels do not print"})
    assert "Is it this one?" in words_of(page)


def test_the_number_of_another_persons_request_is_not_told(register_request, client_of):
    request = register_request("Karin Holm")
    assert client_of("Sanna Kivi").get(f"/help/asked/{request.pk}").status_code == 404


def test_the_page_of_asking_is_cheap(client_of, django_assert_max_num_queries):
    client = client_of("Sanna Kivi")
    with django_assert_max_num_queries(9):
        assert client.get("/help/ask").status_code == 200


def walked(*names: str) -> dict[str, int]:
    """Return the answers of these names as a form sends them."""
    rows = [Answer.objects.get(name=each) for each in names]
    return {f"guide-{row.question_id}": row.pk for row in rows}


def test_a_few_questions_are_asked_in_plain_words_and_may_be_left(client_of):
    client = client_of("Sanna Kivi")
    page = words_of(client.get("/help/ask"))
    assert "A few questions that help us optional" in page
    assert "What is it about?" in page
    client.post("/help/ask", {"words": "Labels do not print"})
    assert not SupportRequest.objects.get().guided_answers.exists()


def test_they_are_asked_in_the_requesters_language(client_of):
    page = words_of(client_of("Oskar Nyman").get("/help/ask"))
    assert "Vad gäller det?" in page


def test_the_next_question_follows_from_the_answer(client_of):
    client = client_of("Sanna Kivi")
    part = words_of(client.get("/help/ask/guide", walked("Something does not work")))
    assert "What does not work?" in part
    over = client.get("/help/ask/guide", walked("Something does not work", "Printing"))
    assert "Thank you: now we know whom to give it to." in words_of(over)


def test_without_script_the_next_question_comes_and_no_word_is_lost(client_of):
    given = {"words": "Labels do not print", "title": "Labels", "then": "guide"}
    answer = client_of("Sanna Kivi").post("/help/ask", given | walked("Something does not work"))
    page = answer.content.decode()
    assert (answer.status_code, SupportRequest.objects.count()) == (200, 0)
    assert "What does not work?" in page
    assert ">\nLabels do not print</textarea>" in page
    assert 'value="Labels"' in page


def test_what_was_answered_is_kept_and_a_person_still_decides(client_of):
    given = walked("Something does not work") | {"words": "Labels do not print"}
    unknown = Answer.objects.get(name="Printing").question_id
    client_of("Sanna Kivi").post("/help/ask", given | {f"guide-{unknown}": "unknown"})
    made = SupportRequest.objects.get()
    kept = made.guided_answers.in_order()
    assert [row.answer and row.answer.name for row in kept] == ["Something does not work", None]
    assert (made.status, made.type) == ("new", "unclassified")


def test_an_answer_that_complains_makes_it_a_complaint(client_of):
    given = walked("I am not content with the help I got") | {"words": "Nobody calls back"}
    client_of("Sanna Kivi").post("/help/ask", given)
    assert SupportRequest.objects.get().is_complaint


def test_answers_wait_too_while_somebody_signs_in(people):
    client = Client()
    client.post("/help/ask", walked("Something does not work") | {"words": "Labels"})
    client.force_login(people["Sanna Kivi"])
    assert "What does not work?" in client.get("/help/ask").content.decode()


def test_answers_about_services_somebody_does_not_have_are_not_shown(client_of, people):
    """Neither is the question that only asked which of them."""
    first = Question.objects.get(is_first=True)
    hidden = Service.objects.get(key="patient-record")
    present_service(
        hidden,
        by=people["Åsa Ekman"],
        community=people["Sanna Kivi"].community,
        told={},
        is_shown=False,
    )
    asa = people["Åsa Ekman"]
    which = add_question("Which chart?", by=asa, names={})
    ends = {"type": "incident", "category": Category.objects.get(key="fault")}
    add_answer(which, by=asa, name="The red chart", next=None, service=hidden, **ends)
    leads = {"next": which, "type": "", "service": None, "category": None}
    add_answer(first, by=asa, name="About charts", **leads)
    sanna, elin = client_of("Sanna Kivi"), client_of("Elin Sand")
    assert "About charts" in words_of(elin.get("/help/ask"))
    assert "About charts" not in words_of(sanna.get("/help/ask"))
    chosen = {f"guide-{first.pk}": which.pk}
    assert "The red chart" not in words_of(sanna.get("/help/ask/guide", chosen))


def test_an_answer_somebody_is_not_shown_is_not_taken_from_them(client_of, people):
    mail = Service.objects.get(key="mail")
    first = Question.objects.get(is_first=True)
    asa, sanna = people["Åsa Ekman"], people["Sanna Kivi"]
    fault = Category.objects.get(key="fault")
    ends = {"next": None, "type": "incident", "category": fault}
    answer = add_answer(first, by=asa, name="The post", service=mail, **ends)
    present_service(mail, by=asa, community=sanna.community, told={}, is_shown=False)
    given = {"words": "No post.", f"guide-{first.pk}": answer.pk}
    client_of("Sanna Kivi").post("/help/ask", given)
    assert SupportRequest.objects.get().service != mail
