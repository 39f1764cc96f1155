"""Links, files and watchers over the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.floor.machine import READ_AND_WRITE, Machine


@pytest.fixture
def elin(token_of) -> Machine:
    return Machine(token_of("Elin Sand", READ_AND_WRITE))


@pytest.fixture
def karin(token_of) -> Machine:
    return Machine(token_of("Karin Holm", READ_AND_WRITE))


def test_a_link_is_read_from_both_ends_and_taken_away(elin, register_request):
    one, two = register_request(), register_request()
    made = elin.post(f"/requests/{one.pk}/links", {"relation": "child_of", "id": two.pk})
    assert (made.status_code, made.json()["relation"]) == (201, "child_of")
    (other,) = elin.get(f"/requests/{two.pk}/links").json()["items"]
    assert (other["relation"], other["id"]) == ("parent_of", one.pk)
    assert elin.delete(f"/requests/{two.pk}/links/{other['link']}").status_code == 204
    assert elin.get(f"/requests/{one.pk}/links").json()["items"] == []


def test_a_link_of_another_request_is_not_taken_away_here(elin, register_request):
    one, two, three = (register_request() for _ in range(3))
    made = elin.post(f"/requests/{one.pk}/links", {"relation": "related_to", "id": two.pk}).json()
    assert elin.delete(f"/requests/{three.pk}/links/{made['link']}").status_code == 404


@pytest.mark.parametrize("relation", ["nonsense", ""])
def test_a_relation_is_one_of_the_table(elin, register_request, relation):
    one, two = register_request(), register_request()
    answer = elin.post(f"/requests/{one.pk}/links", {"relation": relation, "id": two.pk})
    assert list(answer.json()["errors"]) == ["relation"]


def test_a_record_is_not_linked_to_itself_or_to_nothing(elin, karin, register_request):
    one = register_request()
    body = {"relation": "related_to", "id": one.pk}
    assert elin.post(f"/requests/{one.pk}/links", body).status_code == 422
    assert elin.post(f"/requests/{one.pk}/links", {**body, "id": 999_999}).status_code == 422
    assert karin.post(f"/requests/{one.pk}/links", body).status_code == 403


def test_a_file_comes_back_as_it_was_sent(karin, register_request):
    at = f"/requests/{register_request().pk}/attachments"
    made = karin.upload(at, file=SimpleUploadedFile("blank.png", b"\x89PNG", "image/png"))
    assert (made.status_code, made.json()["filename"], made.json()["size"]) == (201, "blank.png", 4)
    answer = karin.get(f"{at}/{made.json()['id']}")
    assert b"".join(answer.streaming_content) == b"\x89PNG"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_too_large_is_refused(karin, register_request, settings):
    settings.SPOC_ATTACHMENT_LIMIT = 3
    at = f"/requests/{register_request().pk}/attachments"
    assert karin.upload(at, file=SimpleUploadedFile("a.txt", b"four")).status_code == 413
    assert karin.get(at).json()["items"] == []


def test_a_type_that_is_none_is_kept_as_bytes(elin, register_request):
    at = f"/requests/{register_request().pk}/attachments"
    odd = SimpleUploadedFile("a.txt", b"a", "text/html, or so")
    assert elin.upload(at, file=odd).json()["content_type"] == "application/octet-stream"


def test_a_requester_puts_no_inner_file(karin, elin, register_request):
    at = f"/requests/{register_request().pk}/attachments"
    inner = {"file": SimpleUploadedFile("a.txt", b"a"), "is_internal": "true"}
    assert karin.upload(at, **inner).status_code == 403
    inner["file"].seek(0)
    assert elin.upload(at, **inner).json()["is_internal"] is True


def test_without_a_file_its_field_is_named(elin, register_request):
    answer = elin.upload(f"/requests/{register_request().pk}/attachments")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["file"])


def test_whoever_is_copied_reads_along_until_taken_off(elin, token_of, people, register_request):
    request, rune = register_request(), people["Rune Dahl"]
    at, reader = f"/requests/{request.pk}/watchers", Machine(token_of("Rune Dahl"))
    assert elin.post(at, {"person": rune.pk, "is_copied": True}).status_code == 201
    assert [row["name"] for row in reader.get(at).json()["items"]] == ["Rune Dahl"]
    assert elin.delete(f"{at}/{rune.pk}").status_code == 204
    assert reader.get(at).status_code == 404
    assert elin.delete(f"{at}/{rune.pk}").status_code == 404


def test_a_requester_lets_nobody_else_in(karin, people, register_request):
    at = f"/requests/{register_request().pk}/watchers"
    karin_pk, rune_pk = people["Karin Holm"].pk, people["Rune Dahl"].pk
    assert karin.post(at, {"person": rune_pk}).status_code == 403
    assert karin.post(at, {"person": karin_pk, "is_copied": True}).status_code == 403
    assert karin.post(at, {"person": karin_pk}).status_code == 201
