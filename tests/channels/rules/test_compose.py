"""What the desk writes arrives as it was meant, and nobody can write more into it."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message

import pytest

from spoc.channels.rules.address import Address
from spoc.channels.rules.compose import Button, Enclosure, Outgoing, compose
from spoc.channels.rules.letter import read
from spoc.kit.errors import NotPossible

ANSWER = Outgoing(
    from_name="Servicedesk, Umeå",
    from_email="desk@example.org",
    to=[Address("Karin Ek", "karin@example.net")],
    cc=[Address("Åke (chef)", "ake@example.net")],
    reply_to=Address("", "reply@example.org"),
    subject="Re: Skrivaren på våning 3 är trasig igen och ingen vet varför [R-48213-k7f3q2xw5d]",
    text="Hej!\n\nSe https://example.org/råd?a=1&b=<2>.\n\n> Är den på?\n> Ja.\n\nSlut",
    message_id="<r48213.e77.x@example.org>",
    in_reply_to="<1@example.net>",
    references=["<0@example.net>"],
    date=datetime(2026, 11, 3, 10, 15, tzinfo=UTC),
    language="sv",
)


def _parts(raw: bytes) -> dict[str, Message]:
    return {part.get_content_type(): part for part in message_from_bytes(raw).walk()}


def test_a_letter_reads_back_as_it_was_written() -> None:
    letter = read(compose(ANSWER))
    assert letter.subject == ANSWER.subject
    assert (letter.from_name, letter.from_email) == ("Servicedesk, Umeå", "desk@example.org")
    assert letter.to == tuple(ANSWER.to)
    assert letter.cc == tuple(ANSWER.cc)
    assert letter.reply_to == (ANSWER.reply_to,)
    assert letter.text == ANSWER.text
    assert letter.date == ANSWER.date
    assert letter.message_id == ANSWER.message_id
    assert letter.in_reply_to == "<1@example.net>"
    assert letter.references == ("<0@example.net>", "<1@example.net>")
    assert letter.automatic == ""


def test_the_wire_sees_short_plain_lines_only() -> None:
    raw = compose(
        replace(ANSWER, text="å" * 5_000, references=[f"<{'x' * 90}{n}@e.org>" for n in range(9)])
    )
    assert raw.isascii()
    assert raw.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(map(len, raw.split(b"\r\n"))) < 200


def test_html_is_made_from_the_same_words() -> None:
    html = _parts(compose(ANSWER))["text/html"].get_payload(decode=True).decode()
    assert '<html lang="sv">' in html
    assert "<p>Hej!</p>" in html
    assert 'href="https://example.org/råd?a=1&amp;b="' in html
    assert "&lt;2&gt;" in html
    assert ">Är den på?<br>Ja.</blockquote><p>Slut</p>" in html


def test_a_button_is_an_address_in_plain_words() -> None:
    raw = compose(replace(ANSWER, button=Button("Visa", "https://example.org/requests/48213")))
    letter = read(raw)
    assert letter.text.endswith("Visa: https://example.org/requests/48213")
    assert 'href="https://example.org/requests/48213"' in letter.html


def test_a_button_leads_to_the_web_only() -> None:
    letter = read(compose(replace(ANSWER, button=Button("Visa", "javascript:steal()"))))
    assert "Visa" not in letter.text + letter.html


EVIL = "x\r\nBcc: spy@example.com\n\nwords\0"


@pytest.mark.parametrize(
    "outgoing",
    [
        replace(ANSWER, from_name=EVIL),
        replace(ANSWER, subject=EVIL),
        replace(ANSWER, to=[Address(EVIL, "karin@example.net")]),
        replace(ANSWER, reply_to=Address(EVIL, "reply@example.org")),
        replace(ANSWER, message_id=f"<{EVIL}@x>"),
        replace(ANSWER, in_reply_to=f"<{EVIL}@x>", references=[f"<{EVIL}>", EVIL]),
        replace(ANSWER, language=EVIL, automatic=EVIL, loop_host=EVIL),
        replace(ANSWER, button=Button(EVIL, "https://example.org/" + EVIL)),
        replace(ANSWER, attachments=[Enclosure(EVIL, "text/plain\r\nBcc: x", b"x")]),
    ],
)
def test_no_field_can_add_a_header(outgoing: Outgoing) -> None:
    raw = compose(outgoing)
    for part in message_from_bytes(raw).walk():
        assert "bcc" not in {name.lower() for name, _ in part.items()}
    assert [one.email for one in read(raw).to] == ["karin@example.net"]
    assert "spy@example.com" not in read(raw).text


@pytest.mark.parametrize(
    "email", ["", "karin", "karin@example.net\r\nBcc: x@y", "a@b, c@d", "k <a@b>", "å@example.net"]
)
def test_an_address_that_is_none_is_refused(email: str) -> None:
    with pytest.raises(NotPossible):
        compose(replace(ANSWER, to=[Address("", email)]))


def test_long_threads_keep_their_first_and_last_letters() -> None:
    ids = [f"<{n}.{'x' * 60}@example.org>" for n in range(100)]
    letter = read(compose(replace(ANSWER, references=ids, in_reply_to=ids[-1])))
    assert letter.references[0] == ids[0]
    assert letter.references[-1] == ids[-1]
    assert 10 < len(letter.references) < 30


def test_an_automatic_letter_says_so_and_names_the_desk() -> None:
    raw = compose(replace(ANSWER, automatic="auto-replied", loop_host="desk.example.org"))
    assert message_from_bytes(raw)["Auto-Submitted"] == "auto-replied"
    assert read(raw).automatic == "auto-submitted"
    assert read(raw, own_host="desk.example.org").automatic == "own"


def test_files_travel_with_their_names() -> None:
    files = [
        Enclosure("räkning 1.pdf", "application/pdf", b"%PDF\r\n\0"),
        Enclosure("a.eml", "message/rfc822", b"Subject: x\n\ny"),
    ]
    letter = read(compose(replace(ANSWER, attachments=files)))
    assert [(f.filename, f.content_type, f.content) for f in letter.attachments] == [
        ("räkning 1.pdf", "application/pdf", b"%PDF\r\n\0"),
        ("a.eml", "application/octet-stream", b"Subject: x\n\ny"),
    ]
    assert letter.text == ANSWER.text


def test_a_foreign_domain_is_written_as_mail_servers_read_it() -> None:
    raw = compose(replace(ANSWER, to=[Address("", "karin@åre.example")]))
    assert b"karin@xn--re-xia.example" in raw
