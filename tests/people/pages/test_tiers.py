"""The tiers of support as whoever answers for promises sets them."""

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.activities import change_tier
from spoc.people.models import Tier

EMPTY = {"box_0": "", "box_1": "20", "box_2": "", "box_3": "", "box_x": ""}


def box(code: str) -> int | None:
    return Tier.objects.get(code=code).box_minutes


def test_the_desk_begins_with_twenty_minutes_and_the_others_with_what_it_takes(db):
    assert dict(Tier.objects.values_list("code", "box_minutes")) == {
        **dict.fromkeys("023X"),
        "1": 20,
    }


@pytest.mark.parametrize("name", ["Lena Falk", "Henrik Vall", "Åsa Ekman"])
def test_who_answers_for_promises_sets_the_boxes(client_of, name):
    browser = client_of(name)
    answer = browser.post("/settings/tiers", EMPTY | {"box_1": "30", "box_x": "240"})
    assert answer.status_code == 302
    assert (box("1"), box("2"), box("X")) == (30, None, 240)
    fact = story(Tier.objects.get(code="1")).last()
    assert (fact.kind, fact.by.name) == ("tier.changed", name)
    assert fact.particulars.values["changes"] == {"box_minutes": [20, 30]}
    assert not story(Tier.objects.get(code="2")).exists()


@pytest.mark.parametrize("name", ["Elin Sand", "Amir Haddad", "Sofia Berg", "Karin Holm"])
def test_others_do_not(client_of, people, name):
    browser = client_of(name)
    assert browser.get("/settings/tiers").status_code == 403
    assert browser.post("/settings/tiers", EMPTY).status_code == 403
    with pytest.raises(NotAllowed):
        change_tier(Tier.objects.get(code="1"), by=people[name], box_minutes=5)


@pytest.mark.parametrize("minutes", ["0", "1441", "soon"])
def test_what_is_no_time_box_is_refused_and_kept_to_be_mended(client_of, minutes):
    answer = client_of("Lena Falk").post("/settings/tiers", EMPTY | {"box_1": minutes})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{minutes}"' in page
    assert 'id="id_box_1_error"' in page
    assert box("1") == 20


@pytest.mark.parametrize("minutes", [0, -1, 1441])
def test_an_impossible_box_is_refused_whoever_asks(people, minutes):
    with pytest.raises(NotPossible):
        change_tier(Tier.objects.get(code="2"), by=people["Lena Falk"], box_minutes=minutes)


def test_the_page_names_every_tier_at_a_small_cost(client_of, django_assert_max_num_queries):
    browser = client_of("Lena Falk")
    with django_assert_max_num_queries(8):
        page = browser.get("/settings/tiers").content.decode()
    for words in ("First line", "Third line", "Supplier", "Minutes of work"):
        assert words in page
