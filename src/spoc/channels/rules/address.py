"""Who a letter names: addresses read from headers that may be wrongly written."""

import re
from dataclasses import dataclass

from spoc.channels.rules import limits
from spoc.channels.rules.encoded_words import ENCODED, words
from spoc.kit.text import tidy

ANGLE = re.compile(r"<\s*([^<>@\s]{1,64}@[^<>@\s]{1,255})\s*>")
BARE = re.compile(
    r"(?<![^\s<>()\[\],;:\"])[^\s<>()\[\]@,;:\"]{1,64}@[^\s<>()\[\]@,;:\"]{1,255}"
    r"(?![^\s<>()\[\],;:\"])"
)
BRACKETS = re.compile(r"<[^<>]*>")
COMMENT = re.compile(r"\(([^()]{0,200})\)")
VALID = re.compile(r"[^\s<>()\[\]@,;:\"\\\x00-\x1f\x7f]{1,64}@[^\s<>()\[\]@,;:\"\\/\x00-\x1f\x7f]+")
DEPARTMENT = re.compile(r"(?<=\S)\s*\([^()]*\)$")
LAST_FIRST = re.compile(
    r"((?:[a-z]{1,4} )*[^\W\d_][\w'’-]*), ?([^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]*)?)"
)
SHOUTED = re.compile(r"[^\W\d_]{3,}(?: [^\W\d_]{3,})+")


@dataclass(frozen=True, slots=True)
class Address:
    """A name, which may be empty, and an e-mail address in small letters."""

    name: str
    email: str


def addresses(header: str) -> tuple[Address, ...]:
    """Return everybody the value of a header names, each address once.

    >>> [a.email for a in addresses('"Berg, Anna" <Anna@Example.org>, bo@example.org')]
    ['anna@example.org', 'bo@example.org']
    """
    found: dict[str, Address] = {}
    for item in _items(header):
        address = _address(item)
        if address and len(found) < limits.RECIPIENTS:
            found.setdefault(address.email, address)
    return tuple(found.values())


def is_email(words_: str) -> bool:
    """Tell whether this could be one e-mail address and nothing else."""
    return len(words_) <= limits.EMAIL and bool(VALID.fullmatch(words_))


def without_tag(email: str) -> str:
    """Return an address without what was added to it after a plus sign.

    >>> without_tag("it+invoices@example.org"), without_tag("it@example.org")
    ('it@example.org', 'it@example.org')
    """
    local, _at, domain = email.rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"


def spoken(name: str) -> str:
    """Return a person's name as one says it, though a directory sorts, files or shouts it.

    >>> spoken("Ek, Karin (Radiology)"), spoken("KARIN BERG"), spoken("Support, IT")
    ('Karin Ek', 'Karin Berg', 'Support, IT')
    """
    name = DEPARTMENT.sub("", name)
    sorted_ = LAST_FIRST.fullmatch(name)
    if sorted_ and sorted_[1].isupper() == sorted_[2].isupper():
        name = f"{sorted_[2]} {sorted_[1]}"
    return name.title() if name.isupper() and SHOUTED.fullmatch(name) else name


def _items(header: str) -> list[str]:
    """Split at the commas that are outside quotation marks."""
    masked = _masked(header).replace(";", ",")
    items, start = [], 0
    for comma in (*_places(masked), len(header)):
        items.append(header[start:comma])
        start = comma + 1
    return items


def _places(masked: str) -> list[int]:
    return [found.start() for found in re.finditer(",", masked)]


def _masked(header: str) -> str:
    """Return the header with what is quoted blanked out, sign for sign."""
    header = ENCODED.sub(lambda found: "_" * len(found[0]), header)
    marks, is_quoted, is_escaped = list(header), False, False
    if header.count('"') < 2:
        return header
    for place, sign in enumerate(header):
        ends = sign == '"' and not is_escaped
        if is_quoted or ends:
            marks[place] = "_"
        is_quoted ^= ends
        is_escaped = sign == "\\" and not is_escaped
    return "".join(marks)


def _address(item: str) -> Address | None:
    masked = _masked(item)
    angle = ANGLE.search(masked)
    if angle:
        return _made(item[: angle.start()], item[angle.start(1) : angle.end(1)])
    bare = None if BRACKETS.search(masked) else BARE.search(masked)
    if not bare:
        return _made("", _name(item))  # some programs put quotation marks around the address
    comment = COMMENT.search(masked)
    return _made(item[comment.start(1) : comment.end(1)] if comment else "", bare[0])


def _made(name: str, email: str) -> Address | None:
    email = email.strip(" '").rstrip(".").lower()
    if not is_email(email):
        return None
    return Address(_name(name), email)


def _name(raw: str) -> str:
    name = " ".join(tidy(words(raw.strip())).split()).strip()
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = re.sub(r"\\(.)", r"\1", name[1:-1]).strip()
    return name[: limits.NAME]
