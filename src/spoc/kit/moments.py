"""Moments as people say them, in English and Swedish: `tomorrow 9`, `om 2 timmar`, `fredag`."""

import re
from datetime import UTC, date, datetime, time, timedelta

BEGINS = time(8)
COUNTS = {"a": 1, "an": 1, "one": 1, "en": 1, "ett": 1, "two": 2, "två": 2, "three": 3, "tre": 3}
UNITS = (
    (("m", "min", "mins", "minute", "minutes", "minut", "minuter"), timedelta(minutes=1)),
    (("h", "hour", "hours", "tim", "timme", "timmar"), timedelta(hours=1)),
    (("d", "day", "days", "dag", "dagar", "dygn"), timedelta(days=1)),
    (("w", "week", "weeks", "v", "vecka", "veckor"), timedelta(weeks=1)),
)
LENGTHS = {word: length for words, length in UNITS for word in words}
DAYS = {
    "today": 0,
    "idag": 0,
    "tomorrow": 1,
    "imorgon": 1,
    "imorn": 1,
    "overmorrow": 2,
    "övermorgon": 2,
}
WEEKDAYS = (
    ("monday", "mon", "måndag", "mån"),
    ("tuesday", "tue", "tisdag", "tis"),
    ("wednesday", "wed", "onsdag", "ons"),
    ("thursday", "thu", "torsdag", "tor", "tors"),
    ("friday", "fri", "fredag", "fre"),
    ("saturday", "sat", "lördag", "lör"),
    ("sunday", "sun", "söndag", "sön"),
)
WEEKDAY_OF = {word: place for place, words in enumerate(WEEKDAYS) for word in words}
TIMES = {
    "morning": time(8),
    "bitti": time(8),
    "morgonen": time(8),
    "noon": time(12),
    "lunch": time(12),
    "afternoon": time(13),
    "eftermiddag": time(13),
    "evening": time(18),
    "kväll": time(18),
}
# what is said in two words, or in more than one way
SPOKEN = (
    (r"\bi (dag|morgon|morron)\b", r"i\1"),
    (r"\bimorron\b", "imorgon"),
    (r"\bi övermorgon\b", "övermorgon"),
    (r"\bday after tomorrow\b", "overmorrow"),
    (r"\b(tonight|ikväll|i kväll)\b", "today evening"),
    (r"\b(half an hour|en halvtimme|halvtimme|en halv timme)\b", "30 min"),
    (r"\bnästa\b", "next"),
    (r"\b(the|at|on|kl|klockan|på|den|by|o'clock)\b\.?", " "),
    (r"(\d)\s*(am|pm)\b", r"\1\2"),
)
AFTER = re.compile(r"(?:in|om)?\s*(\d{1,3}|[a-zåäö]+)\s*([a-zåäö]+)")
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?")


def moment_said(words: str, here: datetime) -> datetime | None:
    """Return the moment that is named, in the zone of `here`; None where it is not understood.

    A day without a time begins at eight, a time without a day is the next one.

    >>> friday = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    >>> [f"{moment_said(w, friday):%a %d %H:%M}" for w in ("tomorrow 9", "om 2 timmar", "måndag")]
    ['Sat 21 09:00', 'Fri 20 16:30', 'Mon 23 08:00']
    """
    text = words.lower().replace(",", " ")
    for said, plain in SPOKEN:
        text = re.sub(said, plain, text)
    text = " ".join(text.split())
    return _after(text, here) or _on_a_day(text.replace("t", " ") if _is_iso(text) else text, here)


def _is_iso(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\dt\d\d:\d\d", text) is not None


def _after(text: str, here: datetime) -> datetime | None:
    """Return the moment that is so long from now."""
    found = AFTER.fullmatch(text)
    if found is None:
        return None
    count = int(found[1]) if found[1].isdecimal() else COUNTS.get(found[1])
    length = LENGTHS.get(found[2])
    if not count or length is None:
        return None
    if length >= timedelta(days=1):
        return here + count * length
    return (here.astimezone(UTC) + count * length).astimezone(here.tzinfo)


def _on_a_day(text: str, here: datetime) -> datetime | None:
    """Return the moment on a day, at a time, or both."""
    words = text.split()
    first = _day(words, here.date())
    day, rest = first if first else (None, words)
    clock = _clock(rest) if rest else BEGINS
    if clock is None or not (first or rest):
        return None
    if day is not None:
        return datetime.combine(day, clock, here.tzinfo)
    moment = datetime.combine(here.date(), clock, here.tzinfo)
    return moment if moment > here else moment + timedelta(days=1)


def _day(words: list[str], today: date) -> tuple[date, list[str]] | None:
    """Return the day that is named first, and the words after it."""
    word = words[0] if words else ""
    if word in DAYS:
        return today + timedelta(days=DAYS[word]), words[1:]
    if words[:2] in (["next", "week"], ["next", "vecka"]):
        return _next(0, today), words[2:]
    if word == "next" and len(words) > 1 and words[1] in WEEKDAY_OF:
        return _next(WEEKDAY_OF[words[1]], today), words[2:]
    if word in WEEKDAY_OF:
        return _next(WEEKDAY_OF[word], today), words[1:]
    try:
        return date.fromisoformat(word), words[1:]
    except ValueError:
        return None


def _next(weekday: int, today: date) -> date:
    """Return the next day of this name: today's is a week from now."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _clock(words: list[str]) -> time | None:
    if len(words) != 1:
        return None
    if words[0] in TIMES:
        return TIMES[words[0]]
    found = CLOCK.fullmatch(words[0])
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
