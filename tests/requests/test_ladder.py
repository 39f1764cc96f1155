"""Raising what is in danger to those the ladder names, and climbing on when nobody answers."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.audit.activities import nothing_follows
from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at
from spoc.people.queries import first_mail, system
from spoc.requests import activities as do
from spoc.requests.activities.major import Declaration
from spoc.requests.models import Escalation, Ladder
from spoc.rota.activities import Leave, note_absence

MONDAY = datetime(2026, 10, 19, 8, 0, tzinfo=UTC)  # ten in the morning in Stockholm
MINUTE = timedelta(minutes=1)


@pytest.fixture
def urgent(people, register_request, found):
    """A request of priority 2, classified on a Monday morning."""
    with at(MONDAY):
        request = register_request()
        what = found("incident", service="print", impact=2, urgency=1)
        do.classify(request, by=people["Elin Sand"], classification=what)
    assert request.priority == 2
    return request


@pytest.fixture
def raised(urgent, work):
    """The same, when those who hear from the start have heard."""
    with at(MONDAY):
        work()
    return urgent


def told_in(request, kind):
    """Return the particulars of the facts of a kind, oldest first."""
    facts = story(request).filter(kind=kind).order_by("id")
    return [fact.particulars.values for fact in facts]


def letters_to(person):
    """Return what was written to somebody, oldest first."""
    rows = Letter.objects.filter(is_incoming=False).order_by("id")
    return [row for row in rows if first_mail(person) in row.to_addresses]


def test_the_coordinator_on_duty_hears_of_a_high_priority_at_once(people, raised):
    (escalation,) = Escalation.objects.filter(support_request=raised)
    sofia = people["Sofia Berg"]
    assert list(escalation.to.all()) == [sofia]
    assert (escalation.trigger, escalation.answer_by) == ("created", MONDAY + 10 * MINUTE)
    assert told_in(raised, "escalation.raised")[0]["to"] == "Sofia Berg"


def test_each_gets_one_letter_from_the_community_and_the_customer_none(people, raised):
    (letter,) = letters_to(people["Sofia Berg"])
    assert letter.from_address == raised.community.mail
    assert letter.subject == f"{raised.reference}: {raised.title}"
    assert letter.text.startswith("Hej Sofia")
    assert len(letters_to(raised.requester)) == 1, "the receipt alone"


def test_what_happened_twice_raises_a_rung_once(raised):
    assert do.raise_escalation(raised, by=system(), trigger="created") == []
    assert Escalation.objects.filter(support_request=raised).count() == 1


def test_a_low_priority_raises_nothing_at_the_start(at_status, work):
    request = at_status("classified")
    work()
    assert not Escalation.objects.filter(support_request=request).exists()


def test_an_unanswered_rung_climbs_when_its_time_is_over(people, raised, run_job):
    with at(MONDAY + 9 * MINUTE):
        run_job("requests.jobs.climb_ladders", timestamp=0)
    assert told_in(raised, "escalation.unanswered") == []
    with at(MONDAY + 10 * MINUTE):
        run_job("requests.jobs.climb_ladders", timestamp=0)
        run_job("requests.jobs.climb_ladders", timestamp=0)
    assert [each["to"] for each in told_in(raised, "escalation.unanswered")] == ["Sofia Berg"]
    second = Escalation.objects.get(support_request=raised, is_climb=True)
    assert (second.trigger, second.answer_by) == ("used_50", MONDAY + 25 * MINUTE)


def test_a_ladder_ends_with_an_alarm_to_the_manager(people, raised, run_job):
    moment = MONDAY
    for _minutes in range(20):
        moment += 10 * MINUTE
        with at(moment):
            run_job("requests.jobs.climb_ladders", timestamp=0)
    (alarm,) = told_in(raised, "escalation.unheard")
    assert alarm["to"] == "Henrik Vall"
    assert not Escalation.objects.filter(answer_by__isnull=False).exists()
    triggers = [each.trigger for each in raised.escalations.order_by("id")]
    assert triggers == ["created", "used_50", "used_75", "used_90", "broken"]
    assert told_in(raised, "escalation.told") == [], "climbing never tells the customer"


def test_after_a_standstill_each_rung_is_raised_once(raised, run_job, work):
    with at(MONDAY + timedelta(days=4)):
        run_job("service_levels.jobs.warn_of_clocks", timestamp=0)
        work()
        work()
    fired = raised.escalations.filter(is_climb=False).order_by("id")
    first = [each.trigger for each in fired if each.rank == 1 and each.trigger != "no_update"]
    assert first == ["created", "used_50", "used_75", "used_90", "broken"]
    assert told_in(raised, "escalation.told")[-1]["to"] != ""


def test_the_customer_reads_plain_words_when_the_promise_is_broken(people, raised, run_job, work):
    with at(MONDAY + timedelta(days=4)):
        run_job("service_levels.jobs.warn_of_clocks", timestamp=0)
        work()
    texts = [letter.text for letter in letters_to(people["Birgitta Ahl"])]
    (said,) = [text for text in texts if "longer than we promised" in text]
    assert "ladder" not in said and "acknowledge" not in said and "Sofia" not in said


def test_whoever_it_was_raised_to_acknowledges_and_the_ladder_stops(people, raised, run_job):
    (escalation,) = raised.escalations.all()
    with at(MONDAY + 5 * MINUTE):
        do.acknowledge_escalation(raised, by=people["Sofia Berg"], escalation=escalation)
        do.acknowledge_escalation(raised, by=people["Sofia Berg"], escalation=escalation)
    with at(MONDAY + 60 * MINUTE):
        run_job("requests.jobs.climb_ladders", timestamp=0)
    assert raised.escalations.count() == 1
    assert len(told_in(raised, "escalation.acknowledged")) == 1


@pytest.mark.parametrize(
    ("name", "may"),
    [("Sofia Berg", True), ("Henrik Vall", True), ("Elin Sand", False), ("Maja Lindqvist", False)],
)
def test_only_those_who_are_meant_and_the_manager_answer(people, raised, name, may):
    (escalation,) = raised.escalations.all()
    if may:
        do.acknowledge_escalation(raised, by=people[name], escalation=escalation)
        assert escalation.acknowledged_by == people[name]
    else:
        with pytest.raises(NotAllowed):
            do.acknowledge_escalation(raised, by=people[name], escalation=escalation)


def test_a_deputy_answers_for_whoever_is_away(people, raised):
    elin, sofia, hour = people["Elin Sand"], people["Sofia Berg"], timedelta(hours=1)
    (escalation,) = raised.escalations.all()
    with at(MONDAY):
        note_absence(sofia, by=sofia, leave=Leave(MONDAY, MONDAY + hour, "leave", elin))
    with at(MONDAY + 2 * MINUTE):
        do.acknowledge_escalation(raised, by=elin, escalation=escalation)
    assert escalation.acknowledged_by == elin


def test_what_was_done_is_said_after_it_is_acknowledged(people, raised):
    (escalation,) = raised.escalations.all()
    sofia = people["Sofia Berg"]
    with pytest.raises(NotPossible):
        do.act_on_escalation(raised, by=sofia, escalation=escalation, action="Called them.")
    do.acknowledge_escalation(raised, by=sofia, escalation=escalation)
    with pytest.raises(NotPossible):
        do.act_on_escalation(raised, by=sofia, escalation=escalation, action="  ")
    do.act_on_escalation(raised, by=sofia, escalation=escalation, action="Called them.")
    assert escalation.state == "actioned"
    assert told_in(raised, "escalation.actioned")[0]["action"] == "Called them."


def test_what_was_raised_is_over_when_the_request_is(people, raised, work, solved):
    with at(MONDAY + 5 * MINUTE):
        do.cancel(raised, by=people["Elin Sand"], reason="withdrawn")
        work()
    (escalation,) = raised.escalations.all()
    assert (escalation.state, escalation.answer_by) == ("closed", None)
    with pytest.raises(NotPossible):
        do.acknowledge_escalation(raised, by=people["Sofia Berg"], escalation=escalation)


def test_a_told_past_is_raised_to_nobody(people, register_request, found, work):
    with at(MONDAY), nothing_follows():
        request = register_request()
        what = found("incident", service="print", impact=1, urgency=1)
        do.classify(request, by=people["Elin Sand"], classification=what)
    work()
    assert not Escalation.objects.filter(support_request=request).exists()


def test_a_restricted_request_is_raised_to_nobody_who_may_not_read_it(people, urgent, work):
    with at(MONDAY):
        do.restrict(urgent, by=people["Elin Sand"], readers=[people["Elin Sand"]])
        work()
    assert letters_to(people["Sofia Berg"]) == []
    assert {each["role"] for each in told_in(urgent, "escalation.unreached")} >= {"IC", "CSM"}


def test_a_third_time_reopened_is_raised_again(people, at_status, solved, work):
    request = at_status("resolved")
    elin = people["Elin Sand"]
    for times in (1, 2, 3):
        do.reopen(request, by=elin, reason="Still wrong.")
        work()
        if times < 3:
            do.start(request, by=request.assignee) if request.status == "assigned" else None
            do.resolve(request, by=elin, resolution=solved("information"))
            work()
    rows = request.escalations.filter(trigger="reopened").order_by("id")
    assert [row.occasion for row in rows] == ["2", "3"]


def test_a_house_without_ladders_still_tells_the_coordinators(people, at_status, solved, work):
    Ladder.objects.update(is_active=False)
    request, elin = at_status("resolved"), people["Elin Sand"]
    do.reopen(request, by=elin, reason="Still wrong.")
    do.resolve(request, by=elin, resolution=solved("information"))
    do.reopen(request, by=elin, reason="Wrong again.")
    work()
    assert not Escalation.objects.filter(support_request=request).exists()
    assert letters_to(people["Sofia Berg"])


def test_a_declared_major_incident_stands_at_its_own_ladder(people, raised, work):
    sofia = people["Sofia Berg"]
    with at(MONDAY + MINUTE):
        do.declare_major(raised, by=sofia, declaration=Declaration("Many call.", sofia))
        work()
    newest = raised.escalations.order_by("id").last()
    assert (newest.ladder.level, newest.trigger) == ("major", "declared")
    everybody = {"Sofia Berg", "Henrik Vall", "Inga Wallin"}
    assert {person.name for person in newest.to.all()} == everybody


def test_everybody_a_rung_names_gets_a_letter(people, register_request, found, work):
    with at(MONDAY):
        request = register_request()
        what = found("incident", impact=1, urgency=1)
        do.classify(request, by=people["Elin Sand"], classification=what)
        work()
    (escalation,) = request.escalations.all()
    for name in ("Sofia Berg", "Henrik Vall", request.service.owner.name):
        letters = letters_to(people[name])
        assert any(request.reference in letter.subject for letter in letters), name
    assert escalation.to.count() == 3
