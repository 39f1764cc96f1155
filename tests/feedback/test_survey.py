"""How it was: who is asked, one click, what an answer leads to, and what comes to nothing."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.catalogue.activities import voice_service
from spoc.channels.activities import prefer_letters
from spoc.channels.models import Letter, Notice
from spoc.feedback import activities as do
from spoc.feedback.activities import Answer
from spoc.feedback.models import Compliment, FeedbackTerms, Survey
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import add_weekdays, at
from spoc.people.models import Community, Membership
from spoc.people.queries import system
from spoc.requests.models import SupportRequest
from spoc.work.models import Task


def answered(survey, people, score, comment="", thanks=""):
    answer = Answer(score, comment, thanks)
    return do.answer_survey(survey, by=people["Karin Holm"], answer=answer)


def tasks_of_requests():
    """What is to be done about requests; what articles lack is a task of its own."""
    return Task.objects.filter(noun="request")


def test_whoever_asked_is_asked_once_when_it_is_closed(closed, work, people):
    work()
    survey = Survey.objects.get(support_request=closed)
    assert (survey.person, survey.agent) == (people["Karin Holm"], people["Maja Lindqvist"])
    assert survey.expires_at - survey.sent_at == timedelta(days=14)
    assert do.ask_how_it_was(closed, by=system()) is None
    assert story(closed).filter(kind="survey.sent").count() == 1


def test_the_letter_has_five_links_in_the_readers_language(survey, at_status, work):
    words = survey.letter.text
    assert words.count("/survey/") == 5
    assert [f"/{score}\n" in f"{words}\n" for score in (1, 2, 3, 4, 5)] == [True] * 5
    assert "Very satisfied" in words
    assert survey.letter.to_addresses == ["karin.holm@norrvikhospital.example"]
    assert survey.letter.marks["is_automatic"]


@pytest.mark.parametrize(
    ("days", "is_major", "is_asked"), [(6, False, False), (7, False, True), (1, True, True)]
)
def test_nobody_is_asked_again_within_a_week_but_of_a_major(
    survey, at_status, work, days, is_major, is_asked
):
    with at(survey.sent_at + timedelta(days=days)):
        again = at_status("closed")
        SupportRequest.objects.filter(pk=again.pk).update(is_major=is_major)
        work()
    assert Survey.objects.filter(support_request=again).exists() == is_asked


def test_a_community_without_surveys_is_not_asked(closed, work):
    Community.objects.update(has_surveys=False)
    work()
    assert not Survey.objects.exists()


@pytest.mark.parametrize(
    ("community", "service", "is_asked"),
    [(True, False, False), (False, True, True), (False, None, False), (True, None, True)],
)
def test_a_service_says_for_itself_whether_one_asks(
    closed, work, people, community, service, is_asked
):
    """What a service leaves open is as its community has it."""
    Community.objects.update(has_surveys=community)
    voice_service(closed.service, by=people["Åsa Ekman"], has_surveys=service)
    work()
    assert Survey.objects.exists() == is_asked


def test_whoever_wants_only_what_needs_them_is_not_asked(closed, work, people):
    karin = people["Karin Holm"]
    prefer_letters(karin, by=karin, every_step=False)
    work()
    assert not Survey.objects.exists()


def test_what_the_terms_do_not_draw_is_not_asked(closed, work, people):
    numbers = {"share": 0}
    do.change_feedback_terms(FeedbackTerms(), by=people["Henrik Vall"], numbers=numbers)
    work()
    assert not Survey.objects.exists()


def test_what_is_only_solved_is_not_asked_about(at_status, work):
    at_status("resolved")
    work()
    assert not Survey.objects.exists()


def test_an_answer_is_kept_once(survey, people):
    answered(survey, people, 4, " Quick.\x00 ")
    survey.refresh_from_db()
    assert (survey.state, survey.score, survey.comment) == ("answered", 4, "Quick.")
    with pytest.raises(NotPossible, match="answered already"):
        answered(survey, people, 1)


def test_nobody_answers_for_another(survey, people):
    with pytest.raises(NotAllowed):
        do.answer_survey(survey, by=people["Sanna Kivi"], answer=Answer(1))


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_is_one_of_five(survey, people, score):
    with pytest.raises(NotPossible, match="one of the five"):
        answered(survey, people, score)


def test_after_two_weeks_it_is_too_late(survey, people, run_job):
    with at(survey.expires_at):
        with pytest.raises(NotPossible, match="too late"):
            answered(survey, people, 5)
        run_job("feedback.jobs.expire_surveys", timestamp=0)
    survey.refresh_from_db()
    assert (survey.state, survey.score) == ("expired", None)


def test_before_that_nothing_expires(survey, run_job):
    with at(survey.expires_at - timedelta(seconds=1)):
        run_job("feedback.jobs.expire_surveys", timestamp=0)
    survey.refresh_from_db()
    assert survey.state == "sent"


@pytest.mark.parametrize(("score", "tasks"), [(1, 1), (2, 1), (3, 0), (5, 0)])
def test_a_low_score_becomes_a_task(survey, people, work, score, tasks):
    answered(survey, people, score, "Nobody listened.")
    work()
    assert tasks_of_requests().count() == tasks


def test_the_task_is_the_leads_and_due_in_five_weekdays(survey, people, work):
    maja = people["Maja Lindqvist"]
    Membership.objects.filter(person=maja, team=survey.team).update(is_lead=True)
    answered(survey, people, 2, "Nobody listened.")
    work()
    task = tasks_of_requests().get()
    survey.refresh_from_db()
    assert (task.assignee, task.team, survey.follow_up) == (maja, survey.team, task)
    assert task.due_at == add_weekdays(survey.answered_at, 5)
    assert "Nobody listened." in task.title
    assert Notice.objects.filter(person=maja, event="task_given").exists()
    do.follow_up(survey, by=system())
    assert tasks_of_requests().count() == 1


def test_without_a_lead_the_owner_looks_into_it_else_the_team(survey, people, work, closed):
    elin = people["Elin Sand"]
    Membership.objects.filter(team=survey.team).update(is_lead=False)
    SupportRequest.objects.filter(pk=closed.pk).update(owner=elin)
    answered(survey, people, 1)
    work()
    assert tasks_of_requests().get().assignee == elin


def test_without_lead_and_owner_it_is_the_teams(survey, people, work, closed):
    Membership.objects.filter(team=survey.team).update(is_lead=False)
    SupportRequest.objects.filter(pk=closed.pk).update(owner=None)
    answered(survey, people, 1)
    work()
    assert (tasks_of_requests().get().assignee, tasks_of_requests().get().team) == (
        None,
        survey.team,
    )


def test_what_was_said_of_a_restricted_request_is_not_in_the_task(survey, people, work, closed):
    SupportRequest.objects.filter(pk=closed.pk).update(is_restricted=True)
    answered(survey, people, 1, "About my illness.")
    work()
    assert "illness" not in tasks_of_requests().get().title


def test_thanks_are_passed_on_to_whoever_worked_on_it(survey, people, work):
    answered(survey, people, 5, thanks="Maja was patient.")
    work()
    compliment = Compliment.objects.get()
    assert (compliment.agent, compliment.words) == (people["Maja Lindqvist"], "Maja was patient.")
    notice = Notice.objects.get(event="compliment")
    assert notice.person == people["Maja Lindqvist"]


def test_the_words_of_the_letter_are_nobodys_to_read_at_the_desk(survey, people):
    from spoc.channels.access import letters_visible_to

    assert Letter.objects.filter(pk=survey.letter_id).exists()
    assert not letters_visible_to(people["Elin Sand"]).filter(pk=survey.letter_id).exists()
