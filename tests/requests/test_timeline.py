"""What the timeline of a request shows, and to whom."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from spoc.requests.queries.timeline import timeline


@pytest.fixture
def brought(register_request, token_of):
    """A request of Karin Holm to which a machine brought two files, one for the desk alone."""
    request = register_request()
    secret = token_of("Elin Sand", ["read", "write"])
    for name, is_internal in (("log.txt", "false"), ("secret.txt", "true")):
        answer = Client().post(
            f"/api/v1/requests/{request.pk}/attachments",
            {"file": SimpleUploadedFile(name, b"x"), "is_internal": is_internal},
            headers={"Authorization": f"Bearer {secret}"},
        )
        assert answer.status_code == 201
    return request


def files(request, person, show="all"):
    items = timeline(request, person, show=show)
    return [file.name for item in items if not item.is_fact for file in item.files]


@pytest.mark.parametrize(
    ("name", "show", "shown"),
    [
        ("Elin Sand", "all", ["log.txt", "secret.txt"]),
        ("Elin Sand", "public", ["log.txt"]),
        ("Elin Sand", "internal", ["secret.txt"]),
        ("Elin Sand", "said", ["log.txt", "secret.txt"]),
        ("Karin Holm", "all", ["log.txt"]),
        ("Karin Holm", "internal", []),
    ],
)
def test_a_file_without_words_stands_in_the_timeline(people, brought, name, show, shown):
    assert files(brought, people[name], show) == shown


def test_it_stands_after_what_was_said_before_it(people, brought):
    said = [item for item in timeline(brought, people["Elin Sand"]) if not item.is_fact]
    assert [item.author.name for item in said] == ["Karin Holm", "Elin Sand", "Elin Sand"]
    assert len({item.pk for item in said}) == 3


def test_the_page_offers_it(brought, client_of):
    page = client_of("Elin Sand").get(f"/requests/{brought.pk}/story").content.decode()
    assert "log.txt" in page
    assert "secret.txt" in page
