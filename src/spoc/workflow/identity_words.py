"""The word in an address by which one goes on with one's own attempt; nobody can guess another."""

from dataclasses import dataclass

from django.core import signing

SALT = "spoc.identity"


@dataclass(frozen=True, slots=True)
class Attempt:
    """Which attempt it is, and the code that its owner tells a manager."""

    check: int
    code: str = ""


def word_for(check: int, code: str) -> str:
    """Return the word of an attempt."""
    return signing.dumps([check, code], salt=SALT)


def read(word: str, seconds: int) -> Attempt | None:
    """Return the attempt a word names, while it is young enough."""
    try:
        check, code = signing.loads(word, salt=SALT, max_age=seconds)
    except signing.BadSignature:
        return None
    return Attempt(check, code)
