"""What a case let machines do, when the case goes another way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.queries import system
from spoc.workflow.action_access import actions_visible_to
from spoc.workflow.activities import actions, begin_instance, cancel_instance
from spoc.workflow.activities.actions import ActionPlan
from spoc.workflow.models import Action, ActionRun
from spoc.workflow.queries.actions import with_health
from tests.floor.stub import Stub
from tests.workflow.processes import listed


@pytest.fixture
def elsewhere(settings):
    """The system that makes accounts, on this machine."""
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    with Stub() as stub:
        yield stub


@pytest.fixture
def case(people, elsewhere, register_request):
    """A case whose one step is done by the other system."""
    told = {"address": f"{elsewhere.address}/accounts", "twice": "once"}
    plan = ActionPlan("Create an account", told, {"who": "text"}, key="create-account")
    action = actions.add_action("http", by=people["Åsa Ekman"], plan=plan)
    actions.switch_action(action, by=people["Åsa Ekman"], is_on=True)
    step = {"sort": "action", "name": "Account", "key": action.key, "inputs": {"who": "'karin'"}}
    version = listed(people["Peter Rask"], step)
    return begin_instance(register_request(), by=system(), version=version, data={})


def test_a_machine_is_not_let_do_what_its_case_needs_no_more(case, elsewhere, work):
    cancel_instance(case, by=system(), reason="Withdrawn")
    work()
    run = ActionRun.objects.get()
    assert (run.state, elsewhere.calls) == ("withdrawn", [])


def test_what_is_waited_for_between_two_attempts_is_not_tried_again(case, elsewhere, work):
    elsewhere.answers = [(503, "")]
    work()
    cancel_instance(case, by=system(), reason="Withdrawn")
    ActionRun.objects.filter(state="waiting").update(next_try_at=None)
    work()
    assert len(elsewhere.calls) == 1


def test_what_was_done_by_then_stays_done(case, elsewhere, work):
    work()
    assert case.state in ("running", "completed")
    assert ActionRun.objects.get().state == "done"


def test_what_was_withdrawn_is_neither_done_nor_failed(case, people):
    cancel_instance(case, by=system(), reason="Withdrawn")
    [health] = with_health(actions_visible_to(people["Åsa Ekman"]), now())
    assert (health.over, health.share) == (0, None)


def test_what_was_withdrawn_says_so(case, client_of):
    cancel_instance(case, by=system(), reason="Withdrawn")
    asa, run = client_of("Åsa Ekman"), ActionRun.objects.get()
    page = asa.get(f"/settings/actions/runs/{run.pk}").content.decode()
    assert "Den påbörjades aldrig." in page
    assert "Det gick inte." not in page
    listed = asa.get(f"/settings/actions/{run.action_id}?state=withdrawn").content.decode()
    assert f"/settings/actions/runs/{run.pk}" in listed


def test_two_cases_that_let_the_same_machines_run_do_not_wait_for_each_other(people, case):
    action = ActionRun.objects.get().action
    with CaptureQueriesContext(connection) as asked:
        actions.begin_run(action, by=system(), inputs={"who": "karin"}, mark="another")
    locked = [each["sql"] for each in asked if "FOR NO KEY UPDATE" in each["sql"]]
    assert not [sql for sql in locked if "workflow_action" in sql]


def test_an_action_switched_off_meanwhile_is_not_begun(case, people):
    action = ActionRun.objects.get().action
    actions.switch_action(Action.objects.get(), by=people["Åsa Ekman"], is_on=False)
    with pytest.raises(NotPossible):
        actions.begin_run(action, by=system(), inputs={"who": "karin"}, mark="another")
