"""Which words of a letter are new, and which are quoted, signature or a program's own.

Nothing is lost: what is folded away is kept beside. Where everything would be folded, nothing is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from mailparser_reply.parser import EmailMessage

from spoc.channels.rules import limits
from spoc.channels.rules.quote_marks import (
    is_closing,
    is_delimiter,
    is_footer,
    is_marker,
    is_quoted,
    next_words,
    opening_length,
)

NEW, QUOTE, SIGNATURE = "new", "quote", "signature"
OTHER_LANGUAGES = ["de", "fr", "nl", "es", "it", "pl", "cs", "da"]
ELSEWHERE = 20_000  # characters searched for quotes in other languages

Manner = Literal["first", "reply", "forward"]


@dataclass(frozen=True, slots=True)
class Folded:
    """The new words of a letter, what was folded away, and whether not all was looked at."""

    reply: str
    quoted: str
    is_cut: bool = False


def fold(text: str, manner: Manner = "reply") -> Folded:
    """Part the new words of a letter from those it repeats.

    A first letter keeps `>` lines unless something announces them (somebody may write them), and
    a letter passed on keeps what it passes on.
    """
    lines = [line[: limits.QUOTING_LINE] for line in text[: limits.QUOTING].split("\n")]
    whole = text.split("\n")
    sorts = _sorts(lines, manner)
    sorts += _beyond(whole[len(lines) :], sorts)
    if _nothing_new(whole, sorts):
        sorts = [NEW if sort == SIGNATURE else sort for sort in sorts]
    if _nothing_new(whole, sorts):
        sorts = [NEW] * len(whole)
    return Folded(
        reply=_taken(whole, [sort == NEW for sort in sorts]),
        quoted=_taken(whole, [sort != NEW for sort in sorts]),
        is_cut=len(text) > limits.QUOTING,
    )


def is_signature(folded: str) -> bool:
    """Tell whether what was folded away is only how somebody signs, and repeats nothing.

    >>> is_signature("Kind regards\\nKarin Holm"), is_signature("> It works again.")
    (True, False)
    """
    lines = [line[: limits.QUOTING_LINE] for line in folded[: limits.QUOTING].split("\n")]
    first = next_words(lines, 0)
    if first == len(lines):
        return False
    signs = is_footer(lines[first]) or is_delimiter(lines[first])
    if not (signs or is_closing(lines, first, len(lines))):
        return False
    return QUOTE not in _quotes(lines)[0] and not any(is_marker(line) for line in lines)


def _sorts(lines: Sequence[str], manner: Manner) -> list[str]:
    """Say of each line whether it is new, quoted or a signature."""
    if manner == "forward":
        return [NEW] * len(lines)
    sorts, is_announced = _quotes(lines)
    if manner == "first" and not is_announced:
        sorts = [NEW] * len(lines)
    if not is_announced:
        place = _announced_elsewhere(lines)
        sorts[place:] = [QUOTE] * (len(lines) - place)
    _cut_at_marker(lines, sorts)
    _fold_signatures(lines, sorts)
    return sorts


def _quotes(lines: Sequence[str]) -> tuple[list[str], bool]:
    """Find what is quoted, and whether a line announced it."""
    sorts, place, is_announced = [], 0, False
    while place < len(lines):
        if is_quoted(lines[place]):
            sorts.append(QUOTE)
            place += 1
            continue
        length = opening_length(lines, place)
        sorts += [QUOTE] * length or [NEW]
        place += length or 1
        if not length:
            continue
        is_announced = True
        following = next_words(lines, place)
        if following < len(lines) and not is_quoted(lines[following]):
            sorts += [QUOTE] * (len(lines) - place)
            break
    return sorts, is_announced


def _announced_elsewhere(lines: Sequence[str]) -> int:
    """Return where a quote begins that is announced in a language not our own."""
    text = "\n".join(lines)[:ELSEWHERE]
    if ":" not in text:
        return len(lines)
    found = EmailMessage(text=text, languages=list(OTHER_LANGUAGES), include_english=False).read()
    if len(found.replies) < 2 or not found.replies[0].body:
        return len(lines)
    opening = (found.replies[1].headers or "").split("\n")[0].strip()
    places = (place for place, line in enumerate(lines) if opening and line.strip() == opening)
    return next(places, len(lines))


def _cut_at_marker(lines: Sequence[str], sorts: list[str]) -> None:
    for place, line in enumerate(lines):
        if is_marker(line):
            sorts[place] = QUOTE
            if not _nothing_new(lines[:place], sorts[:place]):
                sorts[place:] = [QUOTE] * (len(lines) - place)
            return


def _fold_signatures(lines: Sequence[str], sorts: list[str]) -> None:
    """Fold what follows a delimiter or a parting greeting, up to the next quote."""
    end = 0
    for place, line in enumerate(lines):
        if sorts[place] != NEW:
            continue
        if place >= end:
            end = next((n for n in range(place, len(sorts)) if sorts[n] != NEW), len(sorts))
        if is_footer(line):
            sorts[place] = SIGNATURE
        elif is_delimiter(line) or is_closing(lines, place, end):
            sorts[place:end] = [SIGNATURE] * (end - place)


def _beyond(lines: Sequence[str], sorts: Sequence[str]) -> list[str]:
    """Continue past what was looked at: an open quote goes on, marked lines are quotes."""
    is_open = bool(sorts) and sorts[-1] == QUOTE
    return [QUOTE if is_open or is_quoted(line) else NEW for line in lines]


def _nothing_new(lines: Sequence[str], sorts: Sequence[str]) -> bool:
    pairs = zip(lines, sorts, strict=True)
    return not any(sort == NEW and line.strip() for line, sort in pairs)


def _taken(lines: Sequence[str], chosen: Sequence[bool]) -> str:
    """Put stretches of chosen lines together, a blank line where something lay between them."""
    stretches: list[str] = []
    for is_chosen, group in groupby(zip(chosen, lines, strict=True), key=lambda pair: pair[0]):
        stretch = "\n".join(line for _, line in group).strip("\n").rstrip()
        if is_chosen and stretch.strip():
            stretches.append(stretch)
    return "\n\n".join(stretches)
