"""Macros and text snippets on their pages: chosen, looked at, run on one and on many, kept."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.floor.toasts import toast_in, undo_in

from spoc.people.models import Person
from spoc.requests import activities as do
from spoc.requests.activities import macros
from spoc.requests.models import BulkRun, Macro, Snippet, SupportRequest

MINE = {"do": "assign", "assignee": "me"}
GREETS = {"do": "reply", "en": "Hello {requester.first_name} {{x}}"}
BUDGET = 14


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here."""
    Person.objects.update(language="en")


@pytest.fixture
def elin(client_of):
    return client_of("Elin Sand")


@pytest.fixture
def macro(people):
    row = macros.add_macro("Greet and take", by=people["Elin Sand"], words="For the usual")
    return macros.set_steps(row, by=people["Elin Sand"], steps=[MINE, GREETS])


def text(answer):
    return answer.content.decode()


def test_a_macro_is_found_looked_at_and_run(elin, macro, at_status):
    at = f"/requests/{at_status('classified').pk}/macros"
    assert "Greet and take" in text(elin.get(at))
    assert "Greet and take" in text(elin.get(f"{at}/found?words=greet"))
    assert "No macro fits." in text(elin.get(f"{at}/found?words=quokka"))
    assert "Hello Karin {x}" in text(elin.get(f"{at}/{macro.pk}"))
    assert "was run on" in toast_in(elin.post(f"{at}/{macro.pk}", follow=True))


def test_what_a_macro_did_is_undone_from_the_toast(elin, people, macro, at_status):
    macros.set_steps(macro, by=people["Elin Sand"], steps=[MINE])
    request = at_status("classified")
    page = elin.post(f"/requests/{request.pk}/macros/{macro.pk}", follow=True)
    assert "is as it was" in toast_in(elin.post(undo_in(page), follow=True))
    request.refresh_from_db()
    assert request.assignee is None


def test_what_is_refused_is_said_in_the_dialog(elin, people, macro, at_status):
    macros.set_steps(macro, by=people["Elin Sand"], steps=[{"do": "pause", "reason": "supplier"}])
    answer = elin.post(f"/requests/{at_status('in_progress').pk}/macros/{macro.pk}")
    assert (answer.status_code, "was done." in text(answer)) == (422, True)


def test_a_macro_runs_on_all_of_a_queue_and_the_page_says_what_was_left_out(
    elin, macro, register_request, people, work
):
    rows = [register_request(words=f"Number {each}") for each in range(3)]
    do.restrict(rows[0], by=people["Sofia Berg"], readers=[people["Sofia Berg"]])
    at, all_ = f"/queues/all/macros/{macro.pk}", {"all": "1", "queue": "all?words=Number"}
    assert "to each of 2 requests" in text(elin.get(at, all_))

    page = elin.post(at, all_)
    run = BulkRun.objects.get()
    assert page.url == f"/queues/all?words=Number&run={run.pk}"
    progress = f"/bulk/{run.pk}/progress"
    assert "every 1s" in text(elin.get(progress))
    do.cancel(rows[1], by=people["Elin Sand"], reason="withdrawn")
    work()
    assert "every 1s" not in text(elin.get(progress))
    result = text(elin.get(f"/bulk/{run.pk}"))
    assert f"R-{rows[1].pk}" in result and "Assign:" in result


def test_more_than_fifty_are_left_to_the_worker(elin, register_request, work):
    row = register_request()
    picks = [f"{row.pk}:", *(str(10**6 + each) for each in range(50))]
    elin.post("/queues/all/assignment", {"pick": picks, "assignee": "me", "queue": "all"})
    assert SupportRequest.objects.get(pk=row.pk).assignee is None
    work()
    assert SupportRequest.objects.get(pk=row.pk).assignee.name == "Elin Sand"


def test_all_of_a_queue_says_how_many_and_keeps_what_was_typed(client_of, register_request):
    for each in range(2):
        register_request(words=f"Number {each}")
    sofia, asked = client_of("Sofia Berg"), {"all": "1", "queue": "all?words=Number"}
    assert "Set the priority of 2 requests" in text(sofia.get("/queues/all/priority", asked))
    answer = sofia.post("/queues/all/priority", {**asked, "priority": "1", "form": "1"})
    assert (answer.status_code, 'name="all"' in text(answer)) == (422, True)


def test_the_run_of_another_is_not_there(client_of, elin, register_request):
    elin.post(
        "/queues/all/assignment", {"all": "1", "assignee": "me", "pick": register_request().pk}
    )
    at = f"/bulk/{BulkRun.objects.get().pk}"
    sofia = client_of("Sofia Berg")
    for path, method in ((at, "get"), (f"{at}/stop", "post"), (f"{at}/undoing", "post")):
        assert getattr(sofia, method)(path).status_code == 404


def test_a_macro_is_made_step_by_step(elin):
    at = elin.post("/settings/macros/new", {"name": "Mine", "audience": "mine"}).url
    wrong = elin.post(f"{at}/steps/1?do=reply", {"en": "Hello {nobody}"})
    assert wrong.status_code == 422
    assert "{nobody} is no placeholder" in text(wrong) and "Hello {nobody}" in text(wrong)
    elin.post(f"{at}/steps/1?do=reply", {"en": "Hello {number}"})
    elin.post(f"{at}/steps/2?do=assign", {"assignee": "me"})
    elin.post(f"{at}/steps/2/place", {"to": "up"})
    assert [step["do"] for step in Macro.objects.get().steps] == ["assign", "reply"]
    elin.post(f"{at}/steps/1/removal")
    assert "Hello {number}" in text(elin.get(at))
    elin.post(f"{at}/removal")
    assert elin.get(at).status_code == 404


def test_a_snippet_is_kept_and_offered_where_somebody_writes(elin, at_status):
    made = {"name": "Regards", "audience": "mine", "en": "Regards, {agent.name}", "sv": "Hej då"}
    assert elin.post("/settings/snippets/new", {**made, "en": "", "sv": ""}).status_code == 422
    elin.post("/settings/snippets/new", made)
    request = at_status("assigned")
    offered = text(elin.get(f"/snippets?words=reg&request={request.pk}&kind=note"))
    assert 'data-text="Regards, Elin Sand"' in offered
    at = f"/settings/snippets/{Snippet.objects.get().pk}"
    elin.post(at, {**made, "name": "Bye"})
    assert "Bye" in text(elin.get("/settings/snippets"))
    elin.post(f"{at}/removal")
    assert "data-text" not in text(elin.get("/snippets?words=bye"))


def test_colleagues_alone_are_offered_to_be_mentioned(elin):
    assert "@Daniel Okoro " in text(elin.get("/people/mentions?words=dan"))
    assert "data-text" not in text(elin.get("/people/mentions?words=karin+holm"))


@pytest.mark.parametrize("path", ["/settings/macros", "/settings/snippets", "/snippets?words=a"])
def test_lists_ask_few_questions(elin, macro, django_assert_max_num_queries, path):
    with django_assert_max_num_queries(BUDGET):
        elin.get(path)


def test_a_machine_keeps_macros_and_runs_them(token_of, at_status, work):
    machine = Machine(token_of("Elin Sand", READ_AND_WRITE))
    made = machine.send("POST", "/macros", {"name": "Take", "steps": [MINE]}).json()
    number = at_status("classified").pk
    done = machine.send("POST", f"/requests/{number}/macro-runs", {"macro": made["id"]})
    assert done.json()["assignee"]["name"] == "Elin Sand"
    asked = {"requests": [number], "macro": made["id"]}
    run = machine.send("POST", "/bulk-runs", asked).json()
    work()
    assert machine.get(f"/bulk-runs/{run['id']}").json()["state"] == "done"
    assert machine.get(f"/bulk-runs/{run['id']}/left-out").json()["items"] == []
    assert machine.send("DELETE", f"/macros/{made['id']}").status_code == 204
    wrong = machine.send("POST", "/snippets", {"name": "A", "texts": {"en": "{x}"}})
    assert wrong.status_code == 422
