"""Clocks on a request: begun, paused, aimed anew, stopped, run on, exempted, and their warnings."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at
from spoc.people.queries import system
from spoc.service_levels import activities as do
from spoc.service_levels.activities import Promised, Wanted
from spoc.service_levels.models import Agreement, Clock, Target

DAY = timedelta(days=1)


def march(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of March 2026 by the clock in Stockholm, before summer time."""
    return datetime(2026, 3, day, hour - 1, minute, tzinfo=UTC)


OPENED = march(10, 9)


@pytest.fixture
def request_(register_request):
    """A request to run clocks on."""
    return register_request()


@pytest.fixture
def keep(request_, agreement):
    """Keep time at a moment: `keep(moment, "resolution", minutes=240, done=("response",))`."""

    def kept(moment, *metrics, minutes=None, since=OPENED, **wanted):
        if minutes is not None:
            agreement.targets.filter(metric="resolution").update(minutes=minutes)
        targets = {t.metric: t for t in agreement.targets.select_related("agreement__calendar")}
        promised = {metric: Promised(targets[metric], since) for metric in metrics}
        with at(moment):
            do.keep_time(request_, by=system(), wanted=Wanted(promised=promised, **wanted))
        clocks = Clock.objects.filter(noun="request", subject_id=request_.pk).order_by("id")
        return list(clocks)[-1]

    return kept


def test_what_is_promised_runs_from_the_beginning(keep):
    clock = keep(OPENED + timedelta(minutes=20), "resolution")
    assert (clock.started_at, clock.due_at) == (OPENED, march(10, 17))
    assert clock.next_mark_at == march(10, 13)


def test_the_same_again_changes_nothing_and_leaves_no_fact(keep, request_):
    keep(OPENED, "resolution")
    facts = story(request_).count()
    keep(march(10, 11), "resolution")
    assert story(request_).count() == facts


def test_waiting_for_the_requester_stands_still_and_goes_on_with_the_rest(keep):
    keep(OPENED, "resolution")
    paused = keep(march(10, 11), "resolution", waits_for="customer")
    assert (paused.due_at, paused.next_mark_at, paused.pause_reason) == (None, None, "customer")
    resumed = keep(march(11, 14), "resolution")
    assert resumed.due_at == march(12, 11)


def test_a_reason_the_agreement_does_not_name_pauses_nothing(keep):
    keep(OPENED, "resolution")
    assert keep(march(10, 11), "resolution", waits_for="supplier").due_at == march(10, 17)


def test_the_first_answer_never_waits(keep):
    keep(OPENED, "response")
    assert keep(march(10, 10), "response", waits_for="customer").due_at == march(10, 13)


def test_a_raised_priority_counts_from_the_same_start(keep):
    keep(OPENED, "resolution")
    assert keep(march(10, 10, 30), "resolution", minutes=240).due_at == march(10, 13)


def test_a_raised_priority_breaks_the_promise_now_and_lowering_it_does_not_mend_it(keep, request_):
    keep(OPENED, "resolution")
    raised = keep(march(10, 10, 30), "resolution", minutes=60, why="priority_raised")
    assert (raised.broken_at, raised.broken_by) == (march(10, 10, 30), "priority_raised")
    assert story(request_).filter(kind="clock.broken").count() == 1
    lowered = keep(march(10, 10, 40), "resolution", minutes=480)
    assert lowered.broken_at == march(10, 10, 30)
    assert keep(march(10, 11), done=frozenset(["resolution"])).result == "breached"


@pytest.mark.parametrize(
    ("stopped", "result", "broken_at"),
    [(march(10, 17), "met", None), (march(11, 8, 1), "breached", march(10, 17))],
)
def test_done_on_the_instant_is_in_time(keep, stopped, result, broken_at):
    keep(OPENED, "resolution")
    clock = keep(stopped, done=frozenset(["resolution"]))
    assert (clock.result, clock.stopped_at, clock.broken_at) == (result, stopped, broken_at)
    assert (clock.due_at, clock.next_mark_at) == (None, None)


def test_work_taken_up_again_has_what_was_left(keep, request_):
    keep(OPENED, "resolution")
    keep(march(10, 14), done=frozenset(["resolution"]))
    with at(march(12, 10)):
        do.restart_clocks(request_, by=system(), metrics=["resolution"])
    clock = Clock.objects.get(subject_id=request_.pk, metric="resolution")
    assert (clock.result, clock.due_at) == ("running", march(12, 13))


def test_taken_up_again_with_nothing_left_it_breaks_then(keep, request_):
    keep(OPENED, "resolution")
    keep(march(10, 17), done=frozenset(["resolution"]))
    with at(march(12, 10)):
        do.restart_clocks(request_, by=system(), metrics=["resolution"])
    clock = Clock.objects.get(subject_id=request_.pk, metric="resolution")
    assert (clock.broken_at, clock.broken_by) == (march(12, 10), "reopened")


def test_an_update_is_promised_anew_with_every_update(keep, agreement, request_):
    Target.objects.create(agreement=agreement, metric="update", minutes=120)
    keep(OPENED, "update")
    told = march(10, 10)
    keep(told, "update", since=told, renewed=frozenset(["update"]))
    clocks = Clock.objects.filter(subject_id=request_.pk, metric="update").order_by("id")
    assert [clock.result for clock in clocks] == ["met", "running"]
    assert clocks[1].due_at == march(10, 12)
    heard = keep(march(10, 10, 5), "update", since=march(10, 10, 5))
    assert heard.due_at == march(10, 12, 5), "what the requester adds moves the next update"


def test_what_began_under_a_version_stays_with_it(keep, agreement, office):
    first = keep(OPENED, "resolution")
    agreement.state, agreement.key = "ended", "test-sla"
    agreement.save()
    newer = Agreement.objects.create(
        key="test-sla",
        version=2,
        kind="sla",
        name="All users",
        calendar=office,
        state="active",
        signed_at=OPENED,
    )
    target = Target.objects.create(agreement=newer, metric="resolution", minutes=60)
    with at(march(10, 9, 30)):
        do.keep_time(
            first.subject,
            by=system(),
            wanted=Wanted(promised={"resolution": Promised(target, OPENED)}),
        )
    first.refresh_from_db()
    assert (first.agreement, first.target_minutes) == (agreement, 480)


def test_what_ends_otherwise_is_in_no_measure(keep, request_):
    keep(OPENED, "resolution", "response")
    do.exempt_clocks(request_, by=system(), reason="spam")
    clocks = Clock.objects.filter(subject_id=request_.pk)
    assert {(clock.result, clock.exempt_reason) for clock in clocks} == {("exempt", "spam")}


@pytest.mark.parametrize(
    ("name", "may"), [("Henrik Vall", True), ("Elin Sand", False), ("Karin Holm", False)]
)
def test_only_who_answers_for_the_agreement_exempts_a_broken_promise(people, keep, name, may):
    keep(OPENED, "resolution")
    clock = keep(march(12, 9), done=frozenset(["resolution"]))
    if not may:
        with pytest.raises(NotAllowed):
            do.exempt_clock(clock, by=people[name], reason="The road was closed.")
        return
    with pytest.raises(NotPossible):
        do.exempt_clock(clock, by=people[name], reason=" ")
    do.exempt_clock(clock, by=people[name], reason="The road was closed.")
    assert (clock.result, clock.broken_at) == ("exempt", march(10, 17)), "nothing is erased"


def test_warnings_come_once_each_also_after_a_standstill(keep, request_, run_job):
    keep(OPENED, "resolution")
    for moment in (march(10, 13), march(10, 13, 1), march(10, 13, 2), march(11, 9), march(11, 10)):
        with at(moment):
            run_job("service_levels.jobs.warn_of_clocks", timestamp=0)
    told = story(request_).filter(kind__in=["clock.warned", "clock.broken"]).order_by("id")
    seen = [(fact.at, fact.particulars.values.get("percent", 100)) for fact in told]
    assert seen == [
        (march(10, 13, 1), 50),
        (march(11, 9), 75),
        (march(11, 9), 90),
        (march(11, 9), 100),
    ]
    clock = Clock.objects.get(subject_id=request_.pk, metric="resolution")
    assert (clock.broken_at, clock.broken_by) == (march(10, 17), "time")


def test_a_paused_clock_warns_of_nothing(keep, request_, run_job):
    keep(OPENED, "resolution")
    keep(march(10, 11), "resolution", waits_for="customer")
    with at(march(20, 9)):
        run_job("service_levels.jobs.warn_of_clocks", timestamp=0)
    assert not story(request_).filter(kind="clock.warned").exists()
