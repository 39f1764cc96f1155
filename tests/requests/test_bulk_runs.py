"""What is done to many requests: one by one by the worker, stopped, undone; what is left out."""

import pytest

from spoc.kit.errors import NotAllowed, NotPossible
from spoc.requests import activities as do
from spoc.requests.activities import bulk
from spoc.requests.models import SupportRequest

MINE = [{"do": "assign", "assignee": "me"}]


@pytest.fixture
def begun(people, register_request):
    """A run of Elin Sand's over three new requests and one that is over."""
    elin = people["Elin Sand"]
    rows = [register_request(words=f"Number {each}") for each in range(3)]
    over = do.cancel(register_request(), by=elin, reason="withdrawn")
    numbers = [row.pk for row in (*rows, over)]
    return bulk.begin_bulk(numbers, by=elin, does="assign", steps=MINE)


def assignees(run):
    rows = run.items.order_by("id").values_list("support_request__assignee__name", flat=True)
    return list(rows)


def test_each_is_done_by_the_worker_and_what_is_refused_is_named(begun, work):
    work()
    begun.refresh_from_db()
    assert (begun.state, begun.done_count, begun.refused_count) == ("done", 3, 1)
    assert assignees(begun) == ["Elin Sand"] * 3 + [None]
    assert begun.items.get(state="refused").why.startswith("Assign: ")


def test_a_run_is_undone_as_far_as_that_goes(begun, people, work):
    work()
    moved = begun.items.order_by("id")[0].support_request
    do.assign(moved, by=people["Sofia Berg"], assignee=people["Daniel Okoro"])

    begun.refresh_from_db()
    bulk.undo_bulk(begun, by=people["Elin Sand"])
    work()

    begun.refresh_from_db()
    assert (begun.state, begun.undone_count) == ("undone", 2)
    assert assignees(begun) == ["Daniel Okoro", None, None, None]
    assert "moved on since" in begun.items.get(state="kept").why


def test_a_stopped_run_leaves_the_rest_as_it_is(begun, people, work):
    elin = people["Elin Sand"]
    bulk.carry_on(begun, by=elin)
    bulk.stop_bulk(begun, by=elin)
    work()
    begun.refresh_from_db()
    assert (begun.state, begun.done_count) == ("stopped", 1)
    assert assignees(begun) == ["Elin Sand", None, None, None]


def test_nobody_stops_or_undoes_the_run_of_another(begun, people):
    for act in (bulk.stop_bulk, bulk.undo_bulk, bulk.carry_on):
        with pytest.raises(NotAllowed):
            act(begun, by=people["Sofia Berg"])


def test_a_run_reaches_only_what_the_person_may_work_on(people, register_request, work):
    amir, row = people["Amir Haddad"], register_request()
    with pytest.raises(NotPossible):
        bulk.begin_bulk([row.pk], by=amir, does="assign", steps=MINE)


def test_what_was_restricted_since_it_was_begun_is_left_out(begun, people, work):
    sofia = people["Sofia Berg"]
    first = begun.items.order_by("id")[0].support_request
    do.restrict(first, by=sofia, readers=[sofia])
    work()
    begun.refresh_from_db()
    assert (begun.done_count, begun.refused_count) == (2, 2)
    assert SupportRequest.objects.get(pk=first.pk).assignee is None
