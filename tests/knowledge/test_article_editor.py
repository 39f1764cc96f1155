"""Writing articles on their pages: nothing typed is lost, nothing written runs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.knowledge.conftest import ANSWER, TITLE

from spoc.knowledge import activities as do
from spoc.knowledge.models import Article
from spoc.people.queries import system


def text_of(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def typed(**said):
    usual = {"title": TITLE, "question": "It is empty.", "answer": ANSWER, "language": "en"}
    return {**usual, **said}


def test_nothing_in_the_words_runs(captured, client_of):
    evil = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://evil.example/a.png)"
    article = captured(answer=evil * 2, title="<img src=x onerror=alert(1)>")
    page = text_of(client_of("Elin Sand"), f"/knowledge/{article.pk}")
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert '<img src="https://evil' not in page
    assert "<img src=x" not in page


def test_a_new_article_is_written_and_read(client_of, radiology):
    elin = client_of("Elin Sand")
    given = typed(
        services=[radiology.pk],
        **{
            "step-1-key": "a",
            "step-1-text": "Is it on?",
            "step-1-options": "Yes -> solved\nNo → ask",
        },
    )
    answer = elin.post("/knowledge/new", given)
    article = Article.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/knowledge/{article.pk}")
    assert [option["to"] for option in article.steps[0]["options"]] == ["solved", "ask"]
    assert list(article.services.all()) == [radiology]
    assert elin.post("/knowledge/new", {**given, "then": "stay"}).url.endswith("/edit")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": ""}, "title"),
        ({"question": "", "answer": ""}, "question"),
        ({"step-1-text": "On?", "step-1-options": "Yes -> nowhere"}, "steps"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client_of, said, field):
    answer = client_of("Elin Sand").post("/knowledge/new", typed(cause="Keep me.", **said))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#field-{field}"' in page
    assert "Keep me." in page
    assert not Article.objects.exists()


def test_who_was_overtaken_sees_both_and_saves_knowing_it(captured, client_of, radiology):
    article, elin = captured(), client_of("Elin Sand")
    mine = typed(answer="Mine is better than that one, believe me please.", version="1")
    do.write_article(
        article, by=system(), draft=do.Draft(title=TITLE, question="x", answer="Theirs."), version=1
    )
    answer = elin.post(f"/knowledge/{article.pk}/edit", mine)
    page = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert "Somebody saved this while you wrote." in page
    assert "Mine is better" in page
    assert 'name="version" value="2"' in page
    again = {**mine, "version": "2"}
    assert elin.post(f"/knowledge/{article.pk}/edit", again).status_code == 302
    article.refresh_from_db()
    assert article.answer == mine["answer"]


def test_the_preview_draws_what_is_typed(client_of):
    page = client_of("Elin Sand").post("/knowledge/preview", typed(answer="**Bold** words"))
    assert "<strong>Bold</strong>" in page.content.decode()


def test_one_press_captures_a_request(client_of, at_status):
    request = at_status("resolved")
    answer = client_of("Elin Sand").post(f"/requests/{request.pk}/article")
    article = Article.objects.get()
    assert answer.url == f"/knowledge/{article.pk}/edit"
    assert (article.title, article.answer) == (request.title, request.resolution)
    assert article.use_count == 1
    page = text_of(client_of("Elin Sand"), f"/requests/{request.pk}")
    assert f'action="/requests/{request.pk}/article"' in page


def test_a_stranger_captures_nothing(client_of, register_request):
    request = register_request()
    assert client_of("Karin Holm").post(f"/requests/{request.pk}/article").status_code == 403
    assert client_of("Elin Sand").post("/requests/999999999/article").status_code == 404
    assert not Article.objects.exists()


def test_a_picture_is_kept_and_served_to_the_desk(captured, client_of):
    article, elin = captured(), client_of("Elin Sand")
    file = SimpleUploadedFile("shot.png", b"\x89PNG\r\n", "image/png")
    mark = elin.post(f"/knowledge/{article.pk}/uploads", {"file": file}).json()["mark"]
    look = elin.post(f"/knowledge/{article.pk}/looks", {"text": mark}).content.decode()
    address = look.partition('<img src="')[2].partition('"')[0]
    assert address.startswith("/files/")
    assert elin.get(address).status_code == 200
    assert client_of("Karin Holm").get(address).status_code == 404


def test_versions_are_told_apart_by_word(captured, client_of, people, radiology):
    article = captured()
    words = do.Draft(title=TITLE, question="The list is short.", answer=ANSWER)
    do.write_article(article, by=people["Elin Sand"], draft=words)
    page = text_of(client_of("Elin Sand"), f"/knowledge/{article.pk}/versions")
    assert "<ins>" in page
    assert "<del>" in page
    page = text_of(client_of("Elin Sand"), f"/knowledge/{article.pk}/versions?old=1&new=1")
    assert "They say the same" in page


def test_a_translation_is_written_beside_the_original(captured, client_of):
    article, elin = captured(), client_of("Elin Sand")
    base = f"/knowledge/{article.pk}"
    assert "The original" in text_of(elin, f"{base}/translation")
    given = typed(title="Visaren visar inga bilder", language="sv")
    assert elin.post(f"{base}/translation", given).status_code == 302
    page = text_of(elin, f"{base}/translations")
    assert TITLE in page
    assert "Visaren visar inga bilder" in page


def test_what_is_offered_after_two_marks_is_what_the_requester_may_read(
    validated, client_of, register_request, work
):
    validated("customer", title="The viewer for customers")
    validated("internal", title="The viewer for the desk")
    work()
    request, elin = register_request(), client_of("Elin Sand")
    asked = f"/knowledge/insertions?words=viewer&request={request.pk}"
    reply = text_of(elin, f"{asked}&kind=reply")
    assert "The viewer for customers" in reply
    assert "/help/articles/" in reply
    assert "The viewer for the desk" not in reply
    assert "The viewer for the desk" in text_of(elin, f"{asked}&kind=note")
