"""A letter from the desk, written so that every mail program shows and threads it rightly."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime

from markupsafe import Markup

from spoc.channels.rules.address import Address, is_email
from spoc.channels.rules.attachment import filename, media_type
from spoc.channels.rules.automatic import LOOP_HEADER
from spoc.channels.rules.headers import message_ids
from spoc.kit.errors import NotPossible
from spoc.kit.html import lines, paragraphs
from spoc.kit.marked import bare, rendered
from spoc.kit.text import one_line, tidy

REFERENCES_LENGTH = 1_500  # some servers refuse headers near 2,000 signs
SUBJECT_LENGTH = 250
SPECIAL = re.compile(r'[()<>@,:;".\[\]\\]')
QUOTATION = re.compile(r"^((?:>[^\n]*(?:\n|\Z))+)", re.MULTILINE)
MARK_OF_QUOTATION = re.compile(r"^> ?", re.MULTILINE)
SAFE_LINK = re.compile(r"https?://[^\s\"'<>]+")

PAGE = Markup(
    '<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"></head>'
    '<body style="font-family: sans-serif; font-size: 16px; line-height: 1.5">{}</body></html>'
)
BUTTON = Markup(
    '<p><a href="{}" style="display: inline-block; padding: 10px 18px; border-radius: 6px;'
    ' background: #1f4f8f; color: #ffffff; text-decoration: none">{}</a></p>'
)
QUOTATION_TAG = Markup(
    '<blockquote type="cite" style="margin: 0 0 0 8px; padding-left: 12px;'
    ' border-left: 2px solid #c0c0c0; color: #555555">'
)
QUOTED = QUOTATION_TAG + Markup("{}</blockquote>")
STYLES = {
    Markup("<blockquote>"): QUOTATION_TAG,
    Markup("<img "): Markup('<img style="max-width: 100%; height: auto" '),
    Markup("<pre>"): Markup('<pre style="padding: 8px; background: #f3f3f3; overflow: auto">'),
}


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to send along."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture within the words, by the number its mark has."""

    number: int
    content_id: str
    file: Enclosure


@dataclass(frozen=True, slots=True)
class Button:
    """A link that stands out, under the words."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What the desk wants to say, to whom, and in answer to what.

    `automatic` is '' for a person's words, else `auto-replied` or `auto-generated` (RFC 3834).
    Lines of `text` that begin with `>` are shown as quoted; its first `marked` signs carry marks,
    in which `pictures` are named.
    """

    from_name: str
    from_email: str
    to: Sequence[Address]
    subject: str
    text: str
    message_id: str
    date: datetime
    cc: Sequence[Address] = ()
    reply_to: Address | None = None
    in_reply_to: str = ""
    references: Sequence[str] = ()
    attachments: Sequence[Enclosure] = ()
    pictures: Sequence[Picture] = ()
    marked: int = 0
    language: str = "en"
    automatic: str = ""
    loop_host: str = ""
    button: Button | None = None
    unsubscribe: str = ""


def compose(outgoing: Outgoing) -> bytes:
    """Return the letter as it goes over the wire; refuses addresses that are none."""
    letter = _body(outgoing)
    for name, value in _headers(outgoing):
        if value:
            letter[name] = value
    return letter.as_bytes(policy=compat32.clone(linesep="\r\n", max_line_length=78))


def _headers(outgoing: Outgoing) -> list[tuple[str, str]]:
    sender = Address(outgoing.from_name, outgoing.from_email)
    replies_to = [outgoing.reply_to] if outgoing.reply_to else []
    return [
        ("From", _people([sender])),
        ("To", _people(outgoing.to)),
        ("Cc", _people(outgoing.cc)),
        ("Reply-To", _people(replies_to)),
        ("Subject", _words(one_line(outgoing.subject, SUBJECT_LENGTH), len("Subject: "))),
        ("Date", format_datetime(outgoing.date)),
        ("Message-ID", " ".join(message_ids([outgoing.message_id])[:1])),
        ("In-Reply-To", " ".join(message_ids([outgoing.in_reply_to])[:1])),
        ("References", _references(outgoing)),
        ("Content-Language", _token(outgoing.language)),
        ("Auto-Submitted", _token(outgoing.automatic)),
        ("X-Auto-Response-Suppress", "All" if outgoing.automatic else ""),
        (LOOP_HEADER.title(), _token(outgoing.loop_host)),
        *_ending(outgoing.unsubscribe),
    ]


def _ending(address: str) -> list[tuple[str, str]]:
    """Return what lets a mail program end such letters by one click (RFC 8058)."""
    if not SAFE_LINK.fullmatch(address):
        return []
    return [
        ("List-Unsubscribe", f"<{address}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    ]


def _people(people: Sequence[Address]) -> str:
    return ",\n ".join(_person(person) for person in people)


def _person(person: Address) -> str:
    email = person.email.strip()
    local, _, domain = email.rpartition("@")
    if not is_email(email) or not local.isascii():
        raise NotPossible(f"“{one_line(email, 80)}” is not an e-mail address: correct it first.")
    email = f"{local}@{domain if domain.isascii() else _international(domain)}"
    name = one_line(person.name, 120)
    if not name:
        return email
    if not name.isascii():
        return f"{_words(name, 10)} <{email}>"
    if SPECIAL.search(name):
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{name} <{email}>"


def _international(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise NotPossible(f"“{domain}” is not a domain: correct the address first.") from None


def _words(words: str, before: int) -> str:
    """Return words for a header, encoded where they are not plain (RFC 2047) or look encoded."""
    if words.isascii() and "=?" not in words:
        return words
    return Header(words, "utf-8", maxlinelen=74, header_name="x" * before).encode()


def _token(value: str) -> str:
    return re.sub(r"[^\w.-]", "", value, flags=re.ASCII)


def _references(outgoing: Outgoing) -> str:
    """Return the line of letters before this one: the first, and as many of the last as fit."""
    named = list(message_ids([*outgoing.references, outgoing.in_reply_to]))
    kept: list[str] = []
    room = REFERENCES_LENGTH - len(named[0]) if named else 0
    for name in reversed(named[1:]):
        room -= len(name) + 2
        if room < 0:
            break
        kept.insert(0, name)
    return "\n ".join([*named[:1], *kept])


def _body(outgoing: Outgoing) -> Message:
    text = tidy(outgoing.text).strip("\n")
    ways = MIMEMultipart("alternative")
    plain = bare(text[: outgoing.marked]) + text[outgoing.marked :]
    ways.attach(_text("plain", _with_address(plain, outgoing.button)))
    ways.attach(_shown(_text("html", _page(text, outgoing)), outgoing.pictures))
    if not outgoing.attachments:
        return ways
    letter = MIMEMultipart("mixed")
    letter.attach(ways)
    for place, enclosure in enumerate(outgoing.attachments, start=1):
        letter.attach(_file(enclosure, place))
    return letter


def _text(manner: str, words: str) -> Message:
    charset = Charset("utf-8")
    charset.body_encoding = QP
    part = MIMENonMultipart("text", manner, charset="utf-8")
    part.set_payload(words + "\n", charset)
    return part


def _with_address(text: str, button: Button | None) -> str:
    if not button or not SAFE_LINK.fullmatch(button.url):
        return text
    return f"{text}\n\n{one_line(button.label)}: {button.url}"


def _shown(page: Message, pictures: Sequence[Picture]) -> Message:
    """Return the page together with the pictures it shows."""
    if not pictures:
        return page
    whole = MIMEMultipart("related", type="text/html")
    whole.attach(page)
    for place, picture in enumerate(pictures, start=1):
        part = _file(picture.file, place, "inline")
        part["Content-ID"] = f"<{picture.content_id}>"
        whole.attach(part)
    return whole


def _page(text: str, outgoing: Outgoing) -> str:
    marked, text = text[: outgoing.marked], text[outgoing.marked :]
    pieces = [_piece(piece) for piece in QUOTATION.split(text) if piece.strip()]
    if marked:
        pieces[:1] = [_with_marks(marked, outgoing.pictures) + Markup("").join(pieces[:1])]
    button = outgoing.button
    if button and SAFE_LINK.fullmatch(button.url):
        at = 1 if pieces and not text.startswith(">") else len(pieces)
        pieces.insert(at, BUTTON.format(button.url, one_line(button.label)))
    return str(PAGE.format(_token(outgoing.language) or "en", Markup("").join(pieces)))


def _with_marks(words: str, pictures: Sequence[Picture]) -> Markup:
    """Return marked words as mail programs show them: they know no style sheets."""
    html = rendered(words, {each.number: f"cid:{each.content_id}" for each in pictures})
    for tag, style in STYLES.items():
        html = html.replace(tag, Markup(style))
    return html


def _piece(words: str) -> Markup:
    if not words.startswith(">"):
        return paragraphs(words)
    return QUOTED.format(lines(MARK_OF_QUOTATION.sub("", words).strip("\n")))


def _file(enclosure: Enclosure, place: int, disposition: str = "attachment") -> Message:
    main, _, sub = media_type(enclosure.content_type.lower()).partition("/")
    if main in ("multipart", "message"):
        main, sub = "application", "octet-stream"
    part = MIMEBase(main, sub)
    part.set_payload(enclosure.content)
    encode_base64(part)
    name = filename(enclosure.filename, enclosure.content_type, place)
    plain = name if name.isascii() else ("utf-8", "", name)
    part.add_header("Content-Disposition", disposition, filename=plain)
    return part
