"""Which of the desk's languages some words are in."""

import re
from typing import Literal

LOOKED_AT = 5_000
WORD = re.compile(r"[a-zåäö]+")
SWEDISH = (
    "och att det som en på är av för med den till inte om ett har jag men vi kan från när ni hej "
    "mvh tack eller han hon ska skulle vill också där här nu så mig min mitt vår era er hälsningar "
    "behöver får går kommer vad hur varför efter under över utan sedan måste"
)
ENGLISH = (
    "the and to of is in that it for was on are with as at be this have from or by not but what "
    "all were we when your can there an which their if will would my you please thanks hello hi "
    "regards cannot does been has need how why after our me do could should"
)
SWEDISH_WORDS, ENGLISH_WORDS = frozenset(SWEDISH.split()), frozenset(ENGLISH.split())
ENOUGH = 2

Language = Literal["sv", "en", ""]


def language(text: str) -> Language:
    """Return the language of a text, '' where too little speaks for either.

    >>> language("Hej! Jag kan inte logga in."), language("I cannot log in to the system")
    ('sv', 'en')
    """
    words = WORD.findall(text[:LOOKED_AT].lower())
    swedish = sum(word in SWEDISH_WORDS for word in words) + sum("å" in word for word in words)
    english = sum(word in ENGLISH_WORDS for word in words)
    if max(swedish, english) < ENOUGH or swedish == english:
        return ""
    return "sv" if swedish > english else "en"
