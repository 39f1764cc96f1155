"""Activities of the desk as actions: in whose name, and no further than that person may."""

import pytest

from spoc.audit.models import Fact, Particulars
from spoc.kit.errors import NotPossible
from spoc.people.activities import change_person
from spoc.people.queries import system
from spoc.requests.models import Entry
from spoc.work.models import Task
from spoc.workflow.activities import actions as do
from spoc.workflow.activities.actions import ActionPlan
from spoc.workflow.allowed import Allowed, allow, allowed_as

DONE, FAILED = "done", "failed"


@pytest.fixture
def marked(people):
    """Set up one of the marked activities in the name of Elin Sand."""

    def made(key: str):
        plan = ActionPlan(f"Do {key}", {"activity": key}, run_as=people["Elin Sand"])
        action = do.add_action("activity", by=people["Åsa Ekman"], plan=plan)
        return do.switch_action(action, by=people["Åsa Ekman"], is_on=True)

    return made


@pytest.mark.parametrize(("key", "is_seen"), [("reply", True), ("note", False)])
def test_a_process_answers_the_requester_or_notes_something(
    marked, register_request, work, key, is_seen
):
    request = register_request()
    given = {"text": "Your number was moved."}
    run = do.begin_run(marked(key), by=system(), inputs=given, mark="m", about=request)
    work()
    run.refresh_from_db()
    entry = Entry.objects.get(pk=run.result["entry"])
    assert (entry.text, entry.author.name) == ("Your number was moved.", "Elin Sand")
    assert (entry.kind == "note") is not is_seen


def test_what_is_not_about_a_request_is_done_to_none(marked, work):
    run = do.begin_run(marked("reply"), by=system(), inputs={"text": "x"}, mark="m")
    work()
    run.refresh_from_db()
    assert (run.state, run.problem) == (FAILED, "There is no record this could be done to.")


def test_two_activities_have_no_key_in_common():
    reply = allowed_as("reply")
    allow([reply])
    with pytest.raises(TypeError, match="reply"):
        allow([Allowed("reply", "Another", "request", reply.does)])


@pytest.fixture
def add_task(people):
    """An action that adds a task in the name of Elin Sand."""
    plan = ActionPlan("Add a task", {"activity": "add_task"}, run_as=people["Elin Sand"])
    action = do.add_action("activity", by=people["Åsa Ekman"], plan=plan)
    return do.switch_action(action, by=people["Åsa Ekman"], is_on=True)


def test_an_activity_acts_in_the_name_of_who_was_chosen(add_task, people, register_request, work):
    request = register_request()
    given = {"title": "Order a screen"}
    run = do.begin_run(add_task, by=system(), inputs=given, mark="m", about=request)
    work()
    run.refresh_from_db()
    task = Task.objects.get(subject_id=request.pk)
    assert (run.state, run.result, task.title) == (DONE, {"task": task.pk}, "Order a screen")
    fact = Fact.objects.get(kind="task.added", subject_id=request.pk)
    assert fact.by == people["Elin Sand"]
    assert Particulars.objects.get(fact=fact).values["through"] == "Add a task"


def test_an_activity_does_no_more_than_its_person_may(add_task, people, register_request, work):
    change_person(people["Elin Sand"], by=people["Åsa Ekman"], is_active=False)
    request = register_request()
    run = do.begin_run(add_task, by=system(), inputs={"title": "x"}, mark="m", about=request)
    work()
    run.refresh_from_db()
    assert (run.state, Task.objects.filter(subject_id=request.pk).exists()) == (FAILED, False)


def test_an_activity_that_acts_for_nobody_is_not_set_up(people):
    plan = ActionPlan("Add a task", {"activity": "add_task"})
    with pytest.raises(NotPossible) as refused:
        do.add_action("activity", by=people["Åsa Ekman"], plan=plan)
    assert [*refused.value.fields] == ["run_as"]


def test_a_kind_says_what_it_is_given(add_task):
    assert add_task.inputs == {"title": "text"}
