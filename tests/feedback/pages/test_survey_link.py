"""The link in the letter: opening it says nothing, the button does, and once."""

import re

import pytest
from django.core import signing
from django.test import Client

from spoc.audit.models import Fact
from spoc.channels.models import Letter
from spoc.feedback.links import SURVEY_SALT, survey_word
from spoc.feedback.models import Compliment, Survey


@pytest.fixture
def links(survey) -> list[str]:
    """The five addresses of the letter, from the best score to the worst."""
    return re.findall(r"(/survey/\S+)", survey.letter.text)


def test_one_click_opens_a_page_with_the_score_chosen(links):
    page = Client().get(links[0]).content.decode()
    assert re.findall(r'value="(\d)"[^>]* checked', page) == ["5"]
    assert "Send my answer" in page


def test_a_mail_program_that_opens_every_link_says_nothing(survey, links):
    facts, letters = Fact.objects.count(), Letter.objects.count()
    for link in links:
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200
    survey.refresh_from_db()
    assert (survey.state, survey.score) == ("sent", None)
    assert (Fact.objects.count(), Letter.objects.count()) == (facts, letters)


def test_the_button_sends_the_answer_without_signing_in(survey, links):
    browser = Client(enforce_csrf_checks=True)
    said = {"score": "4", "comment": "Quick.", "thanks": "Maja was patient."}
    answer = browser.post(links[0], said, follow=True)
    survey.refresh_from_db()
    assert (survey.score, survey.comment) == (4, "Quick.")
    assert Compliment.objects.get().words == "Maja was patient."
    assert "You said: Satisfied." in answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_link_is_spent_once_it_was_used(survey, links):
    Client().post(links[0], {"score": "4"})
    again = Client().post(links[4], {"score": "1"})
    survey.refresh_from_db()
    assert (again.status_code, survey.score) == (422, 4)
    page = Client().get(links[4]).content.decode()
    assert "We have your answer" in page
    assert "Send my answer" not in page


def test_an_answer_without_a_score_is_asked_again_and_the_words_stay(survey, links):
    answer = Client().post(links[0], {"comment": "Well."})
    assert answer.status_code == 422
    assert "Choose one of the five." in answer.content.decode()
    assert "Well." in answer.content.decode()


def words(survey, sanna):
    good = survey_word(survey)
    triple = [survey.pk, survey.person_id, survey.word]
    return {
        "empty": "x",
        "altered": good[:-1] + ("A" if good[-1] != "A" else "B"),
        "of another person": signing.dumps([survey.pk, sanna.pk, survey.word], salt=SURVEY_SALT),
        "of another survey": signing.dumps([survey.pk + 1, *triple[1:]], salt=SURVEY_SALT),
        "without its word": signing.dumps([*triple[:2], "guessed"], salt=SURVEY_SALT),
        "for another purpose": signing.dumps(triple, salt="spoc.feedback.complaint"),
        "no triple": signing.dumps("x", salt=SURVEY_SALT),
    }


@pytest.mark.parametrize(
    "way",
    [
        *("empty", "altered", "of another person", "of another survey"),
        *("without its word", "for another purpose", "no triple"),
    ],
)
def test_a_forged_or_foreign_link_opens_nothing(survey, people, way):
    address = f"/survey/{words(survey, people['Sanna Kivi'])[way]}/5"
    assert Client().get(address).status_code == 404
    assert Client().post(address, {"score": "5"}).status_code == 404
    survey.refresh_from_db()
    assert survey.score is None


def test_after_its_time_the_link_says_so(survey, links):
    Survey.objects.update(state="expired")
    page = Client().get(links[0]).content.decode()
    assert "The time to answer is over." in page
    assert Client().post(links[0], {"score": "5"}).status_code == 422


def test_whoever_is_signed_in_is_not_shown_on_the_page_of_a_link(links, client_of):
    page = client_of("Elin Sand").get(links[0]).content.decode()
    assert "Elin Sand" not in page


def test_the_page_speaks_the_language_of_whom_it_was_sent_to(survey, links, people):
    type(survey.person).objects.filter(pk=survey.person_id).update(language="sv")
    answer = Client().get(links[0])
    assert answer.headers["Content-Language"] == "sv"
    assert '<html lang="sv"' in answer.content.decode()
