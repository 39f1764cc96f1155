"""The queues as agents read them."""

import re

import pytest

from spoc.catalogue.queries import category_by_key, service_by_key
from spoc.kit.time import now
from spoc.people.models import Grant
from spoc.requests import activities
from spoc.requests.activities import Classification

# the session, the person, what stands around the list, and its rows
BUDGET = 4
# bytes of a row with a title of forty letters, and of all else where the style sheets are in one
ROW, REST = 720, 24_000


@pytest.fixture
def classified(register_request, people):
    """A request classified as an incident in radiology, priority 2."""
    request = register_request("Karin Holm", "PACS images take minutes to open")
    found = Classification(
        "incident", service_by_key("radiology"), category_by_key("fault"), impact=1, urgency=2
    )
    return activities.classify(request, by=people["Elin Sand"], classification=found)


def test_a_queue_shows_what_waits_most_urgent_first(client_of, register_request, classified):
    register_request("Oskar Nyman", "Hur delar jag en kalender?")

    page = client_of("Elin Sand").get("/queues/all").content.decode()

    assert page.index("PACS images take minutes to open") < page.index("Hur delar jag en kalender?")
    assert "Critical, high or short of time" in page
    assert "Radiology imaging" in page


def test_an_empty_queue_says_what_that_means(client_of):
    page = client_of("Amir Haddad").get("/queues/infrastructure").content.decode()

    assert "Nothing waits here" in page


def test_a_filter_that_fits_nothing_offers_a_way_on(client_of, classified):
    page = client_of("Elin Sand").get("/queues/all?words=unicorn").content.decode()

    assert "No request fits" in page
    assert "/search?q=unicorn" in page


@pytest.mark.parametrize("words", ["PACS", "Karin", "R-{number}"])
def test_words_narrow_a_queue(client_of, register_request, classified, words):
    register_request("Oskar Nyman", "Hur delar jag en kalender?")

    asked = words.format(number=classified.pk)
    page = client_of("Elin Sand").get(f"/queues/all/rows?words={asked}").content.decode()

    assert "PACS images" in page
    assert "kalender" not in page


def test_a_queue_costs_the_same_however_many_rows_it_has(
    client_of, register_request, django_assert_max_num_queries
):
    client = client_of("Elin Sand")
    for number in range(12):
        register_request("Karin Holm", f"Screen {number} flickers")

    with django_assert_max_num_queries(BUDGET):
        page = client.get("/queues/all").content.decode()

    assert page.count('id="row-') == 12


def test_a_page_of_fifty_rows_stays_under_sixty_kilobytes(client_of, register_request, at_status):
    for number in range(3):
        register_request("Karin Holm", f"Screen {number} of the ward office flickers")
    at_status("in_progress")
    page = client_of("Elin Sand").get("/queues/all").content.decode()
    heads = len("".join(re.findall(r'<link rel="stylesheet".*?>', page)))
    table = page[page.index("<tbody") : page.index("</tbody>")]

    assert len(table.encode()) / page.count('id="row-') < ROW
    assert len(page.encode()) - len(table.encode()) - heads < REST


def test_who_is_granted_less_sees_less_at_once(client_of, people, classified):
    elin = client_of("Elin Sand")
    before = elin.get("/queues/all").content.decode()
    people["Elin Sand"].grants.all().delete()
    Grant.objects.create(
        person=people["Elin Sand"],
        role="CSR",
        scope="organisation",
        scope_id=people["Oskar Nyman"].organisation_id,
        granted_at=now(),
    )
    after = elin.get("/queues/all").content.decode()

    assert f'id="row-{classified.pk}"' in before
    assert f'id="row-{classified.pk}"' not in after


def test_more_rows_follow_the_last_one_seen(client_of, register_request, monkeypatch):
    monkeypatch.setattr("spoc.requests.queries.rows.PAGE", 2)
    for number in range(3):
        register_request("Karin Holm", f"Screen {number} flickers")
    client = client_of("Elin Sand")

    first = client.get("/queues/all/rows").content.decode()
    mark = first.partition("after=")[2].partition('"')[0]
    rest = client.get(f"/queues/all/rows?after={mark}").content.decode()

    assert "Screen 1" in first and "Screen 2" not in first
    assert "Screen 2" in rest and "Screen 1" not in rest
    # the heading above them is there already; a page of its own begins with it
    assert 'class="bucket"' in first and 'class="bucket"' not in rest
    assert 'class="bucket"' in client.get(f"/queues/all?after={mark}").content.decode()


def test_the_queue_is_no_place_for_requesters(client_of):
    answer = client_of("Karin Holm").get("/queues/all")

    assert answer.status_code == 403
    assert "your requests are under My requests" in answer.content.decode()


def test_the_preview_says_what_the_requester_wrote_however_much_was_done(
    client_of, people, classified
):
    for minutes in (1, 2, 3, 4, 5):
        activities.override_priority(
            classified, by=people["Sofia Berg"], priority=1 + minutes % 2, reason="It hurts."
        )
    page = client_of("Elin Sand").get(f"/requests/{classified.pk}/preview").content.decode()
    assert classified.description in page


def test_the_preview_answers_without_opening(client_of, classified):
    page = client_of("Elin Sand").get(f"/requests/{classified.pk}/preview").content.decode()

    assert "PACS images take minutes to open" in page
    assert "Consultant, Radiology, Norrvik Hospital" in page


def test_the_preview_says_how_long_is_left(client_of, classified):
    page = client_of("Elin Sand").get(f"/requests/{classified.pk}/preview").content.decode()

    assert 'class="clock" data-state="running"' in page
    assert " left</span>" in page


@pytest.mark.parametrize(
    "query", ["words=%00", "type=%00", "at=99999999999999999", "at=0&shown=99999999999"]
)
def test_an_address_that_makes_no_sense_shows_the_queue(client_of, classified, query):
    assert client_of("Elin Sand").get(f"/queues/all?{query}").status_code == 200


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("mine", "Nothing is assigned to you"),
        ("watching", "You watch nothing that is open"),
        ("snoozed", "Nothing is snoozed"),
        ("unroutable", "Nothing waits here"),
    ],
)
def test_an_empty_queue_says_what_would_be_in_it(client_of, key, words):
    assert words in client_of("Elin Sand").get(f"/queues/{key}").content.decode()
