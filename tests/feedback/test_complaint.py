"""A complaint from being received to its end, with its letters, its clock and who hears of it."""

from datetime import timedelta

import pytest
from tests.feedback.conftest import ANSWER

from spoc.audit.queries import story
from spoc.channels.models import Letter, Notice
from spoc.feedback import activities as do
from spoc.feedback.activities import Grievance, Response
from spoc.feedback.models import Complaint
from spoc.feedback.rules import MOVES, State, is_lawful
from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.kit.time import add_weekdays, at
from spoc.people.queries import system
from spoc.requests import activities as requests_do
from spoc.requests.models import Ladder


def letters_of(complaint):
    rows = Letter.objects.filter(noun="complaint", subject_id=complaint.pk).order_by("id")
    return [(letter.to_addresses[0].partition("@")[0], letter.text) for letter in rows]


def told_of(event):
    return {each.person.name for each in Notice.objects.filter(event=event)}


def test_a_complaint_is_to_be_acknowledged_within_a_weekday(complaint, people, work):
    work()
    assert (complaint.state, complaint.reference) == ("received", f"CPL-{complaint.pk}")
    assert complaint.due_at == add_weekdays(complaint.received_at, 1)
    assert complaint.organisation == people["Karin Holm"].organisation
    assert told_of("complaint_received") == {"Henrik Vall"}


def test_the_whole_way_to_being_accepted(complaint, people, brought):
    brought("responded")
    do.accept_response(complaint, by=people["Karin Holm"])
    assert (complaint.state, complaint.ending) == ("closed", "accepted")
    assert [kind.partition(".")[2] for kind in story(complaint).values_list("kind", flat=True)] == [
        *("received", "acknowledged", "investigated", "responded", "accepted"),
    ]
    who, (first, second) = zip(*letters_of(complaint), strict=True)
    assert who == ("karin.holm", "karin.holm")
    assert "Henrik Vall answers for it" in first
    assert all(words in second for words in (ANSWER.words, ANSWER.findings, ANSWER.remedy))


def test_what_is_not_accepted_is_brought_before_the_head_and_the_customers_contact(
    brought, people, work
):
    gunilla, birgitta = people["Gunilla Frisk"], people["Birgitta Ahl"]
    assert Ladder.objects.filter(head=gunilla).exists()
    complaint = brought("escalated")
    work()
    assert told_of("complaint_objected") == {"Henrik Vall", "Gunilla Frisk"}
    assert set(complaint.told.all()) == {gunilla, birgitta}
    assert [who for who, _words in letters_of(complaint)][-2:] == ["karin.holm", "birgitta.ahl"]
    do.settle_complaint(complaint, by=gunilla, words="We pay for it.")
    assert (complaint.state, complaint.ending) == ("closed", "settled")
    assert "We pay for it." in letters_of(complaint)[-1][1]


@pytest.mark.parametrize(("days", "is_over"), [(9, False), (10, True)])
def test_ten_weekdays_of_silence_close_it(brought, run_job, days, is_over):
    complaint = brought("responded")
    with at(add_weekdays(complaint.responded_at, days)):
        run_job("feedback.jobs.look_at_complaints", timestamp=0)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.ending) == (
        ("closed", "silence") if is_over else ("responded", "")
    )


def test_what_nobody_acknowledged_in_time_is_told_of_once(complaint, run_job):
    for minutes in (-1, 0, 10):
        with at(complaint.due_at + timedelta(minutes=minutes)):
            run_job("feedback.jobs.look_at_complaints", timestamp=0)
        assert story(complaint).filter(kind="complaint.late").count() == (minutes >= 0)
    assert told_of("complaint_late") == {"Henrik Vall"}


def acts(complaint, people):
    henrik, karin = people["Henrik Vall"], people["Karin Holm"]
    return {
        "acknowledge": lambda: do.acknowledge_complaint(complaint, by=henrik),
        "investigate": lambda: do.investigate_complaint(complaint, by=henrik),
        "respond": lambda: do.respond_to_complaint(complaint, by=henrik, response=ANSWER),
        "accept": lambda: do.accept_response(complaint, by=karin),
        "escalate": lambda: do.escalate_complaint(complaint, by=karin, words="No."),
        "settle": lambda: do.settle_complaint(complaint, by=henrik, words="So."),
    }


@pytest.mark.parametrize("state", [str(state) for state in State])
@pytest.mark.parametrize("verb", [m.verb for m in MOVES if m.verb not in ("receive", "lapse")])
def test_a_move_that_is_not_lawful_is_refused(brought, people, verb, state):
    complaint = brought(state)
    if is_lawful(verb, state):
        acts(complaint, people)[verb]()
        assert complaint.state != state
    else:
        with pytest.raises(NotPossible):
            acts(complaint, people)[verb]()


@pytest.mark.parametrize(
    ("response", "lacks"),
    [
        (Response("", "Found", "Done"), {"words"}),
        (Response("Said", " ", "Done"), {"findings"}),
        (Response("Said", "Found", ""), {"remedy"}),
        (Response("", "", ""), {"words", "findings", "remedy"}),
    ],
)
def test_a_response_says_what_was_found_and_what_is_done(brought, people, response, lacks):
    complaint = brought("acknowledged")
    with pytest.raises(NotPossible) as refused:
        do.respond_to_complaint(complaint, by=people["Henrik Vall"], response=response)
    assert set(refused.value.fields) == lacks


@pytest.mark.parametrize(
    ("words", "category", "field"),
    [(" ", "other", "words"), ("Slow.", "weather", "category")],
)
def test_what_is_no_complaint_is_refused(people, words, category, field):
    karin = people["Karin Holm"]
    with pytest.raises(NotPossible) as refused:
        do.receive_complaint(karin, by=karin, grievance=Grievance(words, category))
    assert set(refused.value.fields) == {field}
    assert not Complaint.objects.exists()


def test_the_desk_acknowledges_and_the_manager_answers(complaint, people):
    do.acknowledge_complaint(complaint, by=people["Elin Sand"])
    assert complaint.owner == people["Henrik Vall"]


def test_who_complained_does_not_answer_it_themselves(people):
    henrik = people["Henrik Vall"]
    own = do.receive_complaint(henrik, by=henrik, grievance=Grievance("Cold coffee."))
    do.acknowledge_complaint(own, by=people["Elin Sand"])
    assert own.owner == people["Lena Falk"]
    with pytest.raises(NotPossible):
        do.describe_complaint(own, by=people["Lena Falk"], owner=henrik)


def test_a_change_of_what_somebody_changed_meanwhile_is_refused(complaint, people):
    henrik = people["Henrik Vall"]
    do.describe_complaint(complaint, by=henrik, severity="serious", version=1)
    with pytest.raises(Stale):
        do.describe_complaint(complaint, by=henrik, severity="minor", version=1)
    assert complaint.severity == "serious"


def test_whoever_wrote_the_response_does_not_accept_it_for_the_customer(brought, people):
    complaint = brought("responded")
    with pytest.raises(NotAllowed):
        do.accept_response(complaint, by=people["Henrik Vall"])
    assert do.accept_response(complaint, by=people["Elin Sand"]).state == "closed"


def test_a_request_marked_as_a_complaint_is_one(register_request, work):
    request = register_request(is_complaint=True)
    work()
    made = Complaint.objects.get(support_request=request)
    assert (made.person, made.team) == (request.requester, request.team)
    assert request.description in made.words


def test_marking_it_later_makes_one_and_only_one(register_request, people, work):
    request = register_request()
    for flag in (True, False, True):
        requests_do.describe(request, by=people["Elin Sand"], is_complaint=flag)
        work()
    assert Complaint.objects.filter(support_request=request).count() == 1


def test_a_complaint_about_a_request_marks_it(register_request, people, work):
    request, karin = register_request(), people["Karin Holm"]
    about = Grievance("Nobody calls.", support_request=request)
    do.receive_complaint(karin, by=karin, grievance=about)
    work()
    request.refresh_from_db()
    assert request.is_complaint
    assert Complaint.objects.filter(support_request=request).count() == 1


def test_nobody_complains_about_a_request_that_is_not_theirs(register_request, people):
    sanna = people["Sanna Kivi"]
    about = Grievance("Nobody calls.", support_request=register_request())
    with pytest.raises(NotAllowed):
        do.receive_complaint(sanna, by=sanna, grievance=about)


def test_letters_are_in_the_language_of_who_complained(people):
    oskar = people["Oskar Nyman"]
    made = do.receive_complaint(oskar, by=oskar, grievance=Grievance("Ingen ringer."))
    assert made.language == "sv"
    do.acknowledge_complaint(made, by=people["Henrik Vall"])
    letter = Letter.objects.get(noun="complaint", subject_id=made.pk)
    assert letter.marks["language"] == "sv"


def test_nothing_closes_while_it_is_not_responded_to(complaint):
    assert do.lapse_complaint(complaint, by=system()).state == "received"
