"""What a case let machines do, when the case goes another way."""

import pytest

from spoc.people.queries import system
from spoc.workflow.activities import actions, begin_instance, cancel_instance
from spoc.workflow.activities.actions import ActionPlan
from spoc.workflow.models import ActionRun
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
    assert (run.state, elsewhere.calls) == ("failed", [])


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
