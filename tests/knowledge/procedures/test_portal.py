"""How we work, as it is published in the portal."""

import pytest
from django.test import Client
from tests.requests.portal.words import words_of

from spoc.knowledge.activities.acknowledging import ask_to_read
from spoc.knowledge.models import Acknowledgement


@pytest.mark.parametrize("audience", ["users", "public"])
def test_who_is_served_reads_what_is_published_to_them(written, client_of, audience):
    procedure = written(audience)
    client = client_of("Karin Holm")
    assert "How we order" in words_of(client.get("/help/procedures"))
    assert "Ask for it in the portal." in words_of(client.get(f"/help/procedures/{procedure.pk}"))


def test_what_is_the_desks_own_is_not_there(written, client_of):
    procedure = written("desk")
    client = client_of("Karin Holm")
    assert "How we order" not in words_of(client.get("/help/procedures"))
    assert client.get(f"/help/procedures/{procedure.pk}").status_code == 404


def test_a_stranger_reads_what_is_public(written):
    public, users = written("public", "For all"), written("users", "For some")
    words = words_of(Client().get("/help/procedures"))
    assert "For all" in words
    assert "For some" not in words
    assert Client().get(f"/help/procedures/{public.pk}").status_code == 200
    assert Client().get(f"/help/procedures/{users.pk}").status_code == 404


def test_a_draft_is_in_nobodys_portal(procedure, client_of):
    assert client_of("Henrik Vall").get(f"/help/procedures/{procedure.pk}").status_code == 404


def test_the_way_up_is_told_to_who_is_known(client_of):
    assert "When something takes long" in words_of(client_of("Karin Holm").get("/help/procedures"))
    assert "When something takes long" not in words_of(Client().get("/help/procedures"))


def test_who_was_asked_says_that_they_have_read_it(in_force, people, client_of):
    birgitta = people["Birgitta Ahl"]
    ask_to_read(in_force, by=people["Henrik Vall"], person=birgitta, capacity="customer")
    client, at = client_of("Birgitta Ahl"), f"/help/procedures/{in_force.pk}"
    assert "For you to read" in words_of(client.get("/help/procedures"))
    assert "I have read this" in words_of(client.get(at))
    assert client.post(f"{at}/acknowledgement")["Location"] == at
    assert "You have read this" in words_of(client.get(at))
    assert Acknowledgement.objects.get(person=birgitta).at is not None


def test_who_was_not_asked_is_not_asked_there(written, client_of):
    procedure = written("users")
    client = client_of("Karin Holm")
    at = f"/help/procedures/{procedure.pk}"
    assert "I have read this" not in words_of(client.get(at))
    assert client.post(f"{at}/acknowledgement").status_code == 422


def test_the_list_costs_the_same_however_long(written, client_of, django_assert_max_num_queries):
    for number in range(5):
        written("users", title=f"Number {number}")
    client = client_of("Karin Holm")
    client.get("/help/procedures")
    with django_assert_max_num_queries(9):
        assert "Number 4" in words_of(client.get("/help/procedures"))
