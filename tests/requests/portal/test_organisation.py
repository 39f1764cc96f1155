"""What was asked in the organisation somebody answers for: filtered, counted, taken along."""

import pytest
from django.test import Client
from tests.requests.portal.words import words_of

from spoc.audit.models import Fact

PLACE = "/help/organisation"


def test_it_is_found_by_words_number_and_name(register_request, client_of):
    labels = register_request("Sanna Kivi", "Labels do not print")
    register_request("Karin Holm", "PACS is slow")
    client = client_of("Birgitta Ahl")
    for words in ("labels", labels.reference, "sanna"):
        found = words_of(client.get(PLACE, {"q": words}))
        assert "Labels do not print" in found
        assert "PACS is slow" not in found
    assert "Nothing fits" in words_of(client.get(PLACE, {"q": "elephant"}))


def test_what_waits_for_one_of_them_is_told_apart(at_status, register_request, client_of):
    at_status("resolved")
    register_request("Sanna Kivi", "Labels do not print")
    found = words_of(client_of("Birgitta Ahl").get(f"{PLACE}?show=waiting"))
    assert "Labels do not print" not in found
    assert "Resolved" in found


def test_open_ones_and_waiting_ones_are_counted(at_status, register_request, client_of):
    at_status("resolved")
    register_request("Sanna Kivi", "Labels do not print")
    words = words_of(client_of("Birgitta Ahl").get(PLACE))
    assert "Open 2" in words
    assert "Wait for one of us 1" in words


def test_another_organisations_are_neither_listed_counted_nor_taken_along(
    register_request, client_of
):
    register_request("Oskar Nyman", "Schemat visas inte")
    client = client_of("Birgitta Ahl")
    assert "Open 0" in words_of(client.get(PLACE))
    assert "Schemat" not in words_of(client.get(PLACE, {"show": "all", "q": "schemat"}))
    assert "Schemat" not in client.get(f"{PLACE}/requests.csv?show=all").content.decode()


def test_it_is_taken_along_as_a_table_without_formulas(register_request, client_of):
    register_request("Sanna Kivi", "=HYPERLINK(evil)")
    answer = client_of("Birgitta Ahl").get(f"{PLACE}/requests.csv")
    assert answer["Content-Type"].startswith("text/csv")
    lines = answer.content.decode().splitlines()
    assert lines[0].lstrip("\ufeff").startswith("Number,Title,Who asked")
    assert "'=HYPERLINK(evil)" in lines[1]
    assert "Sanna Kivi" in lines[1]
    assert Fact.objects.filter(kind="person.exported").count() == 1


@pytest.mark.parametrize("address", [PLACE, f"{PLACE}/requests.csv"])
def test_who_answers_for_none_finds_nothing(client_of, address):
    assert client_of("Karin Holm").get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_a_page_of_a_search_leads_to_the_next(register_request, client_of):
    for number in range(23):
        register_request("Sanna Kivi", f"Labels {number}")
    client = client_of("Birgitta Ahl")
    page = client.get(PLACE, {"q": "labels"}).content.decode()
    link = page.partition("after=")[2].partition('"')[0]
    older = words_of(client.get(f"{PLACE}?q=labels&after={link}"))
    assert "Labels 0" in older
    assert "Labels 22" not in older
