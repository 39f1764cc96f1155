"""What a letter holds: its words, plain and as HTML, and its files."""

import re
from dataclasses import dataclass, field, replace
from itertools import groupby

from spoc.channels.rules import limits
from spoc.channels.rules.attachment import Attachment, attachment, filename, media_type
from spoc.channels.rules.charset import decode
from spoc.channels.rules.encoded_words import unbase64
from spoc.channels.rules.parts import Bounds, Part, uudecode
from spoc.channels.rules.winmail import Opened, is_winmail, unpack
from spoc.kit.text import tidy

WORDS = ("text/plain", "text/html", "text/enriched", "text/markdown")
REPEATED = ("text/x-amp-html", "text/watch-html", "text/enriched")
DATA_PICTURE = re.compile(
    r"""(\ssrc\s*=\s*)(["'])data:(image/(?:png|jpe?g|gif|webp|bmp));base64,([^"']*)\2""",
    re.IGNORECASE,
)
BEGIN = re.compile(r"^begin [0-7]{3,4} ([^\n]{1,200})\n(?=[!-`])", re.MULTILINE)
END = re.compile(r"^end$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Words:
    """One stretch of words: plain, as HTML, or both ways."""

    plain: str = ""
    html: str = ""


@dataclass
class Contents:
    """What was gathered from the parts of a letter."""

    bounds: Bounds
    words: list[Words] = field(default_factory=list)
    spare: list[Words] = field(default_factory=list)  # read only where there are no others
    files: list[Attachment] = field(default_factory=list)

    def keep(self, file: Attachment) -> None:
        """Put a file to the others, if there is room."""
        if len(self.files) >= limits.ATTACHMENTS:
            self.bounds.cuts("attachments")
            return
        self.files.append(file)


def gather(letter: Part, bounds: Bounds) -> Contents:
    """Sort the parts of a letter into words and files."""
    contents = Contents(bounds)
    contents.words = _together(_words(letter, contents), bounds) or contents.spare[:1]
    html = "".join(words.html for words in contents.words)
    contents.files = [replace(file, is_inline=_is_shown(file, html)) for file in contents.files]
    return contents


def _together(stretches: list[Words], bounds: Bounds) -> list[Words]:
    """Leave out the empty stretches, and make one of HTML after HTML."""
    joined: list[Words] = []
    for manner, group in groupby(
        stretches, key=lambda words: (bool(words.plain), bool(words.html))
    ):
        found = list(group)
        if manner == (False, True):
            found = [Words(html="\n".join(words.html for words in found))]
        joined += found if any(manner) else []
    if sum(bool(words.html) for words in joined) <= limits.HTML_STRETCHES:
        return joined
    bounds.cuts("html")
    plain = [Words(words.plain) for words in joined[limits.HTML_STRETCHES :] if words.plain]
    return joined[: limits.HTML_STRETCHES] + plain


def _is_shown(file: Attachment, html: str) -> bool:
    return file.is_inline or (bool(file.content_id) and f"cid:{file.content_id}" in html)


def _words(part: Part, contents: Contents) -> list[Words]:
    if part.kind == "multipart/alternative" and part.children:
        return _best_of(part, contents)
    if part.children:
        return [words for child in part.children for words in _words(child, contents)]
    if _is_words(part):
        return [_read(part, contents)]
    if part.kind in WORDS and part.disposition != "attachment":
        contents.spare.append(_read(part, contents))
    _keep_part(part, contents)
    return []


def _best_of(part: Part, contents: Contents) -> list[Words]:
    """Take the same words both ways from alternatives: the first plain and the last HTML."""
    ways = [_words(c, contents) for c in part.children if c.kind not in REPEATED or c.filename]
    plain = next((way for way in ways if any(words.plain for words in way)), [])
    html = next((way for way in reversed(ways) if any(words.html for words in way)), [])
    if not html or not plain or plain is html:
        return html or plain
    together = "\n\n".join(words.plain for words in plain if words.plain)
    return [Words(together, "\n".join(words.html for words in html))]


def _is_words(part: Part) -> bool:
    if part.kind not in WORDS or part.disposition == "attachment":
        return False
    return part.depth == 0 or not part.filename


def _read(part: Part, contents: Contents) -> Words:
    if len(part.body) > limits.BODY:
        contents.bounds.cuts("text")
    text = tidy(decode(part.content(limits.BODY), part.charset))
    if part.kind == "text/html":
        return Words(html=_without_data_pictures(text, contents))
    return Words(plain=_without_uuencoded(text, contents))


def _without_data_pictures(html: str, contents: Contents) -> str:
    """Move pictures written into the HTML itself to the files, and point at them."""

    def moved(found: re.Match[str]) -> str:
        kind, place = found[3].lower(), len(contents.files) + 1
        data = unbase64(found[4].encode("ascii", "ignore"))
        name = f"picture-{place}"
        contents.keep(Attachment(filename("", kind, place), kind, data, name, True))
        return f'{found[1]}"cid:{name}"'

    return DATA_PICTURE.sub(moved, html) if "base64," in html else html


def _without_uuencoded(text: str, contents: Contents) -> str:
    """Move files written into plain words to the files."""
    kept, position = [], 0
    while begin := BEGIN.search(text, position):
        end = END.search(text, begin.end())
        if not end or len(contents.files) >= limits.ATTACHMENTS:
            break
        kind = "application/octet-stream"
        name = filename(begin[1], kind, len(contents.files) + 1)
        data = uudecode(text[begin.end() : end.start()].encode("ascii", "ignore"))
        contents.keep(Attachment(name, kind, data))
        kept.append(text[position : begin.start()])
        position = end.end()
    return "".join([*kept, text[position:]])


def _keep_part(part: Part, contents: Contents) -> None:
    if len(contents.files) >= limits.ATTACHMENTS:
        contents.bounds.cuts("attachments")
        return
    packed = unpack(part.content()) if is_winmail(part.kind, part.filename) else None
    if packed is None:
        contents.keep(attachment(part, len(contents.files) + 1))
        return
    _keep_packed(packed, contents)


def _keep_packed(packed: Opened, contents: Contents) -> None:
    for file in packed.files:
        name = filename(file.filename, file.content_type, len(contents.files) + 1)
        kind = media_type(file.content_type)
        contents.keep(Attachment(name, kind, file.content, file.content_id))
    if packed.text or packed.html:
        contents.spare.append(Words(tidy(packed.text), tidy(packed.html)))
