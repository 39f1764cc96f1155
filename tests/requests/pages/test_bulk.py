"""One step for several requests at once, taken back at once, and the next one nobody has."""

import pytest
from tests.floor.toasts import toast_in, undo_in

from spoc.catalogue.queries import category_by_key, service_by_key
from spoc.requests import activities
from spoc.requests.activities import Classification
from spoc.requests.models import SupportRequest


@pytest.fixture
def picked(register_request):
    """The numbers of two new requests."""
    return [register_request("Karin Holm", words).pk for words in ("One", "Two")]


def assignees(numbers) -> list[str | None]:
    rows = SupportRequest.objects.filter(pk__in=numbers).order_by("pk")
    return [row.assignee.name if row.assignee else None for row in rows]


def test_several_are_taken_and_given_back_with_one_undo(client_of, people, picked):
    activities.assign(
        SupportRequest.objects.get(pk=picked[1]),
        by=people["Elin Sand"],
        assignee=people["Daniel Okoro"],
    )
    elin = client_of("Elin Sand")
    posted = {"pick": picked, "assignee": "me", "queue": "all?words=o", "at": picked[1]}

    page = elin.post("/queues/all/assignment", posted, follow=True)
    assert page.redirect_chain == [(f"/queues/all?words=o&at={picked[1]}", 302)]
    assert "2 requests are assigned." in toast_in(page)
    assert assignees(picked) == ["Elin Sand", "Elin Sand"]

    page = elin.post(undo_in(page), follow=True)
    assert page.redirect_chain == [(f"/queues/all?words=o&at={picked[1]}", 302)]
    assert "2 requests are as they were." in toast_in(page)
    assert assignees(picked) == [None, "Daniel Okoro"]


def test_several_are_given_to_a_person_by_the_form(client_of, people, picked):
    elin = client_of("Elin Sand")
    form = elin.get(f"/queues/all/assignment?pick={picked[0]}&pick={picked[1]}").content.decode()
    assert "Assign 2 requests" in form

    daniel = people["Daniel Okoro"].pk
    elin.post("/queues/all/assignment", {"form": "1", "pick": picked, "assignee": daniel})

    assert assignees(picked) == ["Daniel Okoro", "Daniel Okoro"]


def test_the_priority_of_several_is_set_and_taken_back(client_of, people, picked):
    found = Classification(
        "incident", service_by_key("print"), category_by_key("fault"), impact=3, urgency=2
    )
    rows = SupportRequest.objects.filter(pk__in=picked)
    for row in rows:
        activities.classify(row, by=people["Elin Sand"], classification=found)
    coordinator = client_of("Sofia Berg")
    posted = {"form": "1", "pick": picked, "priority": "1", "reason": "The whole ward"}

    page = coordinator.post("/queues/all/priority", posted, follow=True)
    assert [row.priority for row in rows.all()] == [1, 1]

    coordinator.post(undo_in(page))
    assert [row.is_overridden for row in rows.all()] == [False, False]


def test_what_all_refuse_is_given_back_as_typed(client_of, picked):
    posted = {"form": "1", "pick": picked, "priority": "1", "reason": "The whole ward"}

    answer = client_of("Sofia Berg").post("/queues/all/priority", posted)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The whole ward" in page
    assert f'name="pick" value="{picked[0]}"' in page


def test_only_whoever_sets_priorities_is_offered_it(client_of, picked):
    offer = "/queues/all/priority"

    assert offer in client_of("Sofia Berg").get("/queues/all").content.decode()
    assert offer not in client_of("Elin Sand").get("/queues/all").content.decode()


def test_a_request_out_of_reach_is_left_alone(client_of, picked):
    client_of("Amir Haddad").post("/queues/all/assignment", {"pick": picked, "assignee": "me"})

    assert assignees(picked) == [None, None]


@pytest.mark.parametrize("noun", ["assignment", "priority", "next"])
def test_there_is_nothing_to_do_in_a_queue_that_is_not_there(client_of, picked, noun):
    answer = client_of("Sofia Berg").post(f"/queues/nonsense/{noun}", {"pick": picked})

    assert answer.status_code == 404
    assert assignees(picked) == [None, None]
