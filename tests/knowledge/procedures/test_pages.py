"""Procedures on the desk's pages: the list, one of them, writing, and the steps."""

import pytest
from tests.requests.portal.words import words_of

from spoc.knowledge.activities.procedures import Text, revise_procedure
from spoc.knowledge.models import Acknowledgement, Procedure

GIVEN = {
    "title": "How we hand over",
    "words": "Say what was done.",
    "process": "escalation",
    "audience": "desk",
    "owner": "henrik.vall@it.norrvik.example",
    "review_months": "12",
    "days_to_read": "14",
}


def test_the_list_tells_what_is_in_force_and_how_many_have_read_it(in_force, client_of, work):
    work()
    client = client_of("Elin Sand")
    words = words_of(client.get("/procedures"))
    assert "How we take calls" in words
    assert "For you to read." in words
    count = Acknowledgement.objects.count()
    assert f"0 of {count}" in words
    client.post(f"/procedures/{in_force.pk}/acknowledgement")
    words = words_of(client.get("/procedures"))
    assert f"1 of {count}" in words
    assert "For you to read." not in words


@pytest.mark.parametrize(("name", "is_shown"), [("Henrik Vall", True), ("Elin Sand", False)])
def test_drafts_are_listed_to_who_writes(procedure, client_of, name, is_shown):
    words = words_of(client_of(name).get("/procedures?show=making"))
    assert ("How we take calls" in words) == is_shown


def test_it_is_read_in_the_readers_language_with_its_marks(in_force, client_of):
    page = client_of("Elin Sand").get(f"/procedures/{in_force.pk}")
    assert "<strong>Listen</strong>" in page.content.decode()
    assert "Säg ditt namn." in words_of(
        client_of("Maja Lindqvist").get(f"/procedures/{in_force.pk}")
    )


def test_a_draft_is_written_approved_and_put_into_force_on_the_pages(client_of):
    henrik, lena = client_of("Henrik Vall"), client_of("Lena Falk")
    answer = henrik.post("/procedures/new", GIVEN)
    made = Procedure.objects.get()
    assert answer["Location"] == f"/procedures/{made.pk}"
    at = f"/procedures/{made.pk}"
    assert "Approve version 1" not in words_of(henrik.get(at))
    assert "Approve version 1" in words_of(lena.get(at))
    assert lena.post(f"{at}/approval").status_code == 302
    assert henrik.post(f"{at}/publication").status_code == 302
    assert "In force" in words_of(henrik.get(at))


def test_what_was_written_is_kept_when_it_is_refused(client_of):
    answer = client_of("Henrik Vall").post("/procedures/new", {**GIVEN, "title": ""})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Give it a title." in words
    assert "Say what was done." in words
    assert not Procedure.objects.exists()


def test_an_owner_nobody_knows_is_refused_beside_the_field(client_of):
    answer = client_of("Henrik Vall").post("/procedures/new", {**GIVEN, "owner": "x@example.org"})
    assert answer.status_code == 422
    assert "x@example.org is nobody you know of." in words_of(answer)


def test_what_somebody_wrote_meanwhile_is_not_written_over(procedure, people, client_of):
    client = client_of("Henrik Vall")
    at, stale = f"/procedures/{procedure.pk}/text", procedure.version
    revise_procedure(procedure, by=people["Lena Falk"], text=Text("Hers", "Hers."))
    given = {"title": "Mine", "words": "My own words", "version": stale}
    answer = client.post(at, given)
    assert answer.status_code == 409
    assert "My own words" in answer.content.decode()
    procedure.refresh_from_db()
    assert client.post(at, {**given, "version": procedure.version}).status_code == 302
    assert procedure.in_making.title == "Mine"


def test_its_terms_are_changed(procedure, client_of):
    at = f"/procedures/{procedure.pk}/terms"
    client = client_of("Henrik Vall")
    assert "service-desk" not in words_of(client.get(at))
    assert client.post(at, {**GIVEN, "audience": "public"}).status_code == 302
    procedure.refresh_from_db()
    assert procedure.audience == "public"


def test_somebody_is_asked_by_their_address(in_force, client_of):
    at = f"/procedures/{in_force.pk}/readers"
    client = client_of("Henrik Vall")
    assert client.post(at, {"who": "nobody@example.org"}).status_code == 422
    assert client.post(at, {"who": "maja.lindqvist@it.norrvik.example"}).status_code == 302
    assert "Maja Lindqvist" in words_of(client.get(f"/procedures/{in_force.pk}"))


def test_it_is_taken_out_of_force_with_a_reason(in_force, client_of):
    at = f"/procedures/{in_force.pk}/withdrawal"
    client = client_of("Henrik Vall")
    assert client.get(at).status_code == 200
    assert client.post(at, {"reason": ""}).status_code == 422
    assert client.post(at, {"reason": "Nobody calls"}).status_code == 302
    assert "How we take calls" not in words_of(client.get("/procedures"))
    assert "How we take calls" in words_of(client.get("/procedures?show=over"))


@pytest.mark.parametrize("noun", ["text", "terms", "readers", "withdrawal"])
def test_an_agent_changes_nothing(in_force, client_of, noun):
    assert client_of("Elin Sand").get(f"/procedures/{in_force.pk}/{noun}").status_code == 403


def test_a_draft_is_not_found_by_who_may_not_read_it(procedure, client_of):
    client = client_of("Elin Sand")
    assert client.get(f"/procedures/{procedure.pk}").status_code == 404
    assert client.post(f"/procedures/{procedure.pk}/approval").status_code == 404
    assert client.get("/procedures/999999999").status_code == 404


def test_a_version_that_is_not_theirs_is_not_found(in_force, people, client_of):
    revise_procedure(in_force, by=people["Henrik Vall"], text=Text("Secret plans", "Later."))
    client = client_of("Elin Sand")
    page = client.get(f"/procedures/{in_force.pk}")
    assert "Secret plans" not in page.content.decode()
    assert client.get(f"/procedures/{in_force.pk}?number=2").status_code == 404
    theirs = client_of("Lena Falk").get(f"/procedures/{in_force.pk}?number=2")
    assert "Secret plans" in words_of(theirs)


def test_whom_we_serve_has_no_such_page(in_force, client_of):
    assert client_of("Karin Holm").get("/procedures").status_code == 403


@pytest.mark.parametrize(("address", "most"), [("/procedures", 14), ("/procedures/{pk}", 16)])
def test_pages_cost_the_same_however_much_there_is(
    written, in_force, client_of, work, django_assert_max_num_queries, address, most
):
    for number in range(6):
        written("desk", title=f"Number {number}")
    work()
    client, at = client_of("Henrik Vall"), address.format(pk=in_force.pk)
    client.get(at)
    with django_assert_max_num_queries(most):
        assert client.get(at).status_code == 200
