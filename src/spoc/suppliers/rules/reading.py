"""What a supplier's letter says, read by fixed signs: the first word, and a case number.

What carries no sign is left to a person: nothing is guessed.
"""

import re
from dataclasses import dataclass

SIGNS = {
    "answer": ("answer", "answered", "solved", "svar", "löst", "åtgärdat"),
    "question": ("question", "fråga"),
    "receipt": ("received", "receipt", "mottaget", "mottagen"),
}
_MEANS = {word: means for means, words in SIGNS.items() for word in words}
FIRST_WORD = re.compile(r"\s*[\W_]{0,4}([^\W\d_]{3,12})[*_]{0,2}\s{0,2}(?:[:.!\-–]|\n|$)")
# a name for the sender's own number, then the number itself, which has a digit in it
LABELLED = re.compile(
    r"(?<!\w)(?<!\bin )(?:(?P<whose>our|your|vår|vårt|ert?|din|ditt)\s{1,3})?"
    r"(?:reference|referens|ref|case|ticket|incident|ärende|ärendenummer)"
    r"\.?(?:[ -]?(?:number|nummer|no|nr|id))?\.?\s{0,3}[:#=]?\s{0,3}"
    r"(?P<code>(?=[a-z._/#-]{0,12}\d)[a-z0-9][a-z0-9._/-]{2,39})",
    re.IGNORECASE,
)
BARE = re.compile(r"(?<![\w-])([A-Z]{2,6}[-#]?\d{4,12})(?![\w-])")
OURS = re.compile(r"[HR]-\d{1,10}(?:-[a-z0-9]{10})?", re.IGNORECASE)
YOURS = frozenset({"your", "er", "ert", "din", "ditt"})
LOOKED_AT = 4_000
LONGEST_REFERENCE = 40


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter means (answer, question, receipt, or nothing certain) and their number."""

    means: str = ""
    reference: str = ""


def read(subject: str, words: str) -> Said:
    """Return what the signs in a supplier's letter say.

    >>> read("Re: Storage", "ANSWER: The controller was replaced.")
    Said(means='answer', reference='')
    >>> read("Case CS-88123 registered", "Thank you for writing to us.")
    Said(means='', reference='CS-88123')
    """
    words = words[:LOOKED_AT]
    return Said(_meant(words), _reference(subject[:300], words))


def _meant(words: str) -> str:
    found = FIRST_WORD.match(words)
    return _MEANS.get(found[1].casefold(), "") if found else ""


def _reference(subject: str, words: str) -> str:
    """Return the sender's own number: named as one, or plain in the subject."""
    for found in (*LABELLED.finditer(subject), *LABELLED.finditer(words)):
        code = found["code"].rstrip("._/-")[:LONGEST_REFERENCE]
        is_ours = (found["whose"] or "").lower() in YOURS or OURS.fullmatch(code)
        if not is_ours:
            return code
    bare = BARE.search(subject)
    return bare[1] if bare else ""
