"""The timer and the work logs as an agent meets them."""

from datetime import timedelta

import pytest
from django.test import Client

from spoc.kit.time import at, now
from spoc.suppliers.access import suppliers_offered_to
from spoc.suppliers.activities import Order, hand_over
from spoc.work.activities import log_work, start_timer
from spoc.work.queries import logs_of, minutes_of, timer_of


@pytest.fixture
def request_(register_request):
    return register_request()


def test_one_key_starts_it_and_the_same_key_stops_it(client_of, people, request_):
    elin = client_of("Elin Sand")
    page = elin.get(f"/requests/{request_.pk}").content.decode()
    assert 'data-key="o"' in page
    assert "Start a timer" in page
    elin.post(f"/requests/{request_.pk}/timer")
    with at(now() + timedelta(minutes=4, seconds=30)):
        page = elin.get(f"/requests/{request_.pk}").content.decode()
        assert '<spoc-timer minutes="5"' in page
        assert "Stop the timer" in page
        answer = elin.post("/timer", {"back": f"/requests/{request_.pk}?queue=all"})
    assert answer["Location"] == f"/requests/{request_.pk}?queue=all"
    assert minutes_of(request_) == 5


def test_it_is_found_again_in_another_browser(client_of, people, request_):
    client_of("Elin Sand").post(f"/requests/{request_.pk}/timer")
    page = client_of("Elin Sand").get("/timer").content.decode()
    assert request_.reference in page
    assert (
        "<spoc-timer"
        not in client_of("Maja Lindqvist").get(f"/requests/{request_.pk}").content.decode()
    )


def test_a_forgotten_one_asks_how_long_it_was(client_of, people, request_):
    elin, timer = client_of("Elin Sand"), start_timer(request_, by=people["Elin Sand"])
    with at(timer.started_at + timedelta(hours=13)):
        page = elin.get(f"/requests/{request_.pk}").content.decode()
        assert "was left running" in page
        answer = elin.post("/timer")
        assert answer.status_code == 422
        assert 'name="minutes"' in answer.content.decode()
        assert minutes_of(request_) == 0
        elin.post("/timer", {"minutes": "40", "activity": "On the phone"})
    assert [(log.minutes, log.activity) for log in logs_of(request_)] == [(40, "On the phone")]


@pytest.mark.parametrize("minutes", ["1441", "-1", "many", "999999"])
def test_minutes_that_no_day_has_are_given_back(client_of, people, request_, minutes):
    start_timer(request_, by=people["Elin Sand"])
    answer = client_of("Elin Sand").post("/timer", {"minutes": minutes})
    assert answer.status_code == 422
    assert f'value="{minutes}"' in answer.content.decode()
    assert timer_of(people["Elin Sand"]) is not None


def test_it_is_thrown_away(client_of, people, request_):
    start_timer(request_, by=people["Elin Sand"])
    client_of("Elin Sand").post("/timer/removal")
    assert timer_of(people["Elin Sand"]) is None
    assert client_of("Elin Sand").get("/timer").status_code == 404
    assert client_of("Elin Sand").post("/timer").status_code == 404


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "x"])
def test_it_leads_nowhere_else(client_of, people, request_, back):
    start_timer(request_, by=people["Elin Sand"])
    answer = client_of("Elin Sand").post("/timer", {"back": back})
    assert answer["Location"] == f"/requests/{request_.pk}"


def test_only_the_desk_times_its_work(client_of, people, request_):
    karin = client_of("Karin Holm")
    assert karin.get("/timer").status_code == 403
    assert karin.post(f"/requests/{request_.pk}/timer").status_code in (403, 404)
    assert Client().post("/timer").status_code == 302
    assert timer_of(people["Karin Holm"]) is None


def test_ones_own_log_is_corrected_on_its_page_for_seven_days(client_of, people, request_):
    log = log_work(request_, by=people["Elin Sand"], minutes=5)
    address = f"/work-logs/{log.pk}"
    assert address in client_of("Elin Sand").get(f"/requests/{request_.pk}").content.decode()
    client_of("Elin Sand").post(address, {"minutes": "50", "activity": "Storage"})
    log.refresh_from_db()
    assert (log.minutes, log.activity) == (50, "Storage")
    assert client_of("Maja Lindqvist").get(address).status_code == 404
    with at(log.at + timedelta(days=8)):
        assert client_of("Elin Sand").get(address).status_code == 404
        page = client_of("Elin Sand").get(f"/requests/{request_.pk}").content.decode()
        assert address not in page


def test_minutes_are_summed_by_tier_and_supplier(client_of, people, request_):
    log_work(request_, by=people["Elin Sand"], minutes=5)
    log_work(request_, by=people["Daniel Okoro"], minutes=6)
    log_work(request_, by=people["Amir Haddad"], minutes=30)
    log_work(request_, by=people["Elin Sand"], minutes=190, supplier="Nordpacs AB")
    page = client_of("Elin Sand").get(f"/requests/{request_.pk}").content.decode()
    sums = page[page.index("facts sums") :].split("</dl>")[0]
    for words in ("Tier 1</dt><dd>11 min", "Tier 3</dt><dd>30 min", "Supplier</dt><dd>190 min"):
        assert words in sums


def test_a_suppliers_minutes_are_logged_for_it_where_it_was_handed_over(
    client_of, people, at_status
):
    request = at_status("in_progress", "incident")
    supplier = suppliers_offered_to(people["Elin Sand"]).first()
    elin, address = client_of("Elin Sand"), f"/requests/{request.pk}/work"
    assert 'name="whose"' not in elin.get(address).content.decode()
    form = {"minutes": "190", "whose": supplier.key}
    assert elin.post(address, form).status_code == 422
    order = Order(supplier=supplier, title="Mend it", task="Mend it.")
    hand_over(request, by=people["Elin Sand"], order=order)
    assert supplier.name in elin.get(address).content.decode()
    elin.post(address, form)
    assert [(log.supplier, log.tier) for log in logs_of(request)] == [(supplier.name, None)]
