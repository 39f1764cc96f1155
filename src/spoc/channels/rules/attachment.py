"""The files that came with a letter: what they hold and what they may be called."""

import mimetypes
import re
from dataclasses import dataclass
from hashlib import sha256

from spoc.channels.rules import limits
from spoc.channels.rules.headers import message_ids, split
from spoc.channels.rules.parts import Part
from spoc.kit.text import tidy

FOREIGN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\x80-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+')
MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,100}")
ENDINGS = {
    "message/rfc822": ".eml",
    "message/delivery-status": ".txt",
    "message/disposition-notification": ".txt",
    "message/feedback-report": ".txt",
    "text/rfc822-headers": ".txt",
    "text/calendar": ".ics",
    "application/pkcs7-mime": ".p7m",
    "application/pgp-encrypted": ".txt",
    "application/octet-stream": ".bin",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a letter."""

    filename: str
    content_type: str
    content: bytes
    content_id: str = ""
    is_inline: bool = False

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)

    @property
    def sha256(self) -> str:
        """The fingerprint of its bytes."""
        return sha256(self.content).hexdigest()


def attachment(part: Part, place: int) -> Attachment:
    """Return a part as the file it is."""
    content = part.content()
    name = part.filename or _subject_of(part.kind, content)
    return Attachment(
        filename=filename(name, part.kind, place),
        content_type=part.kind,
        content=content,
        content_id=content_id(part.headers.raw("content-id")),
        is_inline=part.disposition != "attachment"
        and bool(content_id(part.headers.raw("content-id"))),
    )


def filename(name: str, kind: str, place: int) -> str:
    """Return a name no file system and no reader takes for something else.

    >>> filename("../../etc/pass\\x00wd", "text/plain", 1)
    'passwd'
    >>> filename("", "application/pdf", 2)
    'attachment-2.pdf'
    """
    last = " ".join(tidy(name).split()).replace("\\", "/").rstrip("/").rpartition("/")[2]
    bare = FOREIGN.sub("_", last).strip(" .")
    if not bare.strip("_"):
        return f"attachment-{place}{_ending(kind)}"
    if len(bare) <= limits.FILENAME:
        return bare
    stem, dot, ending = bare.rpartition(".")
    return f"{stem[: limits.FILENAME - 20]}{dot}{ending}"[: limits.FILENAME]


def content_id(raw: str) -> str:
    """Return a content id as `cid:` addresses name it."""
    found = message_ids([raw])
    return (found[0].strip("<>") if found else raw.strip().strip("<>"))[:200]


def media_type(declared: str) -> str:
    """Return a declared media type if it is one, else the one of unknown bytes."""
    return declared if MEDIA_TYPE.fullmatch(declared) else "application/octet-stream"


def _ending(kind: str) -> str:
    return ENDINGS.get(kind) or mimetypes.guess_extension(kind) or ".bin"


def _subject_of(kind: str, content: bytes) -> str:
    """Return the name of a letter inside a letter: its subject."""
    if kind != "message/rfc822":
        return ""
    subject = split(content)[0].text("subject", 80)
    return FOREIGN.sub(" ", subject).strip() + ".eml" if subject else ""
