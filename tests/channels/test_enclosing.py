"""Files too large to enclose go as signed links that end."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.test import Client

from spoc.channels.activities import Draft, deliver, post
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.records.activities import Upload, attach
from spoc.records.models import Attachment

LINK = re.compile(r"http://127\.0\.0\.1:8000(/sent-files/[\w:-]+)")


@pytest.fixture
def post_files(register_request, people, settings):
    """Write a letter with files of these sizes, while 100 bytes may be enclosed."""
    settings.SPOC_ENCLOSED_LIMIT = 100
    request = register_request()

    def posted(*sizes: int, language: str = "en"):
        files = [
            attach(
                request,
                by=people["Elin Sand"],
                upload=Upload(f"file-{size}.bin", "application/pdf", bytes(size)),
            )
            for size in sizes
        ]
        to = ["karin.holm@norrvikhospital.example"]
        keys = [file.pk for file in files]
        draft = Draft(to=to, subject="Files", text="Here.", language=language, attachments=keys)
        return post(request, by=system(), draft=draft, community=request.community)

    return posted


def gone(letter, mailoutbox):
    """Let a letter go and return it as it is read."""
    deliver(letter, by=system())
    return message_from_bytes(mailoutbox[-1].raw, policy=default)


def names_of(message) -> list[str]:
    return [part.get_filename() for part in message.iter_attachments()]


def link_in(message) -> str:
    return LINK.search(message.get_body(("plain",)).get_content())[1]


@pytest.mark.parametrize(
    ("sizes", "enclosed", "links"),
    [
        ((10, 20), ["file-10.bin", "file-20.bin"], 0),
        ((300,), [], 1),
        ((90, 20, 60), ["file-20.bin", "file-60.bin"], 1),
        ((100, 101), ["file-100.bin"], 1),
    ],
)
def test_the_smallest_are_enclosed_and_the_rest_are_links(
    post_files, mailoutbox, sizes, enclosed, links
):
    message = gone(post_files(*sizes), mailoutbox)
    assert sorted(names_of(message)) == sorted(enclosed)
    assert len(LINK.findall(message.get_body(("plain",)).get_content())) == links


def test_the_link_hands_out_the_file_to_whoever_has_it(post_files, mailoutbox):
    message = gone(post_files(300), mailoutbox)
    assert "serve for 30 days" in message.get_body(("plain",)).get_content()
    response = Client().get(link_in(message))
    assert b"".join(response) == bytes(300)
    assert response["Content-Type"] == "application/octet-stream"
    assert 'attachment; filename="file-300.bin"' in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"


def test_the_link_ends(post_files, mailoutbox):
    link = link_in(gone(post_files(300), mailoutbox))
    with at(now() + timedelta(days=29)):
        assert Client().get(link).status_code == 200
    with at(now() + timedelta(days=31)):
        response = Client().get(link)
    assert response.status_code == 404
    assert "This link has ended" in response.content.decode()


@pytest.mark.parametrize("change", [lambda link: link[:-1] + "!", lambda link: "/sent-files/x"])
def test_a_forged_link_opens_nothing(post_files, mailoutbox, change):
    link = link_in(gone(post_files(300), mailoutbox))
    assert Client().get(change(link)).status_code == 404


def test_a_file_that_was_removed_is_gone_there_too(post_files, mailoutbox):
    letter = post_files(300)
    link = link_in(gone(letter, mailoutbox))
    removed = Attachment.objects.get(pk=letter.marks["attachments"][0])
    removed.delete()
    assert Client().get(link).status_code == 404
