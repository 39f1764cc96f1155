"""Machines' letters are told from people's."""

from typing import Any

import pytest

from spoc.channels.rules.letter import Letter, read

HOST, DESK = "desk.example.org", "desk@example.org"


def _read(head: str, words: str = "Hej, jag behöver hjälp.", **own: Any) -> Letter:
    return read(f"To: {DESK}\n{head}\n\n{words}".encode(), **own)


def _report(kind: str, sort: str, said: str, extra: str = "") -> str:
    return (
        f'From: Mail <noreply@mx.example.net>\n{extra}Content-Type: multipart/report; boundary="b";'
        f" report-type={sort}\n\n--b\n\nIt was not to be.\n--b\nContent-Type: message/{kind}\n\n"
        f"{said}\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <r1.e2.x@{HOST}>\n"
        "Subject: Your request\n\nHello\n--b--\n"
    )


FAILED = (
    "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; Karin@Example.net\n"
    "Action: failed\nStatus: 5.1.1"
)
DELAYED = FAILED.replace("failed", "delayed").replace("5.1.1", "4.4.7")
KARIN = "From: Karin <karin@example.net>\n"
DAEMON = "From: MAILER-DAEMON@mx.example.net\n"


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (KARIN + "Auto-Submitted: auto-generated", "auto-submitted"),
        (KARIN + "Auto-Submitted: auto-replied; owner=x", "auto-submitted"),
        (KARIN + "Auto-Submitted: auto-replied\nSubject: Automatiskt svar: Sv: x", "vacation"),
        (KARIN + "X-Autoreply: yes", "vacation"),
        (KARIN + "X-Auto-Response-Suppress: All", "auto-submitted"),
        (KARIN + "X-Auto-Response-Suppress: DR, OOF, AutoReply", "auto-submitted"),
        (KARIN + "Precedence: bulk", "list"),
        (KARIN + "Precedence: auto_reply", "vacation"),
        (KARIN + "List-Id: News <news.example.net>", "list"),
        (KARIN + "Return-Path: <>", "null-sender"),
        (KARIN + "Return-Path: <>\nSubject: Out of office: x", "vacation"),
        (KARIN + "Return-Path: <>\nSubject: Undelivered Mail Returned to Sender", "bounce"),
        (DAEMON + "Subject: failure notice", "bounce"),
        ("From: postmaster@example.net\nSubject: Undeliverable: Your request", "bounce"),
        ("From: postmaster@example.net\nX-Failed-Recipients: a@example.net", "bounce"),
        (_report("delivery-status", "delivery-status", FAILED), "bounce"),
        (_report("delivery-status", "delivery-status", DELAYED), "delivery-report"),
        (_report("disposition-notification", "disposition-notification", "x"), "delivery-report"),
        (_report("feedback-report", "feedback-report", "Feedback-Type: abuse"), "feedback-report"),
    ],
)
def test_a_machines_letter_is_recognised(head: str, reason: str) -> None:
    assert _read(head).automatic == reason


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (KARIN, "Hej"),
        (KARIN + "Auto-Submitted: no", "Hej"),
        (KARIN + "Return-Path: <karin@example.net>", "Hej"),
        (KARIN + "Subject: Out of office fungerar inte i Outlook", "Hur slår jag på det?"),
        (KARIN + "Subject: Semester", "Hur ansöker jag om det?"),
        (KARIN + "Subject: Undelivered mail", "Alla brev till Umeå kommer tillbaka!"),
        (KARIN + "Subject: VB: Undelivered Mail Returned to Sender", "could not be delivered"),
        (KARIN + "Subject: Sv: Automatiskt svar: x\nIn-Reply-To: <a@b>", "Tack, då vet jag."),
        ("From: Postmaster <postmaster@example.net>\nSubject: Nytt MX", "Vi byter adress."),
        (KARIN + "X-Priority: 1\nX-Spoc-State: closed\nX-Zammad-Ignore: true", "Hej"),
        (KARIN + "X-Spoc-Loop: somewhere.example.net", "Hej"),
    ],
)
def test_a_persons_letter_is_not_taken_for_a_machines(head: str, words: str) -> None:
    letter = _read(head, words, own_host=HOST, own_addresses=[DESK])
    assert (letter.automatic, letter.report) == ("", None)


def test_a_report_that_a_person_passes_on_is_a_persons_letter() -> None:
    passed_on = _report("delivery-status", "x", FAILED).replace(
        "multipart/report", "multipart/mixed"
    )
    assert _read(passed_on).automatic == ""


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Automatiskt svar: Din fråga", "Jag är på semester till den 5 augusti."),
        ("Out of office", "I will be back on Monday."),
        ("Autosvar: Sv: x\nIn-Reply-To: <a@b>", "Hej!"),
    ],
)
def test_an_absence_needs_its_subject_and_one_more_sign(subject: str, words: str) -> None:
    assert _read(f"{KARIN}Subject: {subject}", words).automatic == "vacation"


@pytest.mark.parametrize(
    "head", [KARIN + "X-Spoc-Loop: Desk.example.org", "From: Desk <DESK@example.org>"]
)
def test_our_own_letters_come_back_as_our_own(head: str) -> None:
    assert _read(head, own_host=HOST, own_addresses=[DESK]).automatic == "own"


def test_a_bounce_says_which_letter_whom_and_why() -> None:
    report = _read(_report("delivery-status", "delivery-status", FAILED)).report
    assert report is not None
    assert report.original_message_id == f"<r1.e2.x@{HOST}>"
    assert (report.recipient, report.status, report.action) == (
        "karin@example.net",
        "5.1.1",
        "failed",
    )
    assert report.is_final


def test_a_bounce_in_plain_words_is_understood_as_far_as_it_goes() -> None:
    words = (
        "This message could not be delivered:\n\n  karin@example.net\n"
        "    SMTP error: 550 5.7.1 refused\n\n------ copy of the message ------\n"
        f"Subject: Your request\nMessage-ID: <r1.e2.x@{HOST}>\n"
    )
    report = _read(DAEMON + "Subject: Mail delivery failed", words).report
    assert report is not None
    assert report.recipient == "karin@example.net"
    assert report.status == "5.7.1"
    assert report.original_message_id == f"<r1.e2.x@{HOST}>"
