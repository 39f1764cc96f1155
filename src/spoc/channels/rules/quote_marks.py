"""The lines by which mail programs announce an earlier letter, a signature or themselves.

Swedish and English in every manner we know, the neighbouring languages in the common ones. Each
recogniser looks at a line and a few after it, never at the whole letter.
"""

import re
from collections.abc import Sequence

MARKERS = {"en": "— Reply above this line —", "sv": "— Svara ovanför denna rad —"}
ATTRIBUTION_LINES = 4
HEADER_LINES = 14
JOINED = 600

MARKER = re.compile(
    r"[\s>*_]*[-–—#=]{1,10}\s*(?:reply above this line|svara ovanför denna rad)\b", re.IGNORECASE
)
VERB = re.compile(
    r"\b(?:wrote|skrev|schrieb|schreef|kirjoitti|écrit|escribió|scritto|написал|napisał)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"\b(?:i|we|you|he|she|they) wrote\b|\bskrev (?:jag|vi|du|ni|han|hon|de|dom|en|någon)\b"
    r"|\b(?:jag|vi|du|ni|han|hon|de|dom) skrev\b",
    re.IGNORECASE,
)
MOMENT = re.compile(r"\d{1,2}[:.]\d\d\b|\d{4}-\d\d-\d\d|\b(?:19|20)\d\d\b|\S@\S")
CLEAR_START = re.compile(
    r"(?:on|den|am|le|op|på|il|el|kl|\d{1,4}[ ./-]|(?:mon|tue|wed|thu|fri|sat|sun)\w*,?|"
    r"(?:mån|tis|ons|tor|fre|lör|sön)\w*\.?)\s",
    re.IGNORECASE,
)
WITHOUT_VERB = re.compile(r"\d{4}-\d\d-\d\d \d{1,2}:\d\d[^<>]{0,100}<[^<>@\s]+@[^<>\s]+>:")
SEPARATOR = re.compile(
    r"[\s>*]*[-_–—]{2,}\s*(?:original message|originalmeddelande|ursprungligt meddelande|"
    r"originalmail|ursprüngliche nachricht|opprinnelig melding|oprindelig meddelelse|"
    r"reply message|svarsmeddelande)\s*[-_–—]{2,}",
    re.IGNORECASE,
)
RULE = re.compile(r"\s*[_-]{20,}\s*")
LABEL = re.compile(r"[\s*_]*([A-Za-zÅÄÖÆØåäöæø -]{2,14}?)[*_]*\s?:[*_]*(?:\s|$)")
FROM = {"from", "från", "von", "fra"}
SENT = {"sent", "skickat", "skickades", "gesendet", "sendt"}
DATE = {"date", "datum", "dato"}
SUBJECT = {"subject", "ämne", "betreff", "emne"}
OTHERS = {"to", "till", "an", "til", "cc", "kopia", "kopi", "bcc", "reply-to", "svara till"}
OTHERS |= {"importance", "prioritet", "attachments", "bilagor", "organization"}
LABELS = FROM | SENT | DATE | SUBJECT | OTHERS

FOOTER = re.compile(
    r"\W{0,3}(?:(?:sent|skickat|skickas|skickades|sänt|mailat|sendt|gesendet) (?:from|från|via|fra|"
    r"von|med) (?:my|min|mitt|meinem|(?:\w+[- ]){0,3}?(?:outlook|mail|e-post|gmail|iphone|ipad|"
    r"android|samsung|galaxy|proton|thunderbird|mobil\w*|mobile|windows))\b|"
    r"(?:get|hämta|download|ladda ned|ladda ner) outlook (?:for|för)\b|"
    r"this message was sent from my\b|detta meddelande skickades från min\b)",
    re.IGNORECASE,
)
FOOTER_LENGTH = 160
DELIMITER = re.compile(r"--\s?|—\s?|__+\s?")
CLOSING = re.compile(
    r"(?:(?:med )?(?:vänlig(?:a)?|bästa|varma|många|soliga|goda) hälsning(?:ar)?|hälsning(?:ar)?|"
    r"hälsn|mvh|m\.?\s?v\.?\s?h\.?|v\.?\s?h\.?|bästa h|vänligen|allt gott|"
    r"(?:with )?(?:best|kind|kindest|warm|many)(?: regards| wishes)?|regards|best wishes|"
    r"(?:yours )?(?:sincerely|faithfully|truly)|cheers|br|kr|mit freundlichen grüßen)"
    r"(?:[,.!/ ]+\w[\w.'-]*){0,3}[,.!]?",
    re.IGNORECASE,
)
AFTER_CLOSING = 12  # lines with words
AFTER_CLOSING_LENGTH = 110
POSTSCRIPT = re.compile(r"\s*p\.?\s?s\b", re.IGNORECASE)


def is_marker(line: str) -> bool:
    """Tell whether this is our own line under which the earlier letters begin."""
    return bool(MARKER.match(line))


def is_quoted(line: str) -> bool:
    """Tell whether a line carries the sign of quotation."""
    return line.lstrip().startswith(">") and not line.startswith(">From ")


def is_footer(line: str) -> bool:
    """Tell whether a telephone or a program speaks of itself.

    >>> is_footer("Skickat från min iPhone"), is_footer("Hämta Outlook för iOS<https://a.b>")
    (True, True)
    >>> is_footer("Skickat från kontoret i går men inget kom fram")
    False
    """
    return len(line) <= FOOTER_LENGTH and bool(FOOTER.match(line.strip()))


def is_delimiter(line: str) -> bool:
    """Tell whether this line parts the words from the signature (RFC 3676, section 4.3)."""
    return bool(DELIMITER.fullmatch(line))


def is_closing(lines: Sequence[str], place: int, end: int) -> bool:
    """Tell whether a letter takes leave here: a greeting, then only a few short lines."""
    if len(lines[place]) > 60 or not CLOSING.fullmatch(lines[place].strip()):
        return False
    if end - place > 3 * AFTER_CLOSING:
        return False
    after = [line for line in lines[place + 1 : end] if line.strip()]
    return len(after) <= AFTER_CLOSING and not any(
        len(line) > AFTER_CLOSING_LENGTH or POSTSCRIPT.match(line) or line.rstrip().endswith("?")
        for line in after
    )


def opening_length(lines: Sequence[str], place: int) -> int:
    """Return how many lines announce an earlier letter here, 0 where none does."""
    line = lines[place]
    if SEPARATOR.match(line):
        return 1
    if RULE.fullmatch(line):
        following = next_words(lines, place + 1)
        length = header_length(lines, following) if following - place <= 3 else 0
        return following - place + length if length else 0
    return header_length(lines, place) or attribution_length(lines, place)


def attribution_length(lines: Sequence[str], place: int) -> int:
    """Return how many lines say who wrote what follows, such as "Den 3 nov. skrev Anna:"."""
    joined = ""
    is_open = bool(MOMENT.search(lines[place]))
    for length in range(1, ATTRIBUTION_LINES + 1 if is_open else 2):
        at = place + length - 1
        if at >= len(lines) or not lines[at].strip() or is_quoted(lines[at]):
            return 0
        line = lines[at].strip()
        joined = f"{joined} {line}".strip()
        is_answered = _quotes(lines, at + 1)
        if _is_attribution(joined, is_answered=is_answered):
            return 0 if length > 1 and _stands_alone(line) else length
        if len(joined) > JOINED:
            return 0
    return 0


def _stands_alone(line: str) -> bool:
    """Tell whether the last of some lines says it all, so that those before it are words."""
    return bool(CLEAR_START.match(line)) and _is_attribution(line, is_answered=True)


def _is_attribution(words: str, *, is_answered: bool) -> bool:
    if WITHOUT_VERB.fullmatch(words):
        return True
    verb = VERB.search(words)
    if not verb or PRONOUN.search(words) or not (words.endswith(":") or is_answered):
        return False
    if not words.endswith(":") and verb.end() != len(words):
        return False
    if is_answered and (CLEAR_START.match(words) or MOMENT.search(words)):
        return True
    return bool(MOMENT.search(words)) and (bool(CLEAR_START.match(words)) or "@" in words)


def _quotes(lines: Sequence[str], place: int) -> bool:
    following = next_words(lines, place)
    return following < len(lines) and following - place <= 2 and is_quoted(lines[following])


def header_length(lines: Sequence[str], place: int) -> int:
    """Return how many lines copy the head of an earlier letter: From, Sent, To, Subject.

    A journey ("Från: Umeå, Till: Lund, Datum: …") is none: the head tells when it was sent or
    what it was about.
    """
    if place >= len(lines) or _label(lines[place]) not in FROM:
        return 0
    labels, last, blanks = set(), place, 0
    for at in range(place, min(place + HEADER_LINES, len(lines))):
        label = _label(lines[at])
        if label:
            labels.add(label)
            last, blanks = at, 0
        elif not lines[at].strip():
            blanks += 1
        if blanks > 1 or at - last > 2:
            break
    is_sent, has_subject = bool(labels & SENT), bool(labels & SUBJECT)
    is_dated = is_sent or bool(labels & DATE)
    enough = len(labels) >= 3 and (is_sent or has_subject) and (is_dated or has_subject)
    return last - place + 1 if enough else 0


def _label(line: str) -> str:
    found = LABEL.match(line[:40])
    label = found[1].strip().lower() if found else ""
    return label if label in LABELS else ""


def next_words(lines: Sequence[str], place: int) -> int:
    """Return where the next line with words is, the number of lines where there is none."""
    while place < len(lines) and not lines[place].strip():
        place += 1
    return place
