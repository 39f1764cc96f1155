"""Nobody waits in a circle: people are locked before requests, and each in the order of keys."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spoc.intake.activities import Call, take_call
from spoc.people.activities import add_person, merge_people
from spoc.requests import activities as do
from spoc.requests.activities import Registration

LOCKED = re.compile(r'FROM "(?P<table>\w+)" WHERE (?P<which>.*) FOR NO KEY UPDATE', re.DOTALL)
KEY = re.compile(r'"id" = \(?(\d+)')
RANKS = {"people_person": 0, "requests_supportrequest": 1}


def locks_of(act):
    """Return which rows an act locked, as (rank, key), in the order it first asked for each."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        act()
    found = []
    for query in queries:
        if (lock := LOCKED.search(query["sql"])) and lock["table"] in RANKS:
            rank, one = RANKS[lock["table"]], KEY.search(lock["which"])
            if one is None or "ORDER BY" in lock["which"]:
                assert "ORDER BY" in lock["which"], "several rows are locked in no order"
                found.append((rank, 0))
            elif (rank, int(one[1])) not in found:
                found.append((rank, int(one[1])))
    return found


@pytest.fixture
def pair(register_request):
    """Two requests of Karin Holm, the younger one first."""
    older, younger = register_request(), register_request(words="The archive is slow.")
    return younger, older


def test_a_merge_and_its_undoing_lock_in_one_order(people, pair):
    source, target = pair
    elin = people["Elin Sand"]
    expected = [(1, target.pk), (1, source.pk)]
    assert locks_of(lambda: do.merge(source, by=elin, into=target)) == expected
    assert locks_of(lambda: do.unmerge(source, by=elin)) == expected


def test_a_follow_up_asks_for_nobody_after_its_request(people, register_request):
    request, karin = register_request(), people["Karin Holm"]
    do.cancel(request, by=karin, reason="withdrawn")
    registration = Registration("It is back.", "portal")
    locks = locks_of(lambda: do.follow_up(request, by=karin, registration=registration))
    assert locks[0] == (1, request.pk)
    assert locks == sorted(locks)


def test_a_split_asks_for_nobody_after_its_request(people, register_request):
    request = register_request()
    entry = request.entries.get()
    locks = locks_of(lambda: do.split(request, by=people["Elin Sand"], entry=entry))
    assert locks[0] == (1, request.pk)
    assert locks == sorted(locks)


def test_a_call_holds_the_agent_alone(people):
    elin = people["Elin Sand"]
    call = Call("It does not print.", person=people["Karin Holm"])
    locks = locks_of(lambda: take_call(elin, by=elin, call=call))
    assert [lock for lock in locks if lock[0] == 0] == [(0, elin.pk)]


def test_a_merge_of_people_locks_them_before_their_requests(people, register_request):
    twin = add_person("K. Holm", by=people["Elin Sand"])
    register_request("K. Holm")
    karin = people["Karin Holm"]
    locks = locks_of(lambda: merge_people(twin, by=people["Elin Sand"], into=karin))
    assert locks == [(0, karin.pk), (0, twin.pk), (0, 0), (1, 0)]
