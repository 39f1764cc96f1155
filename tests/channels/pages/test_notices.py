"""The bell, the list, the log, and how one wants to be told, as an agent sees them."""

import re

import pytest

from spoc.channels.activities import notify
from spoc.channels.activities.notify import News
from spoc.channels.models import LetterTimes, Notice, Preference
from spoc.requests import activities as do

TIMES = {"digest": "daily", "digest_at": "08:00", "quiet_from": "", "quiet_until": ""}


@pytest.fixture
def told(people, register_request):
    """Tell Elin Sand of so many new requests."""

    def tell(count=1):
        made = [register_request(words=f"Quokka number {place}") for place in range(count)]
        for request in made:
            news = News("assigned", request, {"by": "Sofia Berg"})
            notify(people["Elin Sand"], by=people["Sofia Berg"], news=news)
        return made

    return tell


@pytest.fixture
def elin(client_of):
    return client_of("Elin Sand")


def chosen(client):
    """Return what the table of ways is saved with, as it stands."""
    page = client.get("/profile/notices").content.decode()
    radios = re.findall(r'<input type="radio" name="(way-\w+)" value="(\w+)"[^>]*\bchecked', page)
    return dict(radios)


def test_the_bell_counts_what_is_new_on_every_page_of_the_desk(elin, told):
    told(3)
    for address in ("/people", "/notices/bell"):
        page = elin.get(address).content.decode()
        assert 'href="/notices"' in page and "3 new" in page
    assert "notices-" in elin.get("/people").content.decode().split("topics=")[1][:400]


def test_the_list_leads_to_what_happened_and_counts_it_as_read(elin, told):
    request = told()[0]
    page = elin.get("/notices").content.decode()
    assert "Quokka number 0" in page and "Sofia Berg assigned it to you" in page
    answer = elin.post(f"/notices/{Notice.objects.get().pk}/opening")
    assert answer["Location"] == f"/requests/{request.pk}"
    assert "Quokka" not in elin.get("/notices").content.decode()
    assert "Quokka" in elin.get("/notices?show=all").content.decode()


def test_all_are_read_at_once_and_nobody_reads_those_of_others(elin, told, client_of):
    told(2)
    pk = Notice.objects.first().pk
    for way in ("seen", "opening"):
        assert client_of("Sofia Berg").post(f"/notices/{pk}/{way}").status_code == 404
    client_of("Sofia Berg").post("/notices/seen")
    assert Notice.objects.filter(seen_at=None).count() == 2
    elin.post("/notices/seen")
    assert not Notice.objects.filter(seen_at=None).exists()


def test_what_is_read_in_the_panel_stays_in_the_panel(elin, told):
    told(2)
    first = Notice.objects.first().pk
    assert f'hx-post="/notices/{first}/seen"' in elin.get("/notices/panel").content.decode()
    panel = elin.post(f"/notices/{first}/seen", {"at": "panel"}).content.decode()
    assert 'id="notice-panel"' in panel and panel.count("Quokka") == 1
    panel = elin.post("/notices/seen", {"at": "panel"}).content.decode()
    assert 'id="notice-panel"' in panel and "Nothing new" in panel
    assert elin.post("/notices/seen")["Location"] == "/notices"


def test_what_is_not_theirs_to_see_any_more_has_no_title(elin, told, people):
    request, sofia = told()[0], people["Sofia Berg"]
    do.restrict(request, by=sofia, readers=[sofia])
    for address in ("/notices", "/notices/panel", "/notices/log", "/notices/rows"):
        page = elin.get(address).content.decode()
        assert "Not yours to see any more" in page and "Quokka" not in page


def test_the_list_costs_the_same_however_long_it_is(elin, told, django_assert_max_num_queries):
    told()
    first = Notice.objects.get()
    like = {"person": first.person, "noun": "request", "subject_id": first.subject_id}
    like |= {"first_at": first.first_at, "last_at": first.last_at, "values": first.values}
    Notice.objects.bulk_create(Notice(event=f"other-{place}", **like) for place in range(59))
    with django_assert_max_num_queries(8):
        page = elin.get("/notices").content.decode()
    assert page.count("notice-row") == 50
    further = re.search(r'hx-get="(/notices/rows[^"]*)"', page)[1].replace("&amp;", "&")
    assert elin.get(further).content.decode().count("notice-row") == 10


def test_ways_and_hours_are_chosen_in_one_form(elin, people):
    given = chosen(elin) | {"way-assigned": "mail", "way-watched": "none"}
    given |= TIMES | {"quiet_from": "22:00", "quiet_until": "07:00", "quiet_days": ["4", "5"]}
    assert elin.post("/profile/notices", given).status_code == 302
    ways = Preference.objects.filter(person=people["Elin Sand"]).values_list("event", "way")
    assert dict(ways) == {"assigned": "mail", "watched": "none"}
    assert LetterTimes.objects.get(person=people["Elin Sand"]).quiet_days == [4, 5]
    assert chosen(elin)["way-assigned"] == "mail"


def test_what_is_half_written_is_said_beside_it_and_nothing_typed_is_lost(elin):
    given = chosen(elin) | {"way-assigned": "digest"} | TIMES | {"quiet_from": "22:00"}
    answer = elin.post("/profile/notices", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Give both ends of the quiet hours" in page and 'value="22:00"' in page
    assert re.search(r'name="way-assigned" value="digest"[^>]*checked', page)
    assert not Preference.objects.exists()


@pytest.mark.parametrize("address", ["/notices", "/notices/log", "/profile/notices"])
def test_whoever_only_asks_has_no_notices_of_the_desk(client_of, address):
    assert client_of("Karin Holm").get(address).status_code == 403
