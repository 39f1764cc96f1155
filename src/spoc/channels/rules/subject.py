"""What the subject line says of a letter: an answer, passed on, or a first one."""

import re

from spoc.channels.rules.quoting import Manner

ANSWER = re.compile(r"\s*(?:re|sv|aw|antw|ang|ref|res|vs)(?:\[\d+\])?\s*:", re.IGNORECASE)
PASSED_ON = re.compile(r"\s*(?:fw|fwd|vb|vid|wg|tr|doorst)\s*:", re.IGNORECASE)
PREFIXES = re.compile(
    r"^(?:\s*(?:re|sv|aw|antw|ang|fw|fwd|vb|wg|tr)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE
)


def manner_of(subject: str, *, is_answer: bool) -> Manner:
    """Tell how a letter came to be written, which decides what in it is quoted.

    >>> manner_of("VB: Faktura", is_answer=False), manner_of("Sv: VB: Faktura", is_answer=True)
    ('forward', 'reply')
    """
    if PASSED_ON.match(subject):
        return "forward"
    return "reply" if is_answer or ANSWER.match(subject) else "first"


def bare(subject: str) -> str:
    """Return the subject without the marks of answering and passing on.

    >>> bare("SV: Re: Skrivaren")
    'Skrivaren'
    """
    return PREFIXES.sub("", subject).strip()
