"""The tasks of a record: planned by whoever works on it, done by whoever has them."""

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Team
from spoc.requests import activities as do
from spoc.work import access
from spoc.work.activities import (
    TaskPlan,
    add_tasks,
    cancel_task,
    change_task,
    fail_task,
    finish_task,
    move_task,
    reopen_task,
    start_task,
)
from spoc.work.models import Task
from spoc.work.queries import open_tasks_of, tasks_of
from spoc.work.rules.task import MOVES, STATES, lines_of, target


@pytest.fixture
def elin(people):
    return people["Elin Sand"]


@pytest.fixture
def request_(register_request):
    return register_request()


@pytest.fixture
def planned(elin, request_):
    """Plan tasks for Elin's request: by their titles, or whole."""

    def made(*plans: str | TaskPlan) -> list[Task]:
        whole = [plan if isinstance(plan, TaskPlan) else TaskPlan(plan) for plan in plans]
        return add_tasks(request_, by=elin, plans=whole)

    return made


def titles(request):
    return [task.title for task in tasks_of(request)]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", MOVES)
def test_a_task_moves_as_the_table_says(elin, planned, verb, state):
    [task] = planned("Call them")
    ended = {"ended_at": task.made_at, "ended_by": elin, "result": "So"}
    Task.objects.filter(pk=task.pk).update(
        state=state, **(ended if state not in ("open", "doing") else {})
    )
    moves = {
        "start": lambda: start_task(task, by=elin),
        "finish": lambda: finish_task(task, by=elin),
        "fail": lambda: fail_task(task, by=elin, result="No key."),
        "cancel": lambda: cancel_task(task, by=elin),
        "reopen": lambda: reopen_task(task, by=elin),
    }
    if led_to := target(verb, state):
        assert moves[verb]().state == led_to
    else:
        with pytest.raises(NotPossible):
            moves[verb]()


def test_what_happens_to_tasks_stands_in_the_story_of_the_request(elin, request_, planned):
    first, second = planned("Call them", "Order it")
    start_task(first, by=elin)
    finish_task(first, by=elin, result="They know.")
    fail_task(second, by=elin, result="Sold out.")
    kinds = [fact.kind for fact in story(request_) if fact.kind.startswith("task.")]
    assert kinds == ["task.added", "task.started", "task.done", "task.failed"]
    assert story(request_).last().particulars.values["changes"] == {"result": ["", "Sold out."]}
    assert first.assignee == elin


def test_what_cannot_be_done_says_why(elin, planned):
    with pytest.raises(NotPossible, match="why it cannot be done"):
        fail_task(planned("Call them")[0], by=elin, result="  ")


def test_a_task_that_waits_begins_when_those_before_are_over(elin, planned):
    first, second = planned("Order it", TaskPlan("Put it up", waits=True))
    with pytest.raises(NotPossible, match="First comes: Order it"):
        start_task(second, by=elin)
    cancel_task(first, by=elin)
    assert finish_task(second, by=elin).state == "done"


def test_tasks_change_places(elin, request_, planned):
    first, second, third = planned("One", "Two", "Three")
    move_task(third, by=elin, is_up=True)
    move_task(first, by=elin, is_up=False)
    move_task(second, by=elin, is_up=False)
    assert titles(request_) == ["Three", "One", "Two"]


@pytest.mark.parametrize(
    "plan", [TaskPlan(" "), TaskPlan("For Karin", assignee="Karin Holm"), TaskPlan("", waits=True)]
)
def test_a_task_without_words_or_for_whoever_does_not_work_here_is_refused(people, planned, plan):
    who = people[plan.assignee] if plan.assignee else None
    with pytest.raises(NotPossible):
        planned(TaskPlan(plan.title, assignee=who, waits=plan.waits))
    assert not Task.objects.exists()


def test_whoever_has_it_and_their_team_do_it_and_nobody_else(people, request_, planned):
    amir, infrastructure = people["Amir Haddad"], Team.objects.get(key="infrastructure")
    [given], [left] = planned(TaskPlan("Move it", team=infrastructure)), planned("Call them")
    assert list(access.tasks_visible_to(amir)) == [given]
    assert list(access.tasks_visible_to(request_.requester)) == []
    start_task(given, by=amir)
    assert finish_task(given, by=amir, result="Moved.").ended_by == amir
    for step in (start_task, cancel_task):
        with pytest.raises(NotAllowed):
            step(left, by=amir)
    with pytest.raises(NotAllowed):
        add_tasks(request_, by=amir, plans=[TaskPlan("One more")])
    with pytest.raises(NotAllowed):
        change_task(left, by=request_.requester, plan=TaskPlan("Mine"))


def test_a_hundred_tasks_are_the_most(planned):
    planned(*(f"Task {number}" for number in range(100)))
    with pytest.raises(NotPossible, match="A hundred"):
        planned("One more")


def test_tasks_go_with_a_merge_and_come_back_when_it_is_undone(
    elin, request_, planned, register_request
):
    planned("Call them")
    other = register_request(words="The other")
    do.merge(request_, by=elin, into=other)
    assert (titles(request_), titles(other)) == ([], ["Call them"])
    do.unmerge(request_, by=elin)
    assert (titles(request_), titles(other)) == (["Call them"], [])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Call them\n\n  Order it  ", ["Call them", "Order it"]),
        ("- [ ] Call them\n* Order it\n• Pay", ["Call them", "Order it", "Pay"]),
        ("1. Call them\n2) Order it\n[x] Pay", ["Call them", "Order it", "Pay"]),
        ("3 desks are free\n-5 degrees", ["3 desks are free", "-5 degrees"]),
        (" \n - \n", []),
    ],
)
def test_a_pasted_list_becomes_tasks(text, lines):
    assert lines_of(text) == lines


def test_open_tasks_are_those_to_do_and_begun(elin, request_, planned):
    first, second, third = planned("One", "Two", "Three")
    finish_task(first, by=elin)
    start_task(second, by=elin)
    assert list(open_tasks_of(request_)) == [second, third]
