"""A request of which very much was said: the newest comes with its page, the rest when asked."""

import re
from datetime import timedelta

import pytest

from spoc.requests.models import Entry

ENTRIES = 1_000
PART = 50
STATEMENTS = 12


@pytest.fixture
def long(register_request, people):
    """A request of Karin Holm with a thousand notes, the first of them the oldest."""
    request = register_request("Karin Holm", "It never ends")
    Entry.objects.bulk_create(
        Entry(
            support_request=request,
            kind="note",
            author=people["Elin Sand"],
            is_internal=True,
            text=f"Said as number {number}.",
            at=request.created_at + timedelta(seconds=number),
        )
        for number in range(1, ENTRIES + 1)
    )
    return request


def numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"Said as number (\d+)\.", page)]


def before(page: str) -> str:
    (address,) = re.findall(r'hx-get="([^"]*/story/earlier[^"]*)"', page)
    return address.replace("&amp;", "&")


def test_the_newest_comes_with_the_page_and_costs_no_more(
    long, client_of, django_assert_max_num_queries
):
    agent = client_of("Elin Sand")
    with django_assert_max_num_queries(STATEMENTS):
        page = agent.get(f"/requests/{long.pk}").content.decode()
    assert numbers(page) == list(range(ENTRIES - PART + 1, ENTRIES + 1))
    assert len(page) < 80_000


def test_all_of_it_comes_part_by_part_and_nothing_twice(long, client_of):
    agent = client_of("Elin Sand")
    page, read = agent.get(f"/requests/{long.pk}").content.decode(), []
    while "/story/earlier" in page:
        read = numbers(page) + read
        page = agent.get(before(page)).content.decode()
    assert numbers(page) + read == list(range(1, ENTRIES + 1))
    assert "Karin Holm registered the request" in page


@pytest.mark.parametrize("address", ["{page}?entry={entry}", "{before}&entry={entry}"])
def test_an_entry_that_is_named_is_read_back_to(long, client_of, address):
    agent, entry = client_of("Elin Sand"), long.entries.get(text="Said as number 800.")
    page = f"/requests/{long.pk}"
    way = before(agent.get(page).content.decode())

    answer = agent.get(address.format(page=page, before=way, entry=entry.pk)).content.decode()

    assert numbers(answer)[0] == 800
    assert f'id="entry-{entry.pk}"' in answer


def test_what_was_fetched_stays_when_the_story_is_drawn_again(long, client_of):
    agent = client_of("Elin Sand")
    part = agent.get(before(agent.get(f"/requests/{long.pk}").content.decode())).content.decode()
    (since,) = re.findall(r'name="since" value="([^"]+)"', part)

    again = agent.get(f"/requests/{long.pk}/story?show=all&since={since}").content.decode()

    assert numbers(again) == list(range(numbers(part)[0], ENTRIES + 1))
    assert f'name="since" value="{since}"' in again


def test_everything_is_one_page_for_whoever_searches_or_prints(long, client_of):
    page = client_of("Elin Sand").get(f"/requests/{long.pk}?whole=1").content.decode()
    assert numbers(page) == list(range(1, ENTRIES + 1))


def test_who_asked_reads_nothing_of_it_by_any_address(long, client_of):
    agent, karin = client_of("Elin Sand"), client_of("Karin Holm")
    way = before(agent.get(f"/requests/{long.pk}").content.decode())
    assert karin.get(way).status_code == 403
    assert numbers(karin.get(way).content.decode()) == []
