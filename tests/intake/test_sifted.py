"""Files nobody should open are kept aside, and the words of the letter say so."""

from datetime import timedelta

import pytest
from tests.channels.kinds.scanner import EVIL, scanning
from tests.intake.conftest import request_of

from spoc.channels.models import Letter
from spoc.channels.scanner import infection_in
from spoc.intake.activities import receive_letter
from spoc.kit.time import at, now
from spoc.records.queries import attachments_of
from spoc.requests.models import SupportRequest

NOTES = ("notes.txt", "text/plain", b"The lamp blinks.")


@pytest.fixture
def scanner(settings):
    """A virus scanner that the house asks."""
    with scanning() as one:
        settings.SPOC_CLAMAV = f"127.0.0.1:{one.server_address[1]}"
        yield one


def kept_with(request) -> list[str]:
    return [file.filename for file in attachments_of(request)]


def test_a_program_is_kept_aside_and_the_rest_is_there(people, letter):
    files = (NOTES, ("setup.exe", "application/x-msdownload", b"x"))
    request = request_of(receive_letter(letter(files=files)))
    assert kept_with(request) == ["notes.txt"]
    said = request.entries.get().text
    assert "(The file setup.exe was kept aside: programs are not handed on.)" in said
    assert said.startswith("Since this morning")
    came = Letter.objects.get(is_incoming=True)
    assert came.marks["aside"] == [["setup.exe", "programs are not handed on"]]


def test_the_letter_says_what_was_kept_aside(people, letter, client_of):
    receive_letter(letter(files=(("setup.exe", "application/x-msdownload", b"x"),)))
    came = Letter.objects.get(is_incoming=True)
    page = client_of("Elin Sand").get(f"/settings/letters/{came.pk}").content.decode()
    assert "Kept aside" in page and "setup.exe" in page


def test_a_letter_with_a_program_comes_once(people, letter):
    raw = letter(
        files=(("setup.exe", "application/x-msdownload", b"x"),), message_id="<a@b.example>"
    )
    again = raw.replace(b"Subject: ", b"Subject:  ")
    outcomes = [receive_letter(each).outcome for each in (raw, again)]
    assert outcomes == ["registered", "duplicate"]


def test_an_infected_file_is_kept_aside(people, letter, scanner):
    files = (NOTES, ("bill.pdf", "application/pdf", b"%PDF " + EVIL))
    request = request_of(receive_letter(letter(files=files)))
    assert kept_with(request) == ["notes.txt"]
    assert "(The file bill.pdf was kept aside: the virus scanner says: Evil.Test.)" in (
        request.entries.get().text
    )


def test_without_its_scanner_the_letter_waits_and_nothing_is_lost(
    people, letter, settings, run_job, scanner
):
    where, settings.SPOC_CLAMAV = settings.SPOC_CLAMAV, "127.0.0.1:1"
    receipt = receive_letter(letter(files=(NOTES,)))
    assert receipt.outcome == "held"
    assert "virus scanner does not answer" in receipt.reason
    assert not SupportRequest.objects.exists()
    settings.SPOC_CLAMAV = where
    with at(now() + timedelta(hours=1)):
        run_job("intake.jobs.read_waiting", timestamp=0)
    assert kept_with(SupportRequest.objects.get()) == ["notes.txt"]


def test_a_letter_without_files_asks_no_scanner(people, letter, settings):
    settings.SPOC_CLAMAV = "127.0.0.1:1"
    assert receive_letter(letter()).outcome == "registered"


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (b"stream: OK\0", ""),
        (b"stream: Win.Test.A FOUND\0", "Win.Test.A"),
        (b"INSTREAM size limit exceeded. ERROR\0", "too large to be looked into"),
    ],
)
def test_what_the_scanner_says_is_understood(scanner, answer, found):
    scanner.answer = answer
    assert infection_in(b"x" * 200_000) == found


@pytest.mark.parametrize("answer", [b"", b"UNKNOWN COMMAND\0", b"stream: ERROR\0"])
def test_what_it_does_not_say_lets_nothing_through(scanner, answer):
    scanner.answer = answer or b"\0"
    with pytest.raises(OSError):
        infection_in(b"x")


def test_which_endings_are_blocked_is_the_houses_to_say(people, letter, settings):
    settings.SPOC_BLOCKED_FILES = ["txt"]
    request = request_of(receive_letter(letter(files=(NOTES,))))
    assert kept_with(request) == []
