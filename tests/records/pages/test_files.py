"""Files as they leave the house."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from spoc.records.activities import Upload, attach
from spoc.records.models import Attachment
from spoc.requests.activities import note
from spoc.requests.models import SupportRequest
from spoc.requests.tracking import word_for

PNG = b"\x89PNG"


def shown(answer) -> str:
    """What a page shows, without the names that are signed anew each second."""
    page = answer.content.decode().partition("<main")[2]
    return re.sub(r' topics="[^"]*"', "", page)


@pytest.fixture
def request_of_karin(register_request) -> SupportRequest:
    """A request of Karin Holm's."""
    return register_request()


@pytest.fixture
def file(people, request_of_karin) -> Callable[..., Attachment]:
    """A file on the request, with its first words unless said otherwise."""

    def made(
        name: str = "a.png", kind: str = "image/png", content: bytes = PNG, **further: object
    ) -> Attachment:
        further.setdefault("part_id", request_of_karin.entries.get(is_internal=False).pk)
        return attach(
            request_of_karin,
            by=people["Karin Holm"],
            upload=Upload(name, kind, content),
            **further,
        )

    return made


def address(file: Attachment) -> str:
    """Return where a file is handed out."""
    return f"/files/{file.pk}/{file.filename}"


@pytest.mark.parametrize("name", ["Karin Holm", "Birgitta Ahl", "Elin Sand", "Ylva Öberg"])
def test_whoever_may_see_the_request_gets_its_files(file, client_of, name):
    answer = client_of(name).get(address(file()))
    assert b"".join(answer.streaming_content) == PNG
    assert answer["Content-Length"] == "4"


@pytest.mark.parametrize("name", ["Sanna Kivi", "Oskar Nyman", "Åsa Ekman"])
def test_for_anybody_else_there_is_no_such_file(file, client_of, name):
    client = client_of(name)
    taken, free = client.get(address(file())), client.get("/files/999999/a.png")
    assert (taken.status_code, free.status_code) == (404, 404)
    assert shown(taken) == shown(free) != ""


def test_a_visitor_signs_in_first(file):
    assert Client().get(address(file()))["Location"].startswith("/sign-in/?next=/files/")


def test_an_internal_file_is_the_desks_alone(file, client_of):
    place = address(file(is_internal=True))
    assert client_of("Elin Sand").get(place).status_code == 200
    assert client_of("Karin Holm").get(place).status_code == 404
    assert client_of("Birgitta Ahl").get(place).status_code == 404


def test_a_file_of_a_note_is_internal_even_if_nobody_said_so(
    file, client_of, people, request_of_karin
):
    entry = note(request_of_karin, by=people["Elin Sand"], text="From the supplier")
    place = address(file(part_id=entry.pk))
    assert client_of("Elin Sand").get(place).status_code == 200
    assert client_of("Karin Holm").get(place).status_code == 404


def test_what_was_removed_takes_its_files_along(file, client_of, request_of_karin):
    place = address(file())
    request_of_karin.entries.update(is_removed=True)
    assert client_of("Karin Holm").get(place).status_code == 404


@pytest.mark.parametrize(
    ("name", "kind", "sent_as", "disposition"),
    [
        ("a.png", "image/png", "image/png", 'inline; filename="a.png"'),
        ("a.svg", "image/svg+xml", "application/octet-stream", 'attachment; filename="a.svg"'),
        ("a.html", "text/html", "application/octet-stream", 'attachment; filename="a.html"'),
        ("a.html", "TEXT/HTML; charset=x", "application/octet-stream", "attachment"),
        ("a.xml", "application/xhtml+xml", "application/octet-stream", "attachment"),
        ("a.js", "text/javascript", "application/octet-stream", "attachment"),
        ("a.txt", "text/plain", "text/plain", "attachment"),
        ("a.pdf", "application/pdf", "application/pdf", "attachment"),
        ('å "b".pdf', "application/pdf", "application/pdf", "attachment; filename*=utf-8''%C3%A5"),
        ("a.bin", "x\r\nSet-Cookie: a=b", "application/octet-stream", "attachment"),
    ],
)
def test_a_file_is_sent_as_what_cannot_run(file, client_of, name, kind, sent_as, disposition):
    answer = client_of("Karin Holm").get(f"/files/{file(name, kind).pk}")
    assert answer["Content-Type"].partition(";")[0] == sent_as
    assert answer["Content-Disposition"].startswith(disposition)


def test_every_file_is_fenced_in(file, client_of):
    answer = client_of("Karin Holm").get(address(file()))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "private" in answer["Cache-Control"]


def test_a_file_the_browser_has_is_not_sent_again(file, client_of):
    client, place = client_of("Karin Holm"), address(file())
    seen = client.get(place)["ETag"]
    assert client.get(place, headers={"if-none-match": seen}).status_code == 304


def test_a_link_hands_out_the_public_files_of_its_request_alone(
    file, register_request, people, request_of_karin
):
    client, karin = Client(), people["Karin Holm"]
    word = word_for(request_of_karin, karin)
    public, internal = file(), file(is_internal=True)
    assert client.get(f"/follow/{word}/files/{public.pk}/a.png").status_code == 200
    assert client.get(f"/follow/{word}/files/{internal.pk}/a.png").status_code == 404
    other = word_for(register_request(words="Another matter"), karin)
    assert client.get(f"/follow/{other}/files/{public.pk}/a.png").status_code == 404
    assert client.get(f"/follow/nonsense/files/{public.pk}/a.png").status_code == 404


def test_a_link_hands_no_internal_words_file_even_to_an_agent(file, people, request_of_karin):
    entry = note(request_of_karin, by=people["Elin Sand"], text="From the supplier")
    word = word_for(request_of_karin, people["Karin Holm"])
    place = f"/follow/{word}/files/{file(part_id=entry.pk).pk}"
    assert Client().get(place).status_code == 404
