"""Signed marks by which an answer finds its record: in the message id, and in words as a token.

Both carry the number in the clear and a signature made with the desk's key, so that nobody can
slip words into a record by guessing its number. Keys may be several, so that they can be changed.
"""

import hmac
import re
from base64 import b32encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol

# what a mark is of, as its first letter says
REQUEST, HANDOVER, APPROVAL, COMPLAINT = "r", "h", "a", "c"
MESSAGE_ID = re.compile(
    r"<([rhac])(\d{1,10})\.e(\d{1,12})\.([a-z2-7]{16})@[^<>@\s]+>", re.IGNORECASE
)
TOKEN = re.compile(r"(?<![\w-])([RHAC])-(\d{1,10})-([a-z2-7]{10})(?![\w-])", re.IGNORECASE)
ID_SIGNS = 16
TOKEN_SIGNS = 10
LOOKED_AT = 200_000
MANY = 200


class Marked(Protocol):
    """What of a letter may carry marks."""

    @property
    def in_reply_to(self) -> str: ...
    @property
    def references(self) -> Sequence[str]: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...


def message_id(number: int, entry: int, host: str, key: bytes, *, sort: str = REQUEST) -> str:
    """Return the id of the letter that tells of one entry of a record."""
    mark = f"{sort}{number}.e{entry}"
    return f"<{mark}.{_signature(mark, key, ID_SIGNS)}@{host}>"


def reply_token(number: int, key: bytes, *, sort: str = REQUEST) -> str:
    """Return the token for subject or words, such as `R-48213-k7f3q2xw9d`."""
    mark = f"{sort.upper()}-{number}"
    return f"{mark}-{_signature(mark, key, TOKEN_SIGNS)}"


def numbers(letter: Marked, keys: Sequence[bytes], *, sort: str = REQUEST) -> list[int]:
    """Return the numbers of this sort a letter truly carries a mark of, the most telling first."""
    ids = " ".join([letter.in_reply_to, *reversed(letter.references)])
    words = f"{letter.subject}\n{letter.text[:LOOKED_AT]}"
    found = [*_in_ids(ids, keys, sort), *_in_words(words, keys, sort)]
    return list(dict.fromkeys(found))


def _in_ids(ids: str, keys: Sequence[bytes], sort: str) -> list[int]:
    return [
        int(number)
        for each, number, entry, signature in MESSAGE_ID.findall(ids)[:MANY]
        if each.lower() == sort and _is_signed(f"{sort}{number}.e{entry}", signature, keys)
    ]


def _in_words(words: str, keys: Sequence[bytes], sort: str) -> list[int]:
    return [
        int(number)
        for each, number, signature in TOKEN.findall(words)[:MANY]
        if each.lower() == sort and _is_signed(f"{sort.upper()}-{number}", signature, keys)
    ]


def _is_signed(mark: str, signature: str, keys: Sequence[bytes]) -> bool:
    given = signature.lower()
    signatures = (_signature(mark, key, len(given)) for key in keys)
    return any(hmac.compare_digest(signature, given) for signature in signatures)


def _signature(mark: str, key: bytes, length: int) -> str:
    digest = hmac.new(key, f"spoc thread mark {mark}".encode(), sha256).digest()
    return b32encode(digest).decode("ascii").lower()[:length]
