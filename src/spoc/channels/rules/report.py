"""What a report of delivery says: which letter did not arrive, at whom, and why."""

import re
from dataclasses import dataclass

from spoc.channels.rules.address import is_email
from spoc.channels.rules.charset import decode
from spoc.channels.rules.headers import Headers, message_ids, split
from spoc.channels.rules.parts import Part

STATUS_KINDS = ("message/delivery-status", "message/disposition-notification")
ORIGINAL_KINDS = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")
REPORT_KINDS = (*STATUS_KINDS, "message/feedback-report")
LOOKED_AT = 60_000

ID_LINE = re.compile(r"^[ \t>]*message-id:[ \t]*\r?\n?[ \t]*(<[^<>\s]{3,500}>)", re.I | re.M)
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
REPLY_CODE = re.compile(r"(?:^|[\s:(\[<])([45]\d\d)(?=[\s-])")
EMAIL = re.compile(r"<?([\w.+=%&'/-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8})>?")
RECIPIENT_LINE = re.compile(
    r"^[ \t]*(?:final-recipient|original-recipient|original-rcpt-to|x-actual-recipient)[ \t]*:"
    r"[ \t]*(?:rfc822[ \t]*;)?[ \t]*(\S{3,254})",
    re.IGNORECASE | re.MULTILINE,
)
STATUS_LINE = re.compile(r"^[ \t]*status[ \t]*:[ \t]*(\d\.\d{1,3}\.\d{1,3})", re.I | re.M)
ACTION_LINE = re.compile(r"^[ \t]*action[ \t]*:[ \t]*([a-z-]{3,20})", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Report:
    """Which letter a report is about; '' stands for what it does not say."""

    original_message_id: str = ""
    recipient: str = ""
    status: str = ""
    action: str = ""

    @property
    def is_news_only(self) -> bool:
        """Tell whether the letter is delayed or has arrived after all."""
        return self.action in ("delayed", "delivered", "relayed", "expanded", "deliverable")

    @property
    def is_final(self) -> bool:
        """Tell whether the letter will not arrive any more."""
        return self.status.startswith("5") or self.action == "failed"


def report_kinds(letter: Part) -> frozenset[str]:
    """Return which kinds of report parts a letter has, such as `delivery-status`."""
    kinds = {part.kind for part in letter.leaves()}
    return frozenset(kind.partition("/")[2] for kind in REPORT_KINDS if kind in kinds)


def report(letter: Part, text: str) -> Report:
    """Return what a report says, from its own parts first and from its words else."""
    status = _joined(letter, REPORT_KINDS) or text[:LOOKED_AT]
    original = _joined(letter, ORIGINAL_KINDS)
    is_complaint = "feedback-report" in report_kinds(letter)
    return Report(
        original_message_id=_original_id(letter, original, text),
        recipient=_recipient(letter.headers, status, "" if is_complaint else text[:LOOKED_AT]),
        status="" if is_complaint else _status(status, text[:LOOKED_AT]),
        action=_first(ACTION_LINE, status).lower(),
    )


def _joined(letter: Part, kinds: tuple[str, ...]) -> str:
    found = [part for part in letter.leaves() if part.kind in kinds][:3]
    return "\n".join(decode(part.content(LOOKED_AT)).replace("\r\n", "\n") for part in found)


def _original_id(letter: Part, original: str, text: str) -> str:
    ids = message_ids(split(original.encode())[0].all("message-id"))
    if ids:
        return ids[0]
    own = letter.headers.raw("message-id")
    named = [name for name in ID_LINE.findall(f"{original}\n{text}"[:LOOKED_AT]) if name != own]
    replied = message_ids([letter.headers.raw("in-reply-to")])
    return next(iter([*named, *replied]), "")


def _recipient(headers: Headers, status: str, text: str) -> str:
    declared = [_first(RECIPIENT_LINE, status), headers.raw("x-failed-recipients").split(",")[0]]
    for candidate in (*declared, *EMAIL.findall(text[:4_000])):
        email: str = candidate.strip("<> ;,.\r").lower()
        if is_email(email):
            return email
    return ""


def _status(status: str, text: str) -> str:
    exact = _first(STATUS_LINE, status)
    if exact and not exact.endswith(".0.0"):
        return exact
    return _first(STATUS, f"{status}\n{text}") or exact or _first(REPLY_CODE, text)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return str(found[1]) if found else ""
