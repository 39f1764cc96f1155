"""Taking the next request: most urgent first, and never the same one for two."""

import threading

import psycopg
import pytest
from django.db import connection, connections
from tests.floor import database
from tests.floor.machine import Machine
from tests.floor.toasts import toast_in, undo_in

from spoc.people.models import Person
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest
from spoc.requests.queries.rows import Filters, queue

AGENTS = ("Elin Sand", "Daniel Okoro", "Sofia Berg")
HOLD = "SELECT 1 FROM requests_supportrequest WHERE id = %s FOR NO KEY UPDATE"


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here, so that one sentence is looked for."""
    Person.objects.update(language="en")


def everything(person):
    return queue(person, "all", None, Filters())


@pytest.mark.commits
def test_of_many_who_ask_at_once_no_two_get_the_same(people, register_request):
    requests = [register_request(words=f"Request {number}") for number in range(8)]
    elin, got, start = people["Elin Sand"], [], threading.Barrier(len(AGENTS))
    # what somebody holds at this moment is passed over, not waited for
    with psycopg.connect(database.cluster().dsn(database.own())) as holder:
        holder.execute(HOLD, [requests[0].pk])
        connection.cursor().execute("SET lock_timeout = '5s'")
        assert do.take_next(everything(elin), by=elin).support_request == requests[1]
        connection.cursor().execute("RESET lock_timeout")

    def work(pk: int) -> None:
        person = Person.objects.get(pk=pk)
        start.wait()
        while taken := do.take_next(everything(person), by=person).support_request:
            got.append((taken.pk, pk))
        connections.close_all()

    threads = [threading.Thread(target=work, args=(people[name].pk,)) for name in AGENTS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rest = [request.pk for request in requests if request != requests[1]]
    assert sorted(number for number, _by in got) == rest
    assert set(got) == set(SupportRequest.objects.filter(pk__in=rest).values_list("pk", "assignee"))


def test_the_most_urgent_comes_first_and_is_opened(client_of, people, register_request):
    later, urgent = register_request(), register_request(words="Second")
    SupportRequest.objects.filter(pk=urgent.pk).update(priority=1)
    elin = client_of("Elin Sand")
    page = elin.post("/queues/all/next", {"queue": "all"}, follow=True)
    assert page.redirect_chain == [(f"/requests/{urgent.pk}?queue=all", 302)]
    assert f"You took {urgent.reference}." in toast_in(page)
    elin.post(undo_in(page))
    urgent.refresh_from_db()
    assert urgent.assignee is None
    later.refresh_from_db()
    assert later.assignee is None


def test_what_needs_a_note_is_passed_over_and_said(client_of, people, at_status):
    begun, fresh = at_status("in_progress"), at_status("classified")
    do.assign(begun, by=people["Maja Lindqvist"], team=begun.team)
    page = client_of("Amir Haddad").post("/queues/infrastructure/next", follow=True)
    assert "Nothing waits for you." in page.content.decode()
    page = client_of("Elin Sand").post("/queues/all/next", follow=True)
    assert page.redirect_chain[-1][0].startswith("/requests/")
    fresh.refresh_from_db(), begun.refresh_from_db()
    assert [begun.assignee, fresh.assignee].count(None) == 1


def test_where_nothing_waits_it_is_said_where_something_is_due_soon(client_of, at_status):
    request = at_status("classified")
    team = request.team
    SupportRequest.objects.filter(pk=request.pk).update(
        due_at="2020-01-01T08:00Z", used_mark=100, assignee=None
    )
    page = client_of("Elin Sand").post("/queues/new/next", follow=True).content.decode()
    assert "Nothing waits for you." in page
    assert f"{team.name} has 1 due soon." in page
    assert f'href="/queues/{team.key}?whose=unassigned"' in page


def test_machines_take_the_next_one_too(token_of, people, register_request):
    request, elin = register_request(), Machine(token_of("Elin Sand", ["read", "write"]))
    assert elin.post("/queues/all/next").json()["number"] == request.pk
    assert elin.post("/queues/all/next").status_code == 204
    assert elin.post("/queues/nonsense/next").status_code == 404
    rune = Machine(token_of("Rune Dahl", ["read", "write"]))
    assert rune.post("/queues/all/next").status_code == 204
