"""What the desk sees of satisfaction and complaints, and the steps it takes."""

from datetime import timedelta

import pytest

from spoc.feedback import activities as do
from spoc.feedback.activities import Answer
from spoc.feedback.models import Complaint, FeedbackTerms
from spoc.kit.time import at


def text_of(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_satisfaction_says_what_it_stands_for_before_anybody_answered(client_of):
    page = text_of(client_of("Henrik Vall"), "/satisfaction")
    assert "Nobody has answered yet" in page
    assert "Thanks that people give stand here." in page


def test_an_answer_stands_there_with_its_words_and_its_task(survey, people, client_of, work):
    answer = Answer(2, "Nobody listened.", "Maja tried.")
    do.answer_survey(survey, by=people["Karin Holm"], answer=answer)
    work()
    for address in ("/satisfaction", "/satisfaction?show=low", "/satisfaction?community=hospital"):
        page = text_of(client_of("Henrik Vall"), address)
        assert "Nobody listened." in page
        assert "Somebody looks into it" in page
    assert "0 of 1" in page
    assert "Maja tried." in page
    assert "Maja tried." in text_of(client_of("Maja Lindqvist"), "/satisfaction/thanks")


def test_another_team_reads_no_answer(survey, people, client_of):
    answer = Answer(2, "Nobody listened.", "Maja tried.")
    do.answer_survey(survey, by=people["Karin Holm"], answer=answer)
    page = text_of(client_of("Priya Nair"), "/satisfaction")
    assert "Nobody listened." not in page
    assert "Maja tried." not in page


def test_the_request_shows_what_was_said_of_it(survey, people, client_of):
    do.answer_survey(survey, by=people["Karin Holm"], answer=Answer(4, "Quick."))
    base = f"/requests/{survey.support_request_id}"
    assert f"{base}/feedback" in text_of(client_of("Elin Sand"), base)
    panel = text_of(client_of("Elin Sand"), f"{base}/feedback")
    assert "Quick." in panel
    assert "Write down a complaint" in panel
    assert client_of("Karin Holm").get(f"{base}/feedback").status_code == 403


def test_the_list_marks_what_is_overdue(complaint, client_of):
    henrik = client_of("Henrik Vall")
    assert "Overdue</span>" not in text_of(henrik, "/complaints")
    with at(complaint.due_at + timedelta(minutes=1)):
        assert complaint.reference in text_of(henrik, "/complaints?show=late")
        assert 'data-tone="bad"' in text_of(henrik, "/complaints")
    assert complaint.reference not in text_of(henrik, "/complaints?show=late")


@pytest.mark.parametrize("show", ["open", "late", "mine", "all", "nonsense"])
def test_an_empty_list_says_what_it_means(client_of, show):
    page = text_of(client_of("Henrik Vall"), f"/complaints?show={show}")
    assert 'class="blank"' in page


@pytest.mark.parametrize("name", ["Karin Holm", "Priya Nair", "Åsa Ekman"])
def test_complaints_are_shut_to_others(complaint, client_of, name):
    browser = client_of(name)
    assert browser.get("/complaints").status_code == 403
    assert browser.get(f"/complaints/{complaint.pk}").status_code in (403, 404)
    assert browser.get(f"/complaints/{complaint.pk}/now").status_code in (403, 404)


def test_the_desk_writes_down_what_somebody_says_on_the_phone(client_of, register_request):
    request, elin = register_request(), client_of("Elin Sand")
    page = text_of(elin, f"/complaints/new?request={request.pk}")
    assert "karin.holm@norrvikhospital.example" in page
    given = {"request": f"R-{request.pk}", "words": "Rude.", "category": "handling"}
    assert elin.post("/complaints/new", given).status_code == 302
    made = Complaint.objects.get()
    assert (made.person, made.support_request, made.by.name) == (
        request.requester,
        request,
        "Elin Sand",
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"who": "nobody@nowhere.example", "words": "Rude."}, "who"),
        ({"who": "karin.holm@norrvikhospital.example"}, "words"),
        ({"who": "karin.holm@norrvikhospital.example", "words": "x", "request": "7x"}, "request"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(client_of, given, field):
    answer = client_of("Elin Sand").post("/complaints/new", given)
    assert answer.status_code == 422
    assert f'href="#field-{field}"' in answer.content.decode()
    assert not Complaint.objects.exists()


def test_a_manager_takes_it_from_received_to_settled(complaint, client_of, people):
    henrik, base = client_of("Henrik Vall"), f"/complaints/{complaint.pk}"
    words = {"words": "Sorry.", "findings": "Lost.", "remedy": "Found."}
    steps = [
        ("description", {"category": "waiting", "severity": "serious"}, "received"),
        ("acknowledgement", {"owner": str(people["Henrik Vall"].pk)}, "acknowledged"),
        ("investigation", {}, "investigating"),
        ("response", words, "responded"),
    ]
    for noun, given, state in steps:
        assert f"{base}/{noun}" in text_of(henrik, base)
        assert henrik.post(f"{base}/{noun}", given).status_code == 302, noun
        complaint.refresh_from_db()
        assert complaint.state == state
    assert f"{base}/objection" not in text_of(henrik, base)
    client_of("Elin Sand").post(f"{base}/objection", {"words": "It went on."})
    assert henrik.post(f"{base}/settlement", {"words": ""}).status_code == 422
    assert henrik.post(f"{base}/settlement", {"words": "We pay."}).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.ending, complaint.severity) == ("settled", "serious")


@pytest.mark.parametrize("noun", ["acknowledgement", "response", "settlement", "description"])
def test_the_form_of_a_step_is_a_page_of_its_own(complaint, client_of, noun):
    page = text_of(client_of("Henrik Vall"), f"/complaints/{complaint.pk}/{noun}")
    assert f'action="/complaints/{complaint.pk}/{noun}"' in page


def test_a_step_there_is_not_is_not_found(complaint, client_of):
    base = f"/complaints/{complaint.pk}"
    assert client_of("Henrik Vall").get(f"{base}/investigation").status_code == 404
    assert client_of("Henrik Vall").post(f"{base}/nonsense").status_code == 404


def test_the_terms_are_set_and_what_does_not_fit_is_said(client_of):
    henrik = client_of("Henrik Vall")
    good = {
        "share": "50",
        "days_between": "14",
        "open_days": "10",
        "low_score": "3",
        "follow_up_weekdays": "3",
        "acknowledge_weekdays": "2",
        "silence_weekdays": "5",
    }
    assert henrik.post("/settings/feedback", {**good, "share": "101"}).status_code == 422
    assert henrik.post("/settings/feedback", good).status_code == 302
    assert FeedbackTerms.objects.get().share == 50
    assert henrik.post("/settings/feedback", {**good, "share": "60"}).status_code == 302
    assert FeedbackTerms.objects.get().share == 60
    assert client_of("Elin Sand").get("/settings/feedback").status_code == 403


def test_the_navigation_leads_to_what_somebody_may_open(client_of):
    henrik, priya = (text_of(client_of(name), "/nav") for name in ("Henrik Vall", "Priya Nair"))
    assert "/complaints" in henrik
    assert "/satisfaction" in henrik
    assert "/complaints" not in priya
