"""Tasks as an agent meets them: in the request, in their own list, and when it is resolved."""

from datetime import timedelta

import pytest
from tests.floor.machine import Machine
from tests.floor.toasts import toast_in, undo_in

from spoc.kit.time import now
from spoc.people.models import Person, Team
from spoc.work.activities import TaskPlan, add_tasks
from spoc.work.models import Task
from spoc.work.queries import tasks_of

# session, person and roles, the tasks, what they are of, the navigation
BUDGET = 11


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here, so that one sentence is looked for."""
    Person.objects.update(language="en")


@pytest.fixture
def elin(client_of):
    return client_of("Elin Sand")


@pytest.fixture
def request_(register_request):
    return register_request()


def states(request):
    return [(task.title, task.state) for task in tasks_of(request)]


def test_a_pasted_list_becomes_a_checklist_that_is_ticked(elin, request_):
    base = f"/requests/{request_.pk}"
    page = elin.post(f"{base}/tasks", {"title": "- Call them\n- Order it"}, follow=True)
    assert "2 tasks are added." in toast_in(page)
    first = tasks_of(request_)[0]
    assert f'action="/tasks/{first.pk}/finish"' in page.content.decode()
    page = elin.post(f"/tasks/{first.pk}/finish", {"back": base}, follow=True)
    assert page.redirect_chain == [(base, 302)]
    assert "1 of 2" in page.content.decode()
    elin.post(undo_in(page))
    assert states(request_) == [("Call them", "open"), ("Order it", "open")]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": " \n "}, "title"),
        ({"title": "Call them", "due": "soon"}, "due"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(elin, request_, given, field):
    page = elin.post(f"/requests/{request_.pk}/tasks", {"assignee": "", **given})
    assert page.status_code == 422
    assert f'id="error-{field}"' in page.content.decode()
    assert given["title"].strip() in page.content.decode()
    assert not Task.objects.exists()


def test_a_task_is_changed_moved_on_and_refused_in_its_own_form(elin, people, request_):
    [task] = add_tasks(request_, by=people["Elin Sand"], plans=[TaskPlan("Call them")])
    daniel = people["Daniel Okoro"]
    elin.post(
        f"/tasks/{task.pk}",
        {"title": "Call him", "assignee": daniel.pk, "team": "", "due": "in 2 hours"},
    )
    task.refresh_from_db()
    assert (task.title, task.assignee) == ("Call him", daniel)
    assert timedelta(hours=1) < task.due_at - now() <= timedelta(hours=2)
    page = elin.post(f"/tasks/{task.pk}/fail", {"result": ""})
    assert page.status_code == 422
    assert 'id="error-result"' in page.content.decode()
    assert elin.post(f"/tasks/{task.pk}/nonsense").status_code == 404
    assert elin.get("/tasks/99999999999999999999").status_code == 404


@pytest.mark.parametrize(
    ("said", "state"), [("", "open"), ("finish", "done"), ("cancel", "cancelled")]
)
def test_resolving_asks_what_becomes_of_open_tasks_and_never_stops_for_them(
    elin, people, at_status, said, state
):
    request = at_status("in_progress")
    add_tasks(request, by=people["Elin Sand"], plans=[TaskPlan("Call them")])
    form = elin.get(f"/requests/{request.pk}/resolution").content.decode()
    assert "1 task is still to be done." in form
    given = {
        "resolution": "We told them.",
        "method": "advice",
        "closure_code": "answered",
        "minutes": "5",
        "is_gap": "on",
    }
    page = elin.post(f"/requests/{request.pk}/resolution", {**given, "open_tasks": said})
    assert page.status_code == 302
    request.refresh_from_db()
    assert (request.status, states(request)) == ("resolved", [("Call them", state)])


@pytest.fixture
def many(people, register_request):
    """Sixty tasks of Elin's, the last of them due first; one for the team of Amir."""
    elin, infrastructure = people["Elin Sand"], Team.objects.get(key="infrastructure")
    for request in (register_request(), register_request()):
        plans = [
            TaskPlan(f"Task {n}", assignee=elin, due_at=now() + timedelta(hours=n))
            for n in range(30, 0, -1)
        ]
        add_tasks(request, by=elin, plans=[*plans, TaskPlan("No hurry", team=infrastructure)])


def test_ones_own_tasks_are_listed_by_what_is_due_first_page_by_page(
    elin, many, django_assert_max_num_queries
):
    with django_assert_max_num_queries(BUDGET):
        page = elin.get("/tasks").content.decode()
    assert page.index(">Task 1<") < page.index(">Task 25<")
    assert ">Task 30<" not in page
    after = page.split("&amp;after=")[1].split('"')[0]
    assert elin.get(f"/tasks?after={after}").content.decode().count(">Task 30<") == 2


def test_a_teams_task_is_taken_by_whoever_begins_it_though_the_request_is_not_theirs(
    client_of, people, many
):
    amir = client_of("Amir Haddad")
    page = amir.get("/tasks?whose=team").content.decode()
    assert page.count(">No hurry<") == 2
    assert "Not yours to see" in page
    task = Task.objects.filter(title="No hurry").first()
    assert amir.post(f"/tasks/{task.pk}/start", {"back": "/tasks"})["Location"] == "/tasks"
    assert ">No hurry<" in amir.get("/tasks").content.decode()
    hidden = Task.objects.filter(title="Task 1").first()
    assert amir.get(f"/tasks/{hidden.pk}").status_code == 404
    assert amir.post(f"/tasks/{hidden.pk}/finish").status_code == 404


def test_machines_plan_and_do_tasks_too(token_of, request_):
    elin = Machine(token_of("Elin Sand", ["read", "write"]))
    made = elin.post(f"/requests/{request_.pk}/tasks", {"title": "Call them"}).json()
    assert (made["state"], made["subject"]) == ("open", f"request-{request_.pk}")
    assert elin.patch(f"/tasks/{made['id']}", {"title": "Call him"}).json()["title"] == "Call him"
    moves = f"/tasks/{made['id']}/moves"
    assert elin.post(moves, {"move": "fail"}).status_code == 422
    assert elin.post(moves, {"move": "start"}).json()["assignee"]["name"] == "Elin Sand"
    assert [task["title"] for task in elin.get("/tasks").json()["items"]] == ["Call him"]
    assert elin.post(moves, {"move": "finish", "result": "Yes"}).json()["result"] == "Yes"
    assert elin.get(f"/requests/{request_.pk}/tasks").json()["items"][0]["state"] == "done"
    rune = Machine(token_of("Rune Dahl", ["read", "write"]))
    assert rune.post(moves, {"move": "reopen"}).status_code == 404
