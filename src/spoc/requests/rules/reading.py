"""A first reading of what somebody wrote: which type, service, impact and urgency it seems to be.

It is a suggestion with its reason, never a decision. English and Swedish.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

TYPE_SIGNS: tuple[tuple[str, str], ...] = (
    (
        "incident",
        r"not work\w*|doesn'?t work|does not|do not|can ?not|can'?t|couldn'?t|unable|fail\w*|error|"
        r"broken|crash\w*|down|slow\w*|stuck|stop(?:s|ped)|lost|blank|wrong|freez\w*|hang\w*|outage|"
        r"fungerar inte|funkar inte|går inte|kan inte|kommer inte|fel|felmeddelande|trasig\w*|"
        r"kraschar|nere|långsam\w*|segt?|hänger|stannat|tappar|avbrott|försvunn\w*",
    ),
    (
        "new_service",
        r"new service|would like (?:a|to have) (?:a )?(?:new )?(?:service|feature|solution)|"
        r"could you (?:offer|introduce)|is there any plan|propos\w+|suggestion for|"
        r"ny tjänst|nytt system|förslag på|skulle vilja ha (?:en|ett) (?:ny|nytt)|"
        r"önskemål om ny\w*",
    ),
    (
        "fulfilment",
        r"access to|need access|order|install\w*|new (?:laptop|computer|phone|account|user|"
        r"colleague|employee|mailbox)|reset (?:my |the )?password|licen[cs]e|permission|"
        r"request(?:ing)? a|"
        r"please (?:add|create|remove|set up)|"
        r"behörighet|åtkomst|beställ\w*|installera|ny (?:dator|telefon|användare|kollega|"
        r"medarbetare)|"
        r"nytt konto|återställ\w* lösenord|licens|lägg till|skapa|ta bort",
    ),
    (
        "information",
        r"how (?:do|can|to|should)|where (?:is|do|can)|which|what is|when (?:is|will|do)|question|"
        r"guide|manual|wonder\w*|"
        r"hur (?:gör|kan|ska|får)|var (?:finns|hittar|kan)|vilken|vilket|vad är|när (?:är|kommer)|"
        r"fråga|undrar|manual",
    ),
)
URGENT = (
    r"urgent\w*|immediately|asap|right now|emergency|patients? waiting|stopp?ed|nobody can|"
    r"deadline|today|akut|brådskande|omedelbart|genast|snarast|patienter väntar|"
    r"ingen kan|står still|idag"
)
CALM = r"no hurry|when you have time|next week|whenever|ingen brådska|när ni hinner|nästa vecka"
WIDE = (
    r"everyone|everybody|all users|whole (?:school|hospital|department|office|company)|nobody|"
    r"all of us|alla|hela (?:skolan|sjukhuset|avdelningen|kontoret|företaget)|ingen av oss"
)
GROUP = (
    r"department|ward|team|colleagues|several|many|both|our group|"
    r"avdelning\w*|kollegor\w*|flera|många|gruppen|båda"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something a request may be about: a service or category with the words that point to it."""

    pk: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words seem to say, each part with the words that led to it."""

    type: str
    type_why: str
    service: int | None
    service_why: str
    category: int | None
    impact: int
    impact_why: str
    urgency: int
    urgency_why: str


def read(
    words: str, services: Sequence[Subject] = (), categories: Sequence[Subject] = ()
) -> Reading:
    """Return a first reading of what somebody wrote.

    >>> r = read("The printer on our ward does not print, patients waiting")
    >>> r.type, r.type_why, r.impact, r.urgency
    ('incident', 'does not', 2, 1)
    """
    kind, kind_why = _type_of(words)
    service, service_why = _best(words, services)
    category, _why = _best(words, categories)
    impact, impact_why = _scale(words, WIDE, GROUP, (1, 2, 3))
    urgency, urgency_why = _scale(words, URGENT, "", (1, 2, 2))
    if not urgency_why and (calm := _found(words, CALM)):
        urgency, urgency_why = 3, calm
    elif not urgency_why and kind != "incident":
        urgency = 3
    return Reading(
        kind, kind_why, service, service_why, category, impact, impact_why, urgency, urgency_why
    )


def _type_of(words: str) -> tuple[str, str]:
    for kind, signs in TYPE_SIGNS:
        if why := _found(words, signs):
            return kind, why
    return ("information", "?") if words.rstrip().endswith("?") else ("incident", "")


def _scale(words: str, high: str, middle: str, levels: tuple[int, int, int]) -> tuple[int, str]:
    if why := _found(words, high):
        return levels[0], why
    if middle and (why := _found(words, middle)):
        return levels[1], why
    return levels[2], ""


def _best(words: str, subjects: Sequence[Subject]) -> tuple[int | None, str]:
    """Return the subject with the longest words found, and those words."""
    best: tuple[int, int | None, str] = (0, None, "")
    for subject in subjects:
        found = [w for w in subject.words if w and _found(words, re.escape(w) + r"\w*")]
        weight = sum(len(w) for w in found)
        if weight > best[0]:
            best = (weight, subject.pk, ", ".join(found[:3]))
    return best[1], best[2]


def _found(words: str, signs: str) -> str:
    match = re.search(rf"(?<!\w)(?:{signs})(?!\w)", words[:4000], re.IGNORECASE)
    return match.group(0).lower() if match else ""
