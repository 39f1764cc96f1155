"""Who sees surveys, thanks and complaints, and who may do what with them."""

import pytest

from spoc.feedback import access
from spoc.feedback import activities as do
from spoc.feedback.activities import Answer, Grievance
from spoc.feedback.models import FeedbackTerms
from spoc.kit.errors import NotAllowed
from spoc.requests import activities as requests_do

READERS = ["Elin Sand", "Sofia Berg", "Henrik Vall", "Lena Falk", "Inga Wallin", "Ylva Öberg"]
STRANGERS = ["Priya Nair", "Åsa Ekman", "Gunilla Frisk", "Sanna Kivi", "Oskar Nyman"]


@pytest.mark.parametrize("name", READERS)
def test_whose_work_it_is_reads_complaints(complaint, people, name):
    assert complaint in access.visible_to(people[name])


@pytest.mark.parametrize("name", STRANGERS)
def test_others_see_no_complaint(complaint, people, name):
    assert complaint not in access.visible_to(people[name])


def test_who_complained_and_their_contact_follow_it(complaint, people):
    assert complaint in access.followed_by(people["Karin Holm"])
    assert complaint in access.followed_by(people["Birgitta Ahl"])
    assert complaint not in access.followed_by(people["Sanna Kivi"])


def test_an_escalated_one_is_seen_by_whom_it_was_brought_before(brought, people, work):
    complaint = brought("escalated")
    work()
    gunilla = people["Gunilla Frisk"]
    assert complaint in access.visible_to(gunilla)
    assert access.may_open_complaints(gunilla)
    assert access.may_settle(gunilla, complaint)
    assert not access.may_settle(people["Birgitta Ahl"], complaint)


@pytest.mark.parametrize(
    ("name", "acknowledges", "handles"),
    [
        ("Henrik Vall", True, True),
        ("Lena Falk", True, True),
        ("Elin Sand", True, False),
        ("Sofia Berg", False, False),
        ("Maja Lindqvist", False, False),
        ("Karin Holm", False, False),
        ("Åsa Ekman", False, False),
    ],
)
def test_who_acknowledges_and_who_answers(complaint, people, name, acknowledges, handles):
    person = people[name]
    assert access.may_acknowledge(person, complaint) == acknowledges
    assert access.may_handle(person, complaint) == handles


def test_a_complaint_about_a_restricted_request_is_its_readers_alone(
    register_request, people, work
):
    request, karin = register_request(), people["Karin Holm"]
    made = do.receive_complaint(
        karin, by=karin, grievance=Grievance("Nobody calls.", support_request=request)
    )
    requests_do.restrict(request, by=people["Sofia Berg"], readers=[people["Sofia Berg"]])
    assert made in access.visible_to(people["Sofia Berg"])
    assert made in access.visible_to(karin)
    assert made not in access.visible_to(people["Elin Sand"])


def test_an_answer_is_read_by_who_worked_on_it_and_whose_work_it_is(survey, people):
    do.answer_survey(survey, by=people["Karin Holm"], answer=Answer(4))
    seen = {name for name in (*READERS, *STRANGERS) if _sees(people[name], survey)}
    assert seen == set(READERS)
    assert _sees(people["Maja Lindqvist"], survey)


def _sees(person, survey):
    return survey in access.surveys_visible_to(person)


def test_a_planner_knows_the_figures_and_no_answer(survey, people):
    from spoc.people.activities import grant_role

    priya = people["Priya Nair"]
    assert survey not in access.surveys_counted_for(priya)
    grant_role(priya, by=people["Åsa Ekman"], role="PL")
    priya = people["Priya Nair"]
    assert survey in access.surveys_counted_for(priya)
    assert survey not in access.surveys_visible_to(priya)


@pytest.mark.parametrize(
    ("name", "may"),
    [("Henrik Vall", True), ("Åsa Ekman", True), ("Elin Sand", False), ("Karin Holm", False)],
)
def test_who_sets_the_terms(people, name, may):
    if may:
        done = do.change_feedback_terms(FeedbackTerms(), by=people[name], numbers={"share": 50})
        assert done.share == 50
    else:
        with pytest.raises(NotAllowed):
            do.change_feedback_terms(FeedbackTerms(), by=people[name], numbers={"share": 50})


@pytest.mark.parametrize("name", ["Maja Lindqvist", "Sofia Berg", "Birgitta Ahl", "Oskar Nyman"])
def test_only_the_desk_writes_down_what_others_complain_of(people, name):
    with pytest.raises(NotAllowed):
        do.receive_complaint(people["Karin Holm"], by=people[name], grievance=Grievance("Slow."))


def test_nobody_thanks_in_anothers_name(people):
    with pytest.raises(NotAllowed):
        do.praise(people["Karin Holm"], by=people["Elin Sand"], words="Thanks.")
