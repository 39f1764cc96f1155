"""Steps taken from a queue go back to it as it was, and what can be taken back says so."""

import pytest
from tests.floor.toasts import toast_in, undo_in

from spoc.catalogue.queries import category_by_key, service_by_key
from spoc.requests import activities
from spoc.requests.activities import Classification
from spoc.requests.models import SupportRequest

QUEUE = "all?type=incident&at={number}"


@pytest.fixture
def number(register_request, people):
    """The number of a request classified as an incident in radiology."""
    request = register_request("Karin Holm", "PACS images take minutes to open")
    found = Classification(
        "incident", service_by_key("radiology"), category_by_key("fault"), impact=1, urgency=2
    )
    return activities.classify(request, by=people["Elin Sand"], classification=found).pk


@pytest.fixture
def sofia(client_of):
    """The browser of Sofia, who coordinates incidents."""
    return client_of("Sofia Berg")


def kept(number: int) -> SupportRequest:
    return SupportRequest.objects.get(pk=number)


@pytest.mark.parametrize(
    ("step", "posted"),
    [
        ("assignment", {"assignee": "me"}),
        ("priority", {"priority": "1", "reason": "Patients wait"}),
        ("work", {"minutes": "5"}),
        ("title", {"title": "Images are slow"}),
    ],
)
def test_a_step_from_the_queue_goes_back_to_it_as_it_was(sofia, number, step, posted):
    place = QUEUE.format(number=number)

    answer = sofia.post(f"/requests/{number}/{step}", {**posted, "queue": place})

    assert (answer.status_code, answer["Location"]) == (302, f"/queues/{place}")


@pytest.mark.parametrize("place", ["//evil.example", "../x", "all/../..", "ALL", ""])
def test_only_a_queue_is_gone_back_to(sofia, number, place):
    answer = sofia.post(f"/requests/{number}/work", {"minutes": "5", "queue": place})

    assert answer["Location"] == f"/requests/{number}"


def test_the_queue_stands_on_the_row_one_came_from(sofia, number, register_request):
    register_request("Oskar Nyman", "Hur delar jag en kalender?")

    page = sofia.get(f"/queues/all?at={number}").content.decode()

    assert f'id="row-{number}" aria-current="true"' in page
    assert f'hx-get="/requests/{number}/preview?queue=all" hx-trigger="load"' in page


def test_where_the_row_is_gone_the_one_that_moved_up_is_current(sofia, register_request):
    first, second, third = (register_request("Karin Holm", w).pk for w in ("One", "Two", "Three"))
    sofia.post(f"/requests/{second}/assignment", {"assignee": "me"})

    page = sofia.get(f"/queues/all?whose=unassigned&at={second}").content.decode()

    assert f'id="row-{third}" aria-current="true"' in page
    assert f'id="row-{first}">' in page


def test_the_list_is_as_long_as_it_was(sofia, register_request, monkeypatch):
    monkeypatch.setattr("spoc.requests.queries.rows.PAGE", 2)
    numbers = [register_request("Karin Holm", f"Screen {n} flickers").pk for n in range(5)]

    after_a_step = sofia.get(f"/queues/all?at={numbers[3]}").content.decode()
    after_news = sofia.get("/queues/all/rows?shown=4").content.decode()

    assert after_a_step.count('id="row-') == after_news.count('id="row-') == 4


def test_a_request_taken_from_the_queue_is_given_back_from_there(sofia, number):
    place = QUEUE.format(number=number)
    taken = sofia.post(
        f"/requests/{number}/assignment", {"assignee": "me", "queue": place}, follow=True
    )
    assert kept(number).assignee.name == "Sofia Berg"

    answer = sofia.post(undo_in(taken))

    assert kept(number).assignee is None
    assert answer["Location"] == f"/queues/{place}"


def test_work_in_progress_that_was_given_away_comes_back_to_whoever_did_it(
    sofia, client_of, people, number
):
    client_of("Elin Sand").post(f"/requests/{number}/assignment", {"assignee": "me"})
    taken = sofia.post(f"/requests/{number}/assignment", {"assignee": "me"}, follow=True)

    sofia.post(undo_in(taken))

    assert (kept(number).assignee.name, kept(number).status) == ("Elin Sand", "in_progress")


def test_a_priority_set_by_hand_is_taken_back(sofia, number):
    before = kept(number).priority
    posted = {"priority": "1", "reason": "Patients wait"}
    page = sofia.post(f"/requests/{number}/priority", posted, follow=True)
    assert kept(number).priority == 1

    sofia.post(undo_in(page))

    assert (kept(number).priority, kept(number).is_overridden) == (before, False)


def test_a_title_is_taken_back(sofia, number):
    page = sofia.post(f"/requests/{number}/title", {"title": "Images are slow"}, follow=True)

    sofia.post(undo_in(page))

    assert kept(number).title == "PACS images take minutes to open"


def test_what_cannot_be_taken_back_does_not_offer_it(sofia, number):
    page = sofia.post(f"/requests/{number}/work", {"minutes": "5"}, follow=True)

    assert 'data-key="z"' not in toast_in(page)
