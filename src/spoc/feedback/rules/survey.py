"""Whom to ask how it was: the sampling rule, and which answers somebody looks into."""

from dataclasses import dataclass
from datetime import timedelta

SCORES = (1, 2, 3, 4, 5)
SURVEY_STATES = ("sent", "answered", "expired")
# so many hundredths of the requests are drawn by a number nobody chooses
WHOLE = 100
_PRIME = 7919


@dataclass(frozen=True, slots=True)
class Chance:
    """What decides whether somebody is asked about a request that was closed."""

    number: int
    is_major: bool = False
    is_human: bool = True
    is_reachable: bool = True
    community_asks: bool = True
    wants_letters: bool = True
    since_last: timedelta | None = None


def reason_not_to_ask(chance: Chance, *, share: int, days_between: int) -> str:
    """Return why somebody is not asked; empty where they are.

    Of a major incident everybody who can be asked is; else one is asked at most once in so many
    days, about the share of requests that is drawn.

    >>> reason_not_to_ask(Chance(7, since_last=timedelta(days=3)), share=100, days_between=7)
    'recently'
    >>> reason_not_to_ask(
    ...     Chance(7, is_major=True, since_last=timedelta(days=3)), share=100, days_between=7
    ... )
    ''
    """
    barred = {
        "community": not chance.community_asks,
        "machine": not chance.is_human,
        "unreachable": not chance.is_reachable,
        "unwanted": not chance.wants_letters,
    }
    reason = next((reason for reason, holds in barred.items() if holds), "")
    if reason or chance.is_major:
        return reason
    if chance.since_last is not None and chance.since_last < timedelta(days=days_between):
        return "recently"
    return "" if is_drawn(chance.number, share) else "not_drawn"


def is_drawn(number: int, share: int) -> bool:
    """Tell whether a request is among the hundredths that are asked about: always the same ones.

    >>> is_drawn(48213, 100), is_drawn(48213, 0)
    (True, False)
    """
    return number * _PRIME % WHOLE < share


def is_low(score: int, low: int) -> bool:
    """Tell whether somebody is to look into a score.

    >>> is_low(2, 2), is_low(3, 2)
    (True, False)
    """
    return score <= low
