"""The board and the wall as pages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spoc.kit.time import now
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest

BUDGET = 6
COUNT = re.compile(r'id="queue-count"[^>]*><span class="count[^>]*>(\d+)<')
PLACES = ("/board", "/board/figures", "/wall", "/wall/figures")


def count_in(answer):
    """The number beside the title of a queue."""
    return int(COUNT.search(answer.content.decode())[1])


def test_every_figure_is_a_link_to_its_list(client_of, at_status):
    at_status("in_progress", "incident")
    elin = client_of("Elin Sand")
    page = elin.get("/board").content.decode()
    for only in ("overdue", "soon", "due", "waits-customer", "new-older"):
        assert f"/queues/all?only={only}" in page
        assert elin.get(f"/queues/all?only={only}").status_code == 200


def test_the_list_behind_a_figure_says_what_it_is_of(client_of):
    page = client_of("Elin Sand").get("/queues/all?only=overdue").content.decode()
    assert '<input type="hidden" name="only" value="overdue">' in page
    assert '<span class="chip on">Overdue' in page


@pytest.mark.parametrize("place", PLACES)
def test_it_renews_itself_by_name_alone(client_of, place):
    page = client_of("Elin Sand").get(place).content.decode()
    figures = "/wall/figures" if place.startswith("/wall") else "/board/figures"
    assert f'hx-get="{figures}" hx-trigger="live:queue from:document' in page


@pytest.mark.parametrize("place", PLACES)
def test_only_the_desk_reads_it(client_of, place):
    assert client_of("Karin Holm").get(place).status_code == 403


@pytest.mark.parametrize("place", PLACES)
def test_it_keeps_to_its_budget(client_of, at_status, django_assert_max_num_queries, place):
    for status in ("new", "in_progress", "pending", "resolved"):
        at_status(status, "incident")
    elin = client_of("Elin Sand")
    with django_assert_max_num_queries(BUDGET):
        elin.get(place)


@pytest.mark.parametrize("place", PLACES)
def test_a_tier_stays_chosen_when_the_figures_renew_themselves(client_of, place):
    page = client_of("Elin Sand").get(place, {"tier": "2"}).content.decode()
    figures = "/wall/figures" if place.startswith("/wall") else "/board/figures"
    assert f'hx-get="{figures}?tier=2"' in page
    assert "Tier 2" in page


def test_the_list_of_a_tier_says_so_and_keeps_it(client_of):
    page = client_of("Elin Sand").get("/queues/all?only=overdue&tier=2").content.decode()
    assert '<input type="hidden" name="tier" value="2">' in page
    assert '<span class="chip on">Tier 2' in page


@pytest.mark.parametrize("place", ["/queues/all", "/board", "/people", "/requests/new"])
def test_two_keys_lead_to_it_from_everywhere(client_of, place):
    page = client_of("Elin Sand").get(place).content.decode()
    link = page.partition('href="/board"')[2].partition(">")[0]
    assert 'data-key="g l"' in link


def test_a_queues_page_counts_what_is_open_once(client_of):
    elin = client_of("Elin Sand")
    elin.get("/queues/all")
    with CaptureQueriesContext(connection) as asked:
        page = elin.get("/queues/all").content.decode()
    counts = [each["sql"] for each in asked if "count(" in each["sql"].lower()]
    assert len(counts) == 1
    assert '<span id="queue-count">' in page


def test_a_narrowed_queue_counts_its_own_rows(client_of, at_status):
    at_status("new")
    at_status("in_progress", "incident")
    elin = client_of("Elin Sand")
    all_, some = (elin.get(f"/queues/all{query}") for query in ("", "?state=worked&type=incident"))
    assert count_in(some) < count_in(all_)
    assert count_in(all_) == count_in(elin.get("/queues/all/rows"))


@pytest.mark.parametrize("place", PLACES)
def test_a_major_incident_stands_on_top(client_of, declared, place):
    number = declared().pk
    page = client_of("Elin Sand").get(place).content.decode()
    assert "Major incident" in page
    assert ("/wall" in place) != (f'href="/major/{number}"' in page)


def test_a_wall_names_no_requester_and_leads_nowhere(client_of, at_status):
    request = at_status("in_progress", "incident")
    page = client_of("Elin Sand").get("/wall").content.decode()
    assert request.reference in page
    assert "Karin Holm" not in page
    assert "/queues/" not in page
    assert 'data-theme="dark"' in page
    assert "<spoc-full-screen" in page


def test_a_wall_tells_no_title_of_what_few_may_read(client_of, people, at_status):
    sofia, request = people["Sofia Berg"], at_status("in_progress", "incident")
    do.restrict(request, by=sofia, readers=[sofia])
    SupportRequest.objects.filter(pk=request.pk).update(due_at=now())
    for place in ("/wall", "/wall/figures"):
        page = client_of("Sofia Berg").get(place).content.decode()
        assert request.reference in page
        assert request.title not in page
    assert request.title in client_of("Sofia Berg").get("/board").content.decode()


def test_a_quiet_desk_is_said_to_be_quiet(client_of, db):
    SupportRequest.objects.update(due_at=None)
    page = client_of("Elin Sand").get("/board").content.decode()
    assert "No promise runs now." in page
    assert "Nothing is handed over to a supplier." in page
