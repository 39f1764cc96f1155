"""Letters are read as people meant them, however they were written."""

import json
from base64 import b64encode
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from spoc.channels.rules.address import Address
from spoc.channels.rules.letter import read, to_json

PLAIN = """\
Return-Path: <bounce+karin@example.net>
Delivered-To: desk@example.org
Authentication-Results: mx.example.org; dkim=pass header.d=example.net
From: "Ek, Karin" <Karin.Ek@Example.NET>
Reply-To: Karin hemma <karin@home.example>
To: Desk <desk@example.org>, "Berg, Bo" <bo@example.org>
Cc: desk@example.org (Desk), Bo <bo@example.org>
Subject: =?utf-8?Q?Skrivaren_p=C3=A5?= =?utf-8?B?IHbDpW5pbmc=?= 3
Date: Tue, 3 Nov 2026 11:15:00 +0100
Message-ID: <1@example.net>
In-Reply-To: <0@example.org>
References: <a@example.org>
\t<0@example.org>

Hej!

Den skriver inte ut.

Den 2026-11-03 10:15, skrev Desk:
> Hur mår skrivaren?
"""


def test_an_ordinary_letter_is_read_whole() -> None:
    letter = read(PLAIN.replace("\n", "\r\n").encode())
    assert letter.subject == "Skrivaren på våning 3"
    assert (letter.from_name, letter.from_email) == ("Ek, Karin", "karin.ek@example.net")
    assert letter.sender_email == "bounce+karin@example.net"
    assert letter.reply_to == (Address("Karin hemma", "karin@home.example"),)
    assert [one.email for one in letter.to] == ["desk@example.org", "bo@example.org"]
    assert letter.cc[0] == Address("Desk", "desk@example.org")
    assert letter.delivered_to == ("desk@example.org",)
    assert letter.date == datetime(2026, 11, 3, 10, 15, tzinfo=UTC)
    assert (letter.message_id, letter.in_reply_to) == ("<1@example.net>", "<0@example.org>")
    assert letter.references == ("<a@example.org>", "<0@example.org>")
    assert letter.reply_text == "Hej!\n\nDen skriver inte ut."
    assert letter.quoted_text.endswith("> Hur mår skrivaren?")
    assert letter.language == "sv"
    assert "dkim=pass" in letter.authentication[0]
    assert (letter.automatic, letter.html, letter.attachments, letter.cut) == ("", "", (), ())


def test_other_programs_get_exactly_these_fields_as_json() -> None:
    said = to_json(read(PLAIN.encode()))
    assert list(said) == [
        *("subject", "from_name", "from_email", "reply_to", "to", "cc", "date", "message_id"),
        *("in_reply_to", "references", "automatic", "text", "reply_text", "html", "attachments"),
    ]
    assert json.loads(json.dumps(said)) == said
    assert said["date"] == "2026-11-03T10:15:00+00:00"
    assert said["reply_to"] == [{"name": "Karin hemma", "email": "karin@home.example"}]
    assert said["automatic"] is None
    assert to_json(read(b"Auto-Submitted: auto-replied\n\nx"))["automatic"] == "auto-submitted"


@pytest.mark.parametrize(
    ("header", "name", "email"),
    [
        ("Karin <karin@example.net>        >", "Karin", "karin@example.net"),
        ("karin@example.net> <k.ek@example.net>", "karin@example.net>", "k.ek@example.net"),
        ("karin@example.net (Karin Ek)", "Karin Ek", "karin@example.net"),
        ("=?iso-8859-1?Q?=D6berg,=20Karin?= <k@example.net>", "Öberg, Karin", "k@example.net"),
        ('"k@bank.example" <k@example.net>', "k@bank.example", "k@example.net"),
        ("=?utf-8?B?w5ZiZXJn", "", ""),
        ("Karin <k@example.net.>", "Karin", "k@example.net"),
        ("Karin\n <k@example.net>", "Karin", "k@example.net"),
        ("Öberg <k@example.net>", "Öberg", "k@example.net"),
        ("<>", "", ""),
        ("undisclosed-recipients:;", "", ""),
        ("a@b@c <x y@z>", "", ""),
    ],
)
def test_a_badly_written_sender_is_still_somebody(header: str, name: str, email: str) -> None:
    letter = read(f"From: {header}\nSubject: x\n\nHej".encode())
    assert (letter.from_name, letter.from_email) == (name, email)


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("iso-8859-1", "Räksmörgås – nej".encode("cp1252")),
        ("utf-8", "Räksmörgås – nej".encode("cp1252")),
        ("no-such-charset", "Räksmörgås – nej".encode()),
        ("us-ascii", "Räksmörgås – nej".encode()),
        ("", "Räksmörgås – nej".encode("cp1252")),
        ("utf-16", "Räksmörgås – nej".encode("utf-16")),
        ("punycode", "Räksmörgås – nej".encode()),
        ("utf-8", "Räksmör\0gås\0 – nej".encode()),
    ],
)
def test_any_charset_becomes_the_same_words(charset: str, body: bytes) -> None:
    head = f"From: a@example.net\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert read(head + body).text == "Räksmörgås – nej"


def test_japanese_is_read_in_its_own_charset() -> None:
    subject = b64encode("プリンタ".encode("iso-2022-jp")).decode()
    head = f"Subject: =?ISO-2022-JP?B?{subject}?=\nContent-Type: text/plain; charset=iso-2022-jp"
    letter = read(f"{head}\n\n".encode() + "こんにちは".encode("iso-2022-jp"))
    assert (letter.subject, letter.text) == ("プリンタ", "こんにちは")


def test_one_damaged_letter_does_not_spoil_the_others() -> None:
    body = "Räksmörgås på Österlånggatan".encode() + b"\xff!"
    letter = read(b"Content-Type: text/plain; charset=utf-8\n\n" + body)
    assert letter.text == "Räksmörgås på Österlånggatan\ufffd!"


@pytest.mark.parametrize(
    "date",
    ["yesterday", "Mon, 99 Foo 2026 99:99:99", "Tue, 3 Nov 1970 10:15:00 +0100", "9" * 40, ""],
)
def test_a_date_that_cannot_be_is_none(date: str) -> None:
    assert read(f"Date: {date}\n\nx".encode()).date is None


def test_html_alone_becomes_words_with_its_quotation_marked() -> None:
    letter = read(
        "Subject: Sv: x\nContent-Type: text/html; charset=utf-8\n\n"
        "<style>p{}</style><p onclick=x>Hej,<br>det&nbsp;går nu.</p>"
        "<div>On 11/3/26 10:15, Desk wrote:</div><blockquote><p>Går det?</p></blockquote>"
        "<p>Svar nedan</p>".encode()
    )
    assert letter.reply_text == "Hej,\ndet går nu.\n\nSvar nedan"
    assert "> Går det?" in letter.quoted_text
    assert "<p>Hej,<br>" in letter.html
    assert "onclick" not in letter.html
    assert "<style" not in letter.html


def test_remote_pictures_are_kept_for_asking_but_not_in_json() -> None:
    letter = read(
        b'Content-Type: text/html\n\n<p>Hej</p><img src="https://example.net/1.gif" alt="Logo">'
    )
    assert 'src="https://example.net/1.gif"' in letter.html
    assert to_json(letter)["html"] == "<p>Hej</p>[Logo]"


def test_the_plain_words_speak_where_there_are_both() -> None:
    message = EmailMessage()
    message.set_content("Plain words")
    message.add_alternative("<p>HTML <b>words</b></p>", subtype="html")
    letter = read(bytes(message))
    assert letter.text == "Plain words"
    assert letter.html == "<p>HTML <b>words</b></p>"


def test_empty_plain_words_give_way_to_html() -> None:
    message = EmailMessage()
    message.set_content("\n\n")
    message.add_alternative("<p>Here</p>", subtype="html")
    assert read(bytes(message)).text == "Here"


def test_columns_of_a_table_stay_apart() -> None:
    html = "<table><tr><td>Rum</td><td>Fel</td></tr><tr><td>312</td><td>Nät</td></tr></table>"
    letter = read(f"Content-Type: text/html; charset=utf-8\n\n{html}".encode())
    assert [line.split() for line in letter.text.splitlines()] == [["Rum", "Fel"], ["312", "Nät"]]


@pytest.mark.parametrize(
    "raw", [b"", b"\n\n", b"\r\r\r", b"\0\0", b"no headers at all", b":", b"From", b"\xff\xfe"]
)
def test_there_is_a_letter_whatever_the_bytes_are(raw: bytes) -> None:
    said = to_json(read(raw))
    assert json.loads(json.dumps(said)) == said
    assert (said["from_email"], said["to"], said["attachments"]) == ("", [], [])
