"""Actions: set up, asked for once, tried again, cut off, and secret where they are secret."""

import json
from datetime import timedelta

import pytest

from spoc.audit.models import Particulars
from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.workflow import action_access as access
from spoc.workflow.activities import actions as do
from spoc.workflow.activities import runs
from spoc.workflow.activities.actions import ActionPlan
from spoc.workflow.base import ActionKind, Outcome
from spoc.workflow.models import Action, ActionRun
from tests.floor.stub import Stub

SECRET = "Bearer hush-hush"
DONE, FAILED, WAITING, DOING = "done", "failed", "waiting", "doing"


@pytest.fixture
def elsewhere(settings):
    """Another system on this machine, which may be called."""
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    with Stub() as stub:
        yield stub


@pytest.fixture
def call(people, elsewhere) -> Action:
    """A call of the other system, set up and switched on by an administrator."""
    told = {"address": f"{elsewhere.address}/x", "secret": SECRET, "twice": "once", "keep": "id"}
    plan = ActionPlan("Tell the other", told, {"account": "text", "key": "secret optional"})
    action = do.add_action("http", by=people["Åsa Ekman"], plan=plan)
    return do.switch_action(action, by=people["Åsa Ekman"], is_on=True)


@pytest.fixture
def ask(call):
    """Ask for the call."""

    def asked(mark: str = "step-1", **inputs) -> ActionRun:
        given = {"account": "karin", **inputs}
        return do.begin_run(call, by=system(), inputs=given, mark=mark)

    return asked


def kinds_of(subject) -> list[str]:
    """Return what happened to a record."""
    return [fact.kind.partition(".")[2] for fact in story(subject)]


def test_it_runs_and_what_came_of_it_is_kept(ask, elsewhere, work):
    elsewhere.answers = [(200, '{"id": 7, "token": "not kept"}')]
    run = ask()
    assert (run.state, elsewhere.calls) == (WAITING, [])
    work()
    run.refresh_from_db()
    assert (run.state, run.attempts, run.result) == (DONE, 1, {"status": 200, "id": 7})
    assert kinds_of(run) == ["begun", "started", "settled"]
    settled = Particulars.objects.get(fact=story(run).last()).values
    assert (settled["mark"], settled["outcome"]) == ("step-1", DONE)


def test_the_same_mark_is_the_same_run(ask, elsewhere, work):
    first = ask()
    assert ask(account="another").pk == first.pk
    work()
    assert ask().pk == first.pk
    work()
    assert len(elsewhere.calls) == 1


def test_a_job_that_runs_twice_does_it_once(ask, elsewhere, run_job, work):
    run = ask()
    work()
    run_job("workflow.action_jobs.do_run", number=run.pk)
    assert len(elsewhere.calls) == 1


def test_it_is_tried_three_times_with_one_key_and_then_it_has_failed(ask, elsewhere, work):
    elsewhere.answers = [(500, "")]
    run = ask()
    for wait in (0, 30, 300):
        with at(now() + timedelta(seconds=wait)):
            work()
    run.refresh_from_db()
    assert (run.state, run.attempts) == (FAILED, 3)
    assert {each.headers["Idempotency-Key"] for each in elsewhere.calls} == {"step-1"}
    assert kinds_of(run).count("put_off") == 2
    assert run.action.problem == "It answered 500."


def test_it_waits_between_two_attempts(ask, elsewhere, work):
    elsewhere.answers = [(500, ""), (200, "{}")]
    run = ask()
    work()
    assert len(elsewhere.calls) == 1
    with at(now() + timedelta(seconds=25)):
        work()
    run.refresh_from_db()
    assert (run.state, run.attempts) == (DONE, 2)


def test_a_secret_stands_nowhere_but_encrypted(ask, call, elsewhere, work):
    key = "s3cr3t-of-karin"
    elsewhere.answers = [(200, json.dumps({"id": f"it was {key}, {SECRET}"}))]
    run = ask(key=key)
    assert key not in str(vars(run))
    work()
    run.refresh_from_db()
    assert json.loads(elsewhere.calls[0].body)["key"] == key
    assert run.result["id"] == "it was •••, •••"
    assert run.sealed == ""
    told = str([*Particulars.objects.values_list("values", flat=True)])
    for secret in (key, "hush-hush"):
        assert secret not in told
        assert secret not in str(vars(run)) + str(vars(call))


def test_what_was_cut_off_is_done_again_where_that_is_as_once(ask, run_job, work, elsewhere):
    run = ask()
    runs.take_up_run(run, by=system())
    run_job("workflow.action_jobs.keep_runs", timestamp=0)
    run.refresh_from_db()
    assert run.state == DOING, "it may still go on"
    with at(now() + timedelta(minutes=4)):
        run_job("workflow.action_jobs.keep_runs", timestamp=0)
        work()
    run.refresh_from_db()
    assert (run.state, run.attempts, len(elsewhere.calls)) == (DONE, 2, 1)


def test_what_was_cut_off_and_may_be_done_is_not_done_again(call, ask, run_job, work, elsewhere):
    call.settings["twice"] = "unknown"
    call.save(update_fields=["settings"])
    run = ask()
    runs.take_up_run(run, by=system())
    with at(now() + timedelta(minutes=4)):
        run_job("workflow.action_jobs.keep_runs", timestamp=0)
        work()
    run.refresh_from_db()
    assert (run.state, run.is_unknown, elsewhere.calls) == (FAILED, True, [])
    assert "It is not known whether it was done." in run.problem


def test_who_comes_back_late_settles_nothing(ask):
    run = ask()
    runs.take_up_run(run, by=system())
    with at(now() + timedelta(minutes=4)):
        runs.recover_run(run, by=system())
        runs.take_up_run(run, by=system())
    runs.settle_run(run, by=system(), attempt=1, outcome=Outcome(True))
    assert (run.state, run.attempts) == (DOING, 2)


def test_only_the_system_carries_out_what_waits(ask, people):
    with pytest.raises(NotAllowed):
        runs.take_up_run(ask(), by=people["Åsa Ekman"])


def test_what_is_switched_off_runs_for_nobody(call, ask, people):
    do.switch_action(call, by=people["Åsa Ekman"], is_on=False)
    with pytest.raises(NotPossible, match="switched off"):
        ask()


def test_what_is_missing_is_said(call, people):
    with pytest.raises(NotPossible, match="account") as refused:
        do.begin_run(call, by=system(), inputs={}, mark="m")
    assert [*refused.value.fields] == ["account"]


@pytest.mark.parametrize("name", ["Karin Holm", "Oskar Nyman"])
def test_a_customer_lets_nothing_run(call, people, name):
    with pytest.raises(NotAllowed):
        do.begin_run(call, by=people[name], inputs={"account": "x"}, mark="m")


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm", "Henrik Vall"])
def test_others_set_nothing_up_and_see_nothing(call, people, name):
    person = people[name]
    with pytest.raises(NotAllowed):
        do.add_action("script", by=person, plan=ActionPlan("x", {}))
    for act in (do.switch_action, do.change_action):
        with pytest.raises(NotAllowed):
            act(call, by=person, **({"is_on": False} if act == do.switch_action else PLAN))
    with pytest.raises(NotAllowed):
        do.check_action(call, by=person)
    assert not access.actions_visible_to(person).exists()
    assert not access.runs_visible_to(person).exists()


PLAN = {"plan": ActionPlan("Mine", {})}


@pytest.fixture
def owner(people, call):
    """Whoever owns services, and this action."""
    person = people["Inga Wallin"]
    Action.objects.filter(pk=call.pk).update(owner=person)
    call.refresh_from_db()
    return person


def test_who_owns_it_keeps_it_and_sees_no_other(owner, call, people):
    plan = ActionPlan("Think", {"script": "result = {}"})
    do.add_action("script", by=people["Åsa Ekman"], plan=plan)
    assert access.may_open(owner)
    assert [*access.actions_visible_to(owner)] == [call]
    assert access.may_keep(owner, call)
    assert access.may_change(owner, call)
    call.run_as = people["Elin Sand"]
    assert not access.may_change(owner, call), "it would act as somebody else"


def test_a_secret_left_empty_stays(call, people):
    told = {**call.settings, "secret": "", "method": "PUT"}
    do.change_action(call, by=people["Åsa Ekman"], plan=ActionPlan(call.name, told, call.inputs))
    assert ActionKind.get("http")({}).told["method"] == "POST"
    assert runs.opened(call).told["secret"] == SECRET


def test_a_secret_goes_to_no_other_machine_than_it_was_typed_for(call, people):
    asa, before = people["Åsa Ekman"], call.settings["secret"]
    told = {**call.settings, "secret": "", "address": "https://elsewhere.example/x"}
    with pytest.raises(NotPossible) as refused:
        do.change_action(call, by=asa, plan=ActionPlan(call.name, told, call.inputs))
    assert [*refused.value.fields] == ["secret"]
    told["address"] = call.settings["address"] + "/further"
    do.change_action(call, by=asa, plan=ActionPlan(call.name, told, call.inputs))
    assert call.settings["secret"] == before


def test_a_name_is_one_actions_only_and_so_is_a_key(call, people):
    asa, told = people["Åsa Ekman"], {"address": "https://example.org/x"}
    with pytest.raises(NotPossible) as refused:
        do.add_action("http", by=asa, plan=ActionPlan(call.name, told))
    assert [*refused.value.fields] == ["name"]
    other = do.add_action("http", by=asa, plan=ActionPlan("Tell, the other", told))
    assert (call.key, other.key) == ("tell-the-other", "tell-the-other-2")


def test_what_cannot_run_here_is_not_switched_on(people, monkeypatch):
    plan = ActionPlan("Think", {"script": "result = {}"})
    action = do.add_action("script", by=people["Åsa Ekman"], plan=plan)
    monkeypatch.setattr(ActionKind.get("script"), "available", lambda: "The kernel refuses.")
    with pytest.raises(NotPossible, match="The kernel refuses"):
        do.switch_action(action, by=people["Åsa Ekman"], is_on=True)
