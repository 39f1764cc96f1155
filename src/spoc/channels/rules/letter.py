"""A letter as the desk reads it, from any bytes whatever."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from spoc.channels.rules import limits
from spoc.channels.rules.address import Address, addresses
from spoc.channels.rules.attachment import Attachment
from spoc.channels.rules.automatic import Signs, is_own, reason
from spoc.channels.rules.contents import Contents, Words, gather
from spoc.channels.rules.headers import Headers, date, message_ids
from spoc.channels.rules.language import Language, language
from spoc.channels.rules.parts import Bounds, Part, take_apart
from spoc.channels.rules.plain import flat, is_too_deep, words_of
from spoc.channels.rules.quoting import Folded, fold
from spoc.channels.rules.report import Report, report, report_kinds
from spoc.channels.rules.subject import manner_of
from spoc.kit.html import bounded, clean, paragraphs

AUTHENTICATION = ("authentication-results", "arc-authentication-results", "received-spf")
SPAM_MARKS = ("x-spam-flag", "x-spam-status", "x-spam")
REPORTED = ("bounce", "delivery-report", "feedback-report")


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything the desk wants to know of a letter; headers that command it have no power.

    `html` is sanitised but still names pictures elsewhere: pass it through `kit.html.clean` once
    more when showing it, which leaves them out unless a person asks for them.
    """

    subject: str
    from_name: str
    from_email: str
    sender_email: str
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    date: datetime | None
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    automatic: str
    text: str
    reply_text: str
    quoted_text: str
    html: str
    attachments: tuple[Attachment, ...]
    language: Language
    report: Report | None
    authentication: tuple[str, ...]
    is_spam: bool
    cut: tuple[str, ...]


def read(raw: bytes, *, own_host: str = "", own_addresses: Collection[str] = ()) -> Letter:
    """Read a letter; whatever the bytes are, there is a letter, and `cut` says what is missing."""
    bounds = Bounds()
    outermost = take_apart(raw, bounds)
    contents = gather(outermost, bounds)
    text, html = _written(contents)
    headers = outermost.headers
    subject = headers.text("subject", limits.SUBJECT)
    folded = _folded(headers, subject, text, bounds)
    sender = _first(headers, "from") or _first(headers, "sender") or Address("", "")
    automatic, said = _automatic(outermost, subject, text)
    if is_own(headers, sender.email, own_host, own_addresses):
        automatic = "own"
    return Letter(
        subject=subject,
        from_name=sender.name,
        from_email=sender.email,
        sender_email=(_first(headers, "return-path") or Address("", "")).email,
        reply_to=_everybody(headers, bounds, "reply-to"),
        to=_everybody(headers, bounds, "to"),
        cc=_everybody(headers, bounds, "cc"),
        delivered_to=_delivered_to(headers, bounds),
        date=date(headers),
        message_id=next(iter(message_ids([headers.raw("message-id")])), ""),
        in_reply_to=next(iter(message_ids([headers.raw("in-reply-to")])), ""),
        references=message_ids(headers.all("references"))[-limits.REFERENCES :],
        automatic=automatic,
        text=text,
        reply_text=folded.reply,
        quoted_text=folded.quoted,
        html=html,
        attachments=tuple(contents.files),
        language=language(folded.reply),
        report=said,
        authentication=_authentication(headers),
        is_spam=_is_spam(headers),
        cut=tuple(bounds.cut),
    )


def to_json(letter: Letter) -> dict[str, object]:
    """Return what other programs ask of a letter, in the types JSON has."""
    return {
        "subject": letter.subject,
        "from_name": letter.from_name,
        "from_email": letter.from_email,
        "reply_to": _as_json(letter.reply_to),
        "to": _as_json(letter.to),
        "cc": _as_json(letter.cc),
        "date": letter.date.isoformat() if letter.date else None,
        "message_id": letter.message_id,
        "in_reply_to": letter.in_reply_to,
        "references": list(letter.references),
        "automatic": letter.automatic or None,
        "text": letter.text,
        "reply_text": letter.reply_text,
        "html": clean(letter.html, images="blocked"),
        "attachments": [
            {
                "filename": file.filename,
                "content_type": file.content_type,
                "size": file.size,
                "sha256": file.sha256,
            }
            for file in letter.attachments
        ],
    }


def _as_json(people: Collection[Address]) -> list[dict[str, str]]:
    return [{"name": address.name, "email": address.email} for address in people]


def _written(contents: Contents) -> tuple[str, str]:
    """Return a letter's words plain, and as sanitised HTML where any of them were HTML."""
    pairs = [_both_ways(words, contents.bounds) for words in contents.words]
    text = "\n\n".join(plain for plain, _ in pairs if plain.strip())
    if len(text) > limits.TEXT:
        contents.bounds.cuts("text")
        text = text[: limits.TEXT]
    if not any(words.html for words in contents.words):
        return text, ""
    return text, "\n".join(html or str(paragraphs(plain)) for plain, html in pairs)


def _both_ways(words: Words, bounds: Bounds) -> tuple[str, str]:
    plain = words.plain.strip("\n").rstrip()
    if not words.html:
        return plain, ""
    if len(bounded(words.html)) < len(words.html):
        bounds.cuts("html")
    html = clean(words.html, images="shown").strip()
    if is_too_deep(html):
        bounds.cuts("html")
        html = str(paragraphs(flat(html)))
    return plain if plain.strip() else words_of(html), html


def _folded(headers: Headers, subject: str, text: str, bounds: Bounds) -> Folded:
    is_answer = headers.has("in-reply-to", "references")
    folded = fold(text, manner_of(subject, is_answer=is_answer))
    if folded.is_cut:
        bounds.cuts("quoting")
    return folded


def _automatic(outermost: Part, subject: str, text: str) -> tuple[str, Report | None]:
    why = reason(Signs(outermost.headers, report_kinds(outermost), subject, text))
    if why not in REPORTED:
        return why, None
    said = report(outermost, text)
    return ("delivery-report" if why == "bounce" and said.is_news_only else why), said


def _first(headers: Headers, name: str) -> Address | None:
    return next(iter(addresses(headers.raw(name))), None)


def _everybody(headers: Headers, bounds: Bounds, name: str) -> tuple[Address, ...]:
    found = addresses(", ".join(headers.all(name)))
    if len(found) >= limits.RECIPIENTS:
        bounds.cuts("recipients")
    return found


def _delivered_to(headers: Headers, bounds: Bounds) -> tuple[str, ...]:
    names = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
    found = [one.email for name in names for one in _everybody(headers, bounds, name)]
    return tuple(dict.fromkeys(found))


def _is_spam(headers: Headers) -> bool:
    """Tell whether a filter on the way took it for spam: a sender gains nothing by saying so."""
    words = (headers.raw(name).split(",")[0].strip().lower() for name in SPAM_MARKS)
    return any(word in ("yes", "true") for word in words)


def _authentication(headers: Headers) -> tuple[str, ...]:
    found = [f"{name}: {value[:1_000]}" for name in AUTHENTICATION for value in headers.all(name)]
    return tuple(found[:8])
