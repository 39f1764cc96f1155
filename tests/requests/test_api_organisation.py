"""The requests of an organisation, by the machine of whoever answers for it."""

import pytest
from tests.floor.machine import Machine

from spoc.audit.models import Fact

ALL = "/organisation-requests"


@pytest.fixture
def birgitta(token_of):
    """The machine of the hospital's customer."""
    return Machine(token_of("Birgitta Ahl"))


def titles(answer):
    return [each["title"] for each in answer.json()["items"]]


def test_they_are_looked_through_by_state_and_words(birgitta, at_status, register_request):
    at_status("resolved")
    register_request("Sanna Kivi", "Labels do not print")
    register_request("Oskar Nyman", "Schemat visas inte")
    assert titles(birgitta.get(ALL, q="labels")) == ["Labels do not print"]
    assert [each["status"] for each in birgitta.get(ALL, show="waiting").json()["items"]] == [
        "resolved"
    ]
    assert titles(birgitta.get(ALL, show="all", q="schemat")) == []


def test_they_are_taken_along_as_a_table_and_it_is_noted(birgitta, register_request):
    register_request("Sanna Kivi", "=HYPERLINK(evil)")
    register_request("Oskar Nyman", "Schemat visas inte")
    answer = birgitta.get(f"{ALL}/file")
    words = answer.content.decode()
    assert answer["Content-Type"].startswith("text/csv")
    assert ("'=HYPERLINK(evil)" in words, "Schemat" in words) == (True, False)
    assert Fact.objects.filter(kind="person.exported").count() == 1


@pytest.mark.parametrize("name", ["Karin Holm", "Elin Sand"])
def test_who_answers_for_none_finds_nothing(token_of, name):
    somebody = Machine(token_of(name))
    assert somebody.get(ALL).status_code == 404
    assert somebody.get(f"{ALL}/file").status_code == 404
    assert not Fact.objects.filter(kind="person.exported").exists()
