"""Handovers on the pages: listed with their request, written in a dialog, moved by buttons."""

import pytest
from tests.suppliers.conftest import TASK

from spoc.records.activities import Upload, attach
from spoc.suppliers.models import Handover


@pytest.fixture
def tomasz(client_of):
    return client_of("Tomasz Wolski")


def written(hitec, **changes):
    return {"supplier": hitec.key, "title": "Controller of the archive", "task": TASK, **changes}


def text(answer):
    return answer.content.decode()


def test_the_request_leads_to_its_handovers_without_script(sent, worked, tomasz):
    page = text(tomasz.get(f"/requests/{worked.pk}"))
    assert f'href="/requests/{worked.pk}/handovers"' in page
    listed = text(tomasz.get(f"/requests/{worked.pk}/handovers"))
    assert f"{sent.reference} Hitec Storage" in listed
    assert "Hand over to a supplier" in listed


def test_it_is_written_and_sent_in_one_step(worked, hitec, tomasz):
    form = text(tomasz.get(f"/requests/{worked.pk}/handovers/new"))
    assert worked.description not in form.split('id="handover"')[1].split("</dialog>")[0]
    answer = tomasz.post(f"/requests/{worked.pk}/handovers/new", written(hitec))
    assert answer.status_code == 302
    assert Handover.objects.get().state == "sent"


def test_it_can_be_kept_as_a_draft_changed_and_sent(worked, hitec, tomasz):
    tomasz.post(f"/requests/{worked.pk}/handovers/new", written(hitec, then="keep"))
    draft = Handover.objects.get()
    base = f"/handovers/{draft.pk}"
    tomasz.post(f"{base}/draft", written(hitec, title="Disk", version=draft.version))
    tomasz.post(f"{base}/sending")
    draft.refresh_from_db()
    assert (draft.state, draft.title) == ("sent", "Disk")


def test_what_cannot_be_sent_is_given_back_as_typed(worked, hitec, tomasz):
    answer = tomasz.post(f"/requests/{worked.pk}/handovers/new", written(hitec, title=" "))
    assert answer.status_code == 422
    assert TASK in text(answer)
    assert "Say in a line what it is about." in text(answer)


def test_files_of_the_request_are_offered_and_internal_ones_are_not(worked, hitec, tomasz, people):
    agent = people["Tomasz Wolski"]
    shown = attach(worked, by=agent, upload=Upload("shown.txt", "text/plain", b"x"))
    attach(worked, by=agent, upload=Upload("kept.txt", "text/plain", b"y"), is_internal=True)
    form = text(tomasz.get(f"/requests/{worked.pk}/handovers/new"))
    assert "shown.txt" in form.split('id="handover"')[1]
    assert "kept.txt" not in form.split('id="handover"')[1]
    tomasz.post(f"/requests/{worked.pk}/handovers/new", written(hitec, files=[shown.pk]))
    assert Handover.objects.get().files == [shown.pk]


@pytest.mark.usefixtures("contract")
def test_its_whole_life_goes_by_its_page(worked, hitec, tomasz):
    tomasz.post(f"/requests/{worked.pk}/handovers/new", written(hitec))
    sent = Handover.objects.get()
    base = f"/handovers/{sent.pk}"
    assert "They have it" in text(tomasz.get(base))
    tomasz.post(f"{base}/receipt", {"reference": "CS-88123"})
    tomasz.post(f"{base}/question", {"text": "Which shelf?"})
    page = text(tomasz.get(base))
    assert "Which shelf?" in page
    assert "Waits for us" in page
    assert "Stands still" in page
    tomasz.post(f"{base}/letter", {"text": "The lowest."})
    tomasz.post(f"{base}/answer", {"text": "Replaced.", "cost": "1 250,50"})
    tomasz.post(f"{base}/return", {"reason": "Still red."})
    tomasz.post(f"{base}/answer", {"text": "Now green."})
    tomasz.post(f"{base}/note", {"text": "Good work."})
    tomasz.post(f"{base}/acceptance")
    sent.refresh_from_db()
    assert (sent.state, str(sent.cost), sent.return_count) == ("accepted", "1250.50", 1)


def test_every_form_of_a_step_opens(sent, tomasz):
    nouns = ("receipt", "answer", "question", "return", "withdrawal", "letter", "note", "draft")
    pages = {noun: tomasz.get(f"/handovers/{sent.pk}/{noun}").status_code for noun in nouns}
    assert set(pages.values()) == {200}
    assert tomasz.get(f"/handovers/{sent.pk}/sending").status_code == 404
    assert tomasz.get(f"/handovers/{sent.pk}/nonsense").status_code == 404


def test_a_refused_step_says_why_beside_its_field(sent, tomasz):
    answer = tomasz.post(f"/handovers/{sent.pk}/withdrawal", {"reason": ""})
    assert answer.status_code == 422
    assert "Write something first." in text(answer)


@pytest.mark.parametrize("cost", ["much", "-1", "NaN", "1e99"])
def test_a_cost_is_a_number(sent, tomasz, cost):
    tomasz.post(f"/handovers/{sent.pk}/receipt", {})
    answer = tomasz.post(f"/handovers/{sent.pk}/answer", {"text": "Done.", "cost": cost})
    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["Karin Holm", "Priya Nair", "Åsa Ekman", "Oskar Nyman"])
def test_who_does_not_work_with_the_request_finds_nothing(sent, worked, client_of, name):
    browser = client_of(name)
    for address in (
        f"/handovers/{sent.pk}",
        f"/handovers/{sent.pk}/thread",
        f"/handovers/{sent.pk}/note",
        f"/requests/{worked.pk}/handovers",
        f"/requests/{worked.pk}/handovers/rows",
        f"/requests/{worked.pk}/handovers/new",
    ):
        answer = browser.get(address)
        assert answer.status_code in (403, 404)
        assert "Hitec" not in text(answer)


def test_what_a_supplier_writes_is_shown_as_words(sent, tomasz, answers):
    answers(sent, "<script>alert(1)</script> done")
    page = text(tomasz.get(f"/handovers/{sent.pk}"))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_asks_as_many_questions_however_long_the_thread(
    sent, tomasz, people, django_assert_max_num_queries
):
    for number in range(12):
        tomasz.post(f"/handovers/{sent.pk}/note", {"text": f"Note {number}"})
    with django_assert_max_num_queries(30):
        tomasz.get(f"/handovers/{sent.pk}")
