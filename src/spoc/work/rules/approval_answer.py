"""What somebody says who answers the letter of an approval: yes, no and why, or nothing clear.

Only what begins with a plain word is taken; a condition, a question or a contradiction is not.
"""

import re
from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


YES = _words(
    "yes ok okay agreed approve approved ja japp godkänn godkänner godkänns godkänt godkänd"
)
NO = _words(
    "no deny denied reject rejected decline declined nej avslå avslår avslås avslag neka nekas"
)
# said before the word that counts
BEFORE = _words("i jag we vi it is det är")
NOT = _words("not don't dont cannot can't never inte ej icke aldrig")
# with one of these it is no plain yes
IF = _words("but if unless provided except however only maybe perhaps wait") | _words(
    "men om såvida förutsatt utom dock bara endast kanske vänta"
)
# "no problem" is no denial
AFTER_NO = _words("problem problems objection objections worries doubt issue issues")
GREETING = _words("hi hello hey dear hej hejsan hallå tjena")
GOODBYE = re.compile(
    r"^\s*(--\s*$|/\s*\w|mvh\b|med vänlig|vänlig(a)? häls|vänligen,?\s*$|hälsningar|häls\.?\b|"
    r"(best|kind|warm)?\s*regards|best,?\s*$|thanks,?\s*$|cheers,?\s*$|sincerely|"
    r"sent from|skickat från|skickades från|hämta outlook|get outlook)",
    re.IGNORECASE,
)
WORD = re.compile(r"[\w']+", re.UNICODE)
LONGEST = 4_000
FARTHEST = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered; neither approved nor denied where it is not clear."""

    is_approved: bool | None = None
    reason: str = ""


UNCLEAR = Said()


def said_in(text: str) -> Said:
    """Return what the new words of a letter say.

    >>> said_in("Ja, det går bra.\\n\\nMvh Anna").is_approved
    True
    >>> said_in("Nej - vi har redan två")
    Said(is_approved=False, reason='vi har redan två')
    >>> said_in("Yes, if it is under 100 euro").is_approved is None
    True
    """
    words = _own_words(text[:LONGEST])
    found = _first_word(words)
    if found is None:
        return UNCLEAR
    word, rest = found
    others = {each.casefold() for each in WORD.findall(rest)}
    if "?" in words:
        return UNCLEAR
    if word in NO:
        return UNCLEAR if others & (AFTER_NO | YES) else Said(False, _reason(rest))
    return UNCLEAR if others & (NO | NOT | IF) else Said(True, _reason(rest))


def _first_word(words: str) -> tuple[str, str] | None:
    """Return the word that counts among the first, and what follows it; None where none does."""
    for place, match in enumerate(WORD.finditer(words)):
        word = match.group().casefold()
        if word in YES or word in NO:
            return word, words[match.end() :]
        if word not in BEFORE or place >= FARTHEST:
            return None
    return None


def _own_words(text: str) -> str:
    """Return the words without a greeting before and a goodbye after them."""
    lines = [line for line in text.strip().split("\n") if not line.lstrip().startswith(">")]
    if lines and _greets(lines[0]):
        lines = lines[1:]
    kept = []
    for line in lines:
        if GOODBYE.match(line):
            break
        kept.append(line)
    return "\n".join(kept).strip()


def _greets(line: str) -> bool:
    """Tell whether a line is a greeting alone, such as "Hej Anna,"."""
    words = [word.casefold() for word in WORD.findall(line)]
    is_plain = len(words) <= FARTHEST + 1 and not set(words) & (YES | NO)
    return bool(words) and words[0] in GREETING and is_plain


def _reason(rest: str) -> str:
    return " ".join(rest.split()).lstrip(".,;:!–—- ").strip()
