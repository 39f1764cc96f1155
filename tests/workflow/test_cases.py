"""A case on a real request: given out to teams, approvers and machines, and never twice."""

from datetime import timedelta

import pytest

from spoc.audit.models import Fact
from spoc.kit import time
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.requests.activities.reply import Words, hear
from spoc.work.activities import decide, fail_task, finish_task
from spoc.work.models import Approval
from spoc.work.queries import tasks_of
from spoc.workflow.activities import (
    Description,
    Drawing,
    add_process,
    begin_instance,
    cancel_instance,
    carry_on,
    draw_version,
    hear_message,
    publish_version,
)
from spoc.workflow.models import Instance
from tests.workflow.processes import laptop, listed


@pytest.fixture
def boss(people):
    """Who draws processes: the owner of a service."""
    return people["Peter Rask"]


@pytest.fixture
def elin(people):
    return people["Elin Sand"]


@pytest.fixture
def team(db):
    return Team.objects.order_by("pk").first()


@pytest.fixture
def request_(register_request):
    return register_request()


@pytest.fixture
def begin(request_):
    """Begin a case of a version for the request."""

    def made(version, **known) -> Instance:
        return begin_instance(request_, by=system(), version=version, data=known)

    return made


def open_titles(request_):
    return [task.title for task in tasks_of(request_) if task.is_open]


def finish(request_, elin, title, result=""):
    task = next(task for task in tasks_of(request_) if task.title == title and task.is_open)
    finish_task(task, by=elin, result=result)


def test_steps_are_given_out_one_after_the_other(request_, boss, elin, team, begin, work):
    version = listed(
        boss,
        {"sort": "task", "name": "Order it", "team": team.pk},
        {"sort": "task", "name": "Hand it over", "team": team.pk},
    )
    case = begin(version)
    assert open_titles(request_) == ["Order it"]

    finish(request_, elin, "Order it")
    work()
    assert open_titles(request_) == ["Hand it over"]

    finish(request_, elin, "Hand it over")
    work()
    case.refresh_from_db()
    assert case.state == "completed"
    fact = Fact.objects.get(kind="instance.completed", subject_id=case.pk)
    assert fact.particulars.values["outcome"] == "delivered"


def test_looking_again_gives_nothing_out_twice(request_, boss, team, begin):
    case = begin(listed(boss, {"sort": "task", "name": "Order it", "team": team.pk}))

    for _each in range(3):
        carry_on(case, by=system())

    assert [task.title for task in tasks_of(request_)] == ["Order it"]
    assert case.steps.count() == 1


def test_an_approval_that_is_given_lets_the_case_go_on(request_, boss, elin, people, begin, work):
    case = begin(laptop(boss, people["Gunilla Frisk"]))
    approval = Approval.objects.get(round__subject_id=request_.pk)
    assert open_titles(request_) == []

    decide(approval, by=people["Gunilla Frisk"], is_approved=True)
    work()

    assert sorted(open_titles(request_)) == ["Create the account", "Install"]
    assert case.steps.get(element="Approve_1").state == "done"


def test_a_case_that_is_denied_is_refused_and_says_why(request_, boss, people, begin, work):
    case = begin(laptop(boss, people["Gunilla Frisk"]))

    approval = Approval.objects.get(round__subject_id=request_.pk)
    decide(approval, by=people["Gunilla Frisk"], is_approved=False, reason="Too dear")
    work()

    told = Fact.objects.get(kind="instance.completed", subject_id=case.pk).particulars.values
    assert (told["outcome"], told["reason"]) == ("refused", "Too dear")
    assert open_titles(request_) == []


def test_a_timer_fires_when_its_moment_has_come_and_not_before(
    request_, boss, people, begin, work, run_job
):
    case = begin(laptop(boss, people["Gunilla Frisk"]))
    approval = Approval.objects.get(round__subject_id=request_.pk)
    decide(approval, by=people["Gunilla Frisk"], is_approved=True)
    work()
    case.refresh_from_db()
    two_days = time.now() + timedelta(days=2)
    assert abs(case.wake_at - two_days) < timedelta(minutes=1)

    run_job("workflow.case_jobs.wake_cases", timestamp=0)
    work()
    assert "Ask operations what takes so long" not in open_titles(request_)

    with time.at(two_days + timedelta(minutes=1)):
        run_job("workflow.case_jobs.wake_cases", timestamp=0)
        work()
    assert "Ask operations what takes so long" in open_titles(request_)


def test_a_step_that_cannot_be_done_stops_the_case_where_nothing_is_drawn_for_it(
    request_, boss, elin, team, begin, work
):
    case = begin(
        listed(
            boss,
            {"sort": "task", "name": "Order it", "team": team.pk},
            {"sort": "task", "name": "Tell them", "team": team.pk, "is_beside": True},
        )
    )
    task = next(task for task in tasks_of(request_) if task.title == "Order it")

    fail_task(task, by=elin, result="Sold out")
    work()

    case.refresh_from_db()
    assert case.state == "failed"
    assert "Sold out" in case.fault
    assert open_titles(request_) == []


def test_a_case_waits_for_the_reply_of_who_asked(request_, boss, team, begin):
    version = add_process(Description("Ask"), by=boss, drawing=Drawing(source=WITH_A_MESSAGE))
    case = begin(publish_version(version, by=boss, runs_as=boss))
    assert case.steps.get().state == "waiting"

    hear_message(case, by=system(), message="other", told={})
    assert case.state == "running"
    hear_message(case, by=system(), message="reply", told={"words": "Yes, please"})

    case.refresh_from_db()
    assert (case.state, case.data["words"]) == ("completed", "Yes, please")


def test_a_message_does_not_say_anew_what_a_case_began_with(request_, boss, begin):
    version = add_process(Description("Ask"), by=boss, drawing=Drawing(source=WITH_A_MESSAGE))
    case = begin(publish_version(version, by=boss, runs_as=boss), price=9800)

    with pytest.raises(NotPossible):
        hear_message(case, by=system(), message="reply", told={"words": "\x00"})
    hear_message(case, by=system(), message="reply", told={"words": "Yes", "price": 1})

    case.refresh_from_db()
    assert (case.state, case.data["words"], case.data["price"]) == ("completed", "Yes", 9800)


def test_what_the_requester_writes_is_the_reply_a_case_waits_for(
    request_, boss, people, begin, work
):
    drawing = Drawing(source=WITH_A_MESSAGE)
    version = add_process(Description("Ask"), by=boss, drawing=drawing)
    case = begin(publish_version(version, by=boss, runs_as=boss))

    hear(request_, by=people["Karin Holm"], channel="portal", words=Words("Yes, please"))
    work()

    case.refresh_from_db()
    assert case.state == "completed"


def test_what_a_version_says_holds_for_the_cases_that_began_with_it(
    request_, boss, elin, team, begin, work
):
    version = listed(
        boss,
        {"sort": "task", "name": "Order it", "team": team.pk},
        {"sort": "task", "name": "Hand it over", "team": team.pk},
    )
    begin(version)
    newer = Drawing(steps=[{"sort": "task", "name": "All at once", "team": team.pk}])
    later = draw_version(version.definition, by=boss, drawing=newer)
    publish_version(later, by=boss, runs_as=boss)

    finish(request_, elin, "Order it")
    work()

    assert open_titles(request_) == ["Hand it over"]


def test_a_case_that_is_ended_takes_back_what_was_given_out(request_, boss, elin, people, begin):
    case = begin(laptop(boss, people["Gunilla Frisk"]))

    cancel_instance(case, by=system(), reason="Withdrawn")

    case.refresh_from_db()
    assert case.state == "cancelled"
    assert Approval.objects.get(round__subject_id=request_.pk).round.state == "withdrawn"
    with pytest.raises(NotPossible):
        cancel_instance(case, by=system(), reason="Again")


def test_only_the_system_lets_cases_run(request_, boss, elin, team):
    version = listed(boss, {"sort": "task", "name": "Order it", "team": team.pk})

    with pytest.raises(NotAllowed):
        begin_instance(request_, by=elin, version=version, data={})


def test_a_draft_is_not_run(request_, boss, team, begin):
    drawing = Drawing(steps=[{"sort": "task", "name": "Order it", "team": team.pk}])
    version = add_process(Description("Draft"), by=boss, drawing=drawing)

    with pytest.raises(NotPossible):
        begin(version)


WITH_A_MESSAGE = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
<message id="M" name="reply"/>
<process id="p" name="P">
<startEvent id="a"/><receiveTask id="r" name="Hear from them" messageRef="M"/><endEvent id="z"/>
<sequenceFlow id="f1" sourceRef="a" targetRef="r"/>
<sequenceFlow id="f2" sourceRef="r" targetRef="z"/>
</process></definitions>"""
