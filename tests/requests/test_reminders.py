"""Being reminded of a request: out of sight until then, and on top when it has come."""

from datetime import timedelta

import pytest
from tests.floor.machine import Machine
from tests.floor.toasts import toast_in

from spoc.kit.errors import NotAllowed
from spoc.kit.time import at, now
from spoc.people.models import Person
from spoc.requests import activities as do
from spoc.requests.activities.reply import Words
from spoc.requests.jobs import bring_back
from spoc.requests.models import Reminder, Seen
from spoc.requests.queries.counts import counts_for
from spoc.requests.queries.rows import Filters, queue


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here, so that one sentence is looked for."""
    Person.objects.update(language="en")


@pytest.fixture
def elin(people):
    return people["Elin Sand"]


@pytest.fixture
def mine(elin, register_request):
    """A request that Elin has."""
    request = register_request()
    do.take(request, by=elin)
    return request


def listed(person, key):
    return [row.pk for row in queue(person, key, None, Filters())]


def test_until_then_it_is_out_of_sight_and_then_on_top(client_of, elin, mine, work):
    browser = client_of("Elin Sand")
    page = browser.post(
        f"/requests/{mine.pk}/reminder", {"moment": "in 2 hours", "note": "Ask again"}, follow=True
    )
    assert f"{mine.reference} comes back to you" in toast_in(page)
    assert (listed(elin, "mine"), listed(elin, "snoozed")) == ([], [mine.pk])
    assert counts_for(elin).mine == 0
    assert mine.title in browser.get("/queues/snoozed").content.decode()
    with at(now() + timedelta(hours=2, minutes=1)):
        bring_back(0)
        work()
        page = browser.get("/queues/mine").content.decode()
    assert listed(elin, "mine") == [mine.pk]
    assert "Ask again" in page
    assert "Drop the reminder" in page
    browser.post(f"/requests/{mine.pk}/reminder-removal", {"queue": "mine"})
    assert "Ask again" not in browser.get("/queues/mine").content.decode()


def test_nobody_is_reminded_twice(elin, mine):
    do.set_reminder(mine, by=elin, moment=now() + timedelta(minutes=5))
    with at(now() + timedelta(minutes=6)):
        bring_back(0)
        came = Reminder.objects.get().came_at
        bring_back(0)
    assert Reminder.objects.get().came_at == came


def test_what_the_requester_writes_brings_it_back_before_its_time(elin, mine):
    do.set_reminder(mine, by=elin, moment=now() + timedelta(days=3))
    assert listed(elin, "mine") == []
    do.hear(mine, by=mine.requester, channel="portal", words=Words("It is worse now."))
    assert listed(elin, "mine") == [mine.pk]


def test_it_is_ones_own_affair(people, elin, mine):
    do.set_reminder(mine, by=elin, moment=now() + timedelta(days=3))
    daniel = people["Daniel Okoro"]
    do.assign(mine, by=elin, assignee=daniel)
    assert (listed(daniel, "mine"), listed(daniel, "snoozed")) == ([mine.pk], [])


@pytest.mark.parametrize("words", ["soon", "", "2020-01-01 9"])
def test_a_moment_that_is_none_or_past_is_refused_beside_the_field(client_of, mine, words):
    page = client_of("Elin Sand").post(f"/requests/{mine.pk}/reminder", {"moment": words})
    assert page.status_code == 422
    assert 'id="error-moment"' in page.content.decode()
    assert f'value="{words}"' in page.content.decode()


def test_who_may_not_read_it_inside_is_not_reminded_of_it(people, mine):
    with pytest.raises(NotAllowed):
        do.set_reminder(mine, by=mine.requester, moment=now() + timedelta(days=1))


def test_machines_set_and_drop_a_reminder(token_of, elin, mine):
    machine = Machine(token_of("Elin Sand", ["read", "write"]))
    until = (now() + timedelta(days=1)).isoformat()
    assert machine.post(f"/requests/{mine.pk}/reminder", {"at": until}).status_code == 200
    assert listed(elin, "snoozed") == [mine.pk]
    assert machine.delete(f"/requests/{mine.pk}/reminder").status_code == 204
    assert listed(elin, "snoozed") == []


def test_what_one_opened_last_is_kept_and_only_what_one_may_see_is_shown(
    client_of, people, elin, mine, register_request, monkeypatch
):
    monkeypatch.setattr("spoc.requests.activities.reminders.KEPT", 2)
    browser, others = client_of("Elin Sand"), [register_request(), register_request()]
    for request in (mine, *others):
        browser.get(f"/requests/{request.pk}/presence")
    assert Seen.objects.filter(person=elin).count() == 2
    page = browser.get("/recent").content.decode()
    assert f'href="/requests/{others[-1].pk}"' in page
    assert f'href="/requests/{mine.pk}"' not in page
    assert others[-1].reference in browser.get("/search/palette?q=").content.decode()
    do.restrict(others[-1], by=people["Sofia Berg"], readers=[people["Maja Lindqvist"]])
    assert others[-1].reference not in browser.get("/recent/menu").content.decode()
