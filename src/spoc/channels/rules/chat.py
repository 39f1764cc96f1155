"""Waiting for an answer in a chat: how long it takes, when silence ends it, who may show it."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

# waits it takes before anything can be said of the next one
LEAST_KNOWN = 3
# whoever waits gives a sign of life by their page, or by hand where it has no script
GONE_WAITING = timedelta(minutes=5)
GONE_TALKING = timedelta(minutes=10)
# somebody who does not answer is asked whether they are there, and then left in peace
SILENT = timedelta(minutes=15)
ASKED = timedelta(minutes=5)
TYPING = timedelta(seconds=7)
LONGEST = 4_000
MOST_LINES = 1_000
MOST_LINES_A_MINUTE = 30
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nobody was heard of in a chat: since the visitor's last sign, and last words.

    `since_desk` is None where the desk did not write after the visitor, `since_asked` where the
    visitor was not asked whether they are still there.
    """

    is_waiting: bool
    since_seen: timedelta
    since_desk: timedelta | None = None
    since_asked: timedelta | None = None


def expected_minutes(waits: Sequence[float], place: int) -> int | None:
    """Return the minutes somebody at this place will wait, by recent waits in seconds.

    With too few waits there is nothing to go by.

    >>> expected_minutes([60, 120, 200], 2), expected_minutes([60, 120], 1)
    (4, None)
    """
    if len(waits) < LEAST_KNOWN:
        return None
    return max(1, math.ceil(median(waits) * place / 60))


def what_silence_means(silence: Silence) -> str:
    """Return what is to be done: nothing, `ask` whether they are there, or `end` the chat.

    >>> what_silence_means(Silence(True, timedelta(minutes=6)))
    'end'
    """
    if silence.since_seen > (GONE_WAITING if silence.is_waiting else GONE_TALKING):
        return "end"
    if silence.is_waiting or silence.since_desk is None:
        return ""
    if silence.since_asked is not None:
        return "end" if silence.since_asked > ASKED else ""
    return "ask" if silence.since_desk > SILENT else ""


def origins_in(text: str) -> list[str]:
    """Return the places, such as `https://www.example.org`, that words or lines name."""
    return [each.lower().rstrip("/") for each in re.split(r"[\s,]+", text.strip()) if each]


def is_origin(text: str) -> bool:
    """Tell whether this names one place of the web, and nothing in it.

    >>> is_origin("https://www.example.org"), is_origin("example.org"), is_origin("https://*")
    (True, False, False)
    """
    return bool(ORIGIN.fullmatch(text))
