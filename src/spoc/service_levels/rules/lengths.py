"""How long a promise is: as people type it, and as it is kept in minutes."""

import re

from spoc.service_levels.rules.business_time import Calendar
from spoc.service_levels.rules.hours import usual_day

PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-zåäö]+)")
# what one of each is in minutes; a day is as long as the calendar is usually open
UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minut", "minuter"), 1),
    **dict.fromkeys(("h", "hour", "hours", "t", "tim", "timme", "timmar"), 60),
}
DAYS = frozenset(["d", "day", "days", "bd", "dag", "dagar"])
# a year of minutes: what is longer was mistyped
LONGEST = 366 * 24 * 60


def read_minutes(words: str, calendar: Calendar) -> int | None:
    """Read a length in minutes; None when it says none, or less than one.

    >>> office = Calendar.parse({"tz": "UTC", "week": {"1": [["08:00", "17:00"]]}})
    >>> [read_minutes(words, office) for words in ("1 h 30 min", "1,5 h", "2 d", "soon")]
    [90, 90, 1080, None]
    """
    text = words.strip().lower()
    if not text or PART.sub("", text).strip():
        return None
    minutes = 0.0
    for amount, unit in PART.findall(text):
        each = usual_day(calendar) if unit in DAYS else UNITS.get(unit)
        if each is None:
            return None
        minutes += float(amount.replace(",", ".")) * each
    whole = round(minutes)
    return whole if 1 <= whole <= LONGEST else None


def say_minutes(minutes: int) -> str:
    """Say a length as it is typed.

    >>> [say_minutes(minutes) for minutes in (15, 240, 90)]
    ['15 min', '4 h', '1 h 30 min']
    """
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    return " ".join(parts + ([f"{rest} min"] if rest or not hours else []))
