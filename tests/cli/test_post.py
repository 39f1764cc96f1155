"""Letters come in by LMTP and SMTP: accepted only once they are kept."""

import asyncio
import os
import smtplib
import socket
import ssl
import threading
from contextlib import contextmanager

import pytest
from django.db import Error as DatabaseError

from spoc.channels.models import Letter
from spoc.cli import post
from spoc.cli.tls import Certificate
from spoc.kit import store
from spoc.kit.errors import NotPossible
from spoc.requests.models import SupportRequest
from tests.channels.sealing import ECDSA, RSA, certified, pem_of
from tests.floor.jobs import work

pytestmark = pytest.mark.commits

DESK = "it@norrvikhospital.example"
KARIN = "karin.holm@norrvikhospital.example"


@contextmanager
def taking(kind, certificate=None):
    """Have a door for letters for a block; give its port."""
    loop, is_over = asyncio.new_event_loop(), asyncio.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        serving = threading.Thread(
            target=lambda: loop.run_until_complete(post.serve({kind: door}, is_over, certificate))
        )
        serving.start()
        try:
            yield port
        finally:
            loop.call_soon_threadsafe(is_over.set)
            serving.join()
            loop.close()


@pytest.fixture
def lmtp(transactional_db):
    """Somebody who hands letters over by LMTP."""
    with taking(post.LetterBox) as port, smtplib.LMTP("127.0.0.1", port) as sender:
        yield sender


@pytest.fixture
def smtp(transactional_db):
    """Somebody who hands letters over by SMTP."""
    with taking(post.Counter) as port, smtplib.SMTP("127.0.0.1", port) as sender:
        yield sender


def handed(lmtp, raw, *recipients, sender=KARIN) -> list[tuple[int, bytes]]:
    """Hand a letter over, and return what is said for each of its recipients."""
    lmtp.ehlo_or_helo_if_needed()
    lmtp.mail(sender)
    for recipient in recipients:
        assert lmtp.rcpt(recipient)[0] == 250
    answers = [lmtp.data(raw)]
    return answers + [lmtp.getreply() for _further in recipients[1:]]


def test_a_letter_is_kept_before_it_is_accepted_and_then_read(lmtp, letter):
    [(code, words)] = handed(lmtp, letter(subject="By LMTP"), DESK)
    assert code == 250
    kept = Letter.objects.get()
    assert f"letter {kept.pk}".encode() in words
    assert kept.state == "stored"
    with store.open(kept.digest) as file:
        assert file.read().startswith(b"Return-Path: <karin.holm@")
    work()
    assert SupportRequest.objects.get().title == "By LMTP"


def test_each_recipient_is_answered_for_one_letter(lmtp, letter):
    answers = handed(
        lmtp, letter(to="hidden@list.example"), DESK, "it+printers@norrvikskolor.example"
    )
    assert [code for code, _words in answers] == [250, 250]
    assert Letter.objects.count() == 1
    assert lmtp.noop()[0] == 250, "the conversation goes on"


def test_whom_it_was_handed_over_for_tells_the_community(lmtp, letter):
    handed(lmtp, letter(to="hidden@list.example"), "it+printers@norrvikskolor.example")
    work()
    assert SupportRequest.objects.get().community.key == "schools"


def test_the_same_letter_handed_over_again_is_one(lmtp, letter):
    raw = letter()
    assert [handed(lmtp, raw, DESK)[0][0] for _time in range(2)] == [250, 250]
    assert Letter.objects.count() == 1


def test_a_letter_from_nobody_is_one_of_a_machine(lmtp, letter):
    handed(lmtp, letter(), DESK, sender="")
    work()
    assert Letter.objects.get(is_incoming=True).outcome == "automatic"
    assert not SupportRequest.objects.exists()


def test_what_is_too_large_is_announced_and_refused(transactional_db, letter, settings):
    settings.SPOC_LETTER_LIMIT = 52_000
    with taking(post.LetterBox) as port, smtplib.LMTP("127.0.0.1", port) as sender:
        sender.ehlo()
        assert sender.esmtp_features["size"] == "2000"
        assert sender.docmd("MAIL", f"FROM:<{KARIN}> SIZE=3000")[0] == 552
        assert handed(sender, letter(text="x " * 1_500), DESK)[0][0] == 552
    assert not Letter.objects.exists()


def test_what_cannot_be_kept_is_to_come_again(lmtp, letter, monkeypatch):
    def full(raw):
        raise OSError("no space left")

    monkeypatch.setattr(post, "store_letter", full)
    [(code, words)] = handed(lmtp, letter(), DESK)
    assert code == 451
    assert b"send it again" in words


def test_a_database_that_is_away_loses_no_letter(lmtp, letter, monkeypatch):
    def away(raw):
        raise DatabaseError("gone")

    monkeypatch.setattr(post, "store_letter", away)
    assert handed(lmtp, letter(), DESK)[0][0] == 451


def test_an_empty_letter_is_refused_for_good(lmtp):
    assert handed(lmtp, b"", DESK)[0][0] == 554
    assert not Letter.objects.exists()


def test_long_lines_are_taken_as_they_are(lmtp, letter):
    raw = letter().replace(b"Since this morning", b"Since " + b"very " * 1_000 + b"early")
    assert handed(lmtp, raw, DESK)[0][0] == 250


def test_by_smtp_only_our_own_addresses_take_letters(smtp):
    smtp.ehlo()
    smtp.mail(KARIN)
    to = (DESK, "IT+printers@NorrvikHospital.example", "a@else.example", "it@else.example")
    assert [smtp.rcpt(each)[0] for each in to] == [250, 250, 550, 550]


def test_by_smtp_a_letter_becomes_a_request(smtp, letter):
    smtp.sendmail(KARIN, [DESK], letter(subject="By SMTP"))
    work()
    assert SupportRequest.objects.get().title == "By SMTP"


def written(path, key=RSA, name="mx.desk.example"):
    """Write a certificate and its key into a file."""
    path.write_text(pem_of(key, certified(name, key)))
    return path


def anybody():
    """Return how one speaks encrypted to whoever it is."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def shown_by(port) -> bytes:
    """Return the certificate that is shown at a door."""
    with smtplib.SMTP("127.0.0.1", port) as sender:
        sender.starttls(context=anybody())
        return sender.sock.getpeercert(binary_form=True)


@pytest.mark.parametrize(
    ("kind", "speaks"), [("Counter", smtplib.SMTP), ("LetterBox", smtplib.LMTP)]
)
def test_with_a_certificate_letters_are_taken_encrypted(
    transactional_db, letter, tmp_path, kind, speaks
):
    certificate = Certificate(written(tmp_path / "both.pem"))
    with taking(getattr(post, kind), certificate) as port, speaks("127.0.0.1", port) as sender:
        assert sender.starttls(context=anybody())[0] == 220
        assert isinstance(sender.sock, ssl.SSLSocket)
        sender.sendmail(KARIN, [DESK], letter())
        assert not sender.has_extn("auth")
    assert Letter.objects.get().state == "stored"


def test_without_a_certificate_none_is_offered(smtp):
    smtp.ehlo()
    assert not smtp.has_extn("starttls")


def test_who_breaks_off_the_handshake_keeps_nobody_from_the_door(transactional_db, tmp_path):
    certificate = Certificate(written(tmp_path / "both.pem"))
    with taking(post.Counter, certificate) as port:
        with socket.create_connection(("127.0.0.1", port)) as rude:
            rude.recv(999)
            rude.sendall(b"EHLO x\r\nSTARTTLS\r\n")
            rude.sendall(b"no handshake at all\r\n\r\n")
        assert shown_by(port)


def test_a_renewed_certificate_is_shown_without_a_restart(transactional_db, tmp_path):
    path = written(tmp_path / "both.pem")
    with taking(post.Counter, Certificate(path)) as port:
        first = shown_by(port)
        written(path, ECDSA)
        os.utime(path, (1, 1))
        second = shown_by(port)
        path.write_text("half")
        os.utime(path, (2, 2))
        assert shown_by(port) == second != first


def test_a_certificate_without_its_key_is_refused(tmp_path):
    path, other = written(tmp_path / "a.pem"), written(tmp_path / "b.pem", ECDSA)
    with pytest.raises(NotPossible, match="belong together"):
        Certificate(path, other)
    with pytest.raises(NotPossible, match="cannot be used"):
        Certificate(tmp_path / "none.pem")
