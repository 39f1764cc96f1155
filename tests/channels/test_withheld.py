"""What was encrypted and no seal within proves its sender's: the desk alone reads it."""

import pytest
from tests.channels.sealing import (
    ECDSA,
    KARIN,
    ROOT,
    SAID,
    WORDS,
    encrypted,
    from_karin,
    signed_letter,
)
from tests.intake.conftest import request_of

from spoc.channels.models import Interaction
from spoc.channels.opened import OPENED, open_letter
from spoc.channels.rules.signed import Standing
from spoc.intake.activities import receive_letter
from spoc.people.queries import first_mail
from spoc.records.queries import attachments_of

EVE = "eve@x.example"


def sealed():
    """Return what Karin signed: proven where the house believes the root."""
    inside = signed_letter(issuer=ROOT, issuer_key=ECDSA).partition(b"MIME-Version")[2]
    return b"MIME-Version" + inside


def resent(raw):
    """Return a letter of Karin as somebody sends it who caught it."""
    return raw.replace(KARIN.encode(), EVE.encode(), 1)


def entries_of(request):
    return [*request.entries.order_by("id").values_list("is_internal", "text")]


@pytest.mark.parametrize("words", [WORDS, sealed()])
def test_who_sends_anothers_encrypted_letter_reads_nothing_of_it(mailbox, trusted, words):
    request = request_of(receive_letter(resent(from_karin(encrypted(words))), channel=mailbox))
    assert first_mail(request.requester) == EVE
    (_open, first), (is_internal, inside) = entries_of(request)
    for text in (first, request.description, Interaction.objects.get().body):
        assert text.startswith("(An encrypted letter came.")
        assert SAID not in text
    assert is_internal
    assert inside == f"The encrypted letter of {EVE} says:\n\n{SAID}"
    assert not request.entries.filter(is_internal=False, quoted__contains="archive").exists()


def test_a_seal_around_what_was_encrypted_proves_nothing_of_what_is_within(mailbox, trusted):
    raw = signed_letter(
        opaque=True, words=encrypted(WORDS), mail=EVE, issuer=ROOT, issuer_key=ECDSA
    )
    opened = open_letter(resent(raw), mailbox)
    assert (opened.seal.standing, opened.cipher) == (Standing.VALID, OPENED)
    request = request_of(receive_letter(resent(raw), channel=mailbox))
    assert SAID not in request.description
    assert [is_internal for is_internal, _text in entries_of(request)] == [False, True]


def test_what_the_sender_sealed_within_is_shown_to_them(mailbox, trusted):
    request = request_of(receive_letter(from_karin(encrypted(sealed())), channel=mailbox))
    assert entries_of(request) == [(False, SAID)]


def test_files_of_what_is_withheld_are_for_the_desk_alone(mailbox):
    words = (
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' + WORDS + b"--b\r\n"
        b'Content-Type: text/plain; name="plan.txt"\r\n'
        b"Content-Disposition: attachment; filename=plan.txt\r\n\r\nquokka\r\n--b--\r\n"
    )
    request = request_of(receive_letter(from_karin(encrypted(words)), channel=mailbox))
    assert [(f.filename, f.is_internal) for f in attachments_of(request)] == [("plan.txt", True)]


def test_two_encrypted_letters_are_two_requests(mailbox):
    first, second = (
        request_of(receive_letter(from_karin(encrypted(WORDS)), channel=mailbox)) for _ in "ab"
    )
    assert first != second
