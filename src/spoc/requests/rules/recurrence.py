"""What comes back: the moments of a rule (RFC 5545), in a zone, around the days that are closed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rruleset, rrulestr

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WHEN_CLOSED = ("register", "skip", "move")
PARTS = frozenset(
    ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS")
)
LONGEST_RULE = 300
MOST_EVERY, MOST_TIMES = 1_000, 10_000
# a rule says something within so long, and the next open day is not further than this
FAR = timedelta(days=366 * 10)
MOST_CLOSED = 60

LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
ORDINAL = re.compile(r"([+-]?\d+)[A-Z]")
# how many days can be chosen among at each step, and how many times a weekday can be in it
SETS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
MOST_WEEKS = {"DAILY": 0, "WEEKLY": 0, "MONTHLY": 5, "YEARLY": 53}

IsOpen = Callable[[date], bool]


def always(day: date) -> bool:
    """Say of every day that it is open."""
    return True


@dataclass(frozen=True, slots=True)
class Series:
    """A rule from its first moment on, by the clock on the wall of a zone.

    On a day that is closed it is registered all the same, skipped, or moved to the next open day.
    """

    rule: str
    start: datetime
    zone: ZoneInfo
    when_closed: str = "register"
    is_open: IsOpen = always


@dataclass(frozen=True, slots=True)
class Due:
    """The last moment that has come, and how many before it were missed."""

    at: datetime
    missed: int


def written(frequency: str, every: int = 1, days: tuple[str, ...] = (), end: str = "") -> str:
    """Return a rule of simple parts; `end` is `UNTIL=…` or `COUNT=…`.

    >>> written("WEEKLY", 2, ("MO", "TH"), "COUNT=5")
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=5'
    """
    parts = [f"FREQ={frequency}", f"INTERVAL={every}" if every != 1 else ""]
    parts += [f"BYDAY={','.join(days)}" if days else "", end]
    return ";".join(part for part in parts if part)


def parts_of(rule: str) -> dict[str, str]:
    """Return the parts of a rule by their names, as they are written."""
    pairs = (part.partition("=") for part in rule.split(";") if part)
    return {name: value for name, _equals, value in pairs}


def tidied(rule: str) -> str:
    """Return a rule as it is kept: without its name, spaces, or small letters.

    >>> tidied("RRULE:freq=daily; interval=2")
    'FREQ=DAILY;INTERVAL=2'
    """
    return "".join(rule.upper().split()).removeprefix("RRULE:").strip(";")


def fault_of(series: Series) -> str:
    """Return why this is no rule: `shape`, `often`, `part`, `many`, `never`, or nothing."""
    rule, parts = series.rule, parts_of(series.rule)
    if not parts or len(rule) > LONGEST_RULE or "FREQ" not in parts or rule.count("FREQ") > 1:
        return "shape"
    if parts["FREQ"] not in FREQUENCIES:
        return "often"
    if not set(parts) <= PARTS or len(parts) != len(rule.split(";")):
        return "part"
    if not _is_number(parts.get("INTERVAL", "1"), MOST_EVERY):
        return "many"
    if not _is_number(parts.get("COUNT", "1"), MOST_TIMES) or {"COUNT", "UNTIL"} <= set(parts):
        return "many"
    if not _can_come(parts):
        return "never"
    try:
        rrulestr(_endless(parts), dtstart=_on_wall(series, series.start))
        found = next(moments(series, series.start - timedelta(seconds=1)), None)
    except (ValueError, OverflowError, TypeError, KeyError):
        return "shape"
    return "" if found else "never"


def _can_come(parts: dict[str, str]) -> bool:
    """Tell whether its days and months can ever come: what never does is sought for ages."""
    months = _numbers(parts.get("BYMONTH", "")) or list(range(1, 13))
    days = _numbers(parts.get("BYMONTHDAY", "")) or [1]
    places = _numbers(parts.get("BYSETPOS", "")) or [1]
    if not set(months) <= set(range(1, 13)) or 0 in (*days, *places):
        return False
    widest = max(LONGEST_MONTH[month - 1] for month in months)
    of_days = [int(sign) for sign in ORDINAL.findall(parts.get("BYDAY", ""))]
    return (
        min(abs(day) for day in days) <= widest
        and min(abs(place) for place in places) <= SETS[parts["FREQ"]]
        and all(0 < abs(place) <= MOST_WEEKS[parts["FREQ"]] for place in of_days)
    )


def _numbers(text: str) -> list[int]:
    """Return the numbers of a list; one that cannot be read is for the reader of rules to refuse.

    >>> _numbers("1,-2,x")
    [1, -2]
    """
    return [int(each) for each in text.split(",") if each.lstrip("+-").isdecimal()]


def moments(series: Series, after: datetime) -> Iterator[datetime]:
    """Yield the moments after an instant, for ten years at most, each once and in order."""
    last = max(after, series.start) + FAR
    seen = after
    for wall in _walls(series, last):
        day = _day_for(series, wall.date())
        if day is None:
            continue
        moment = datetime.combine(day, wall.time(), series.zone).astimezone(UTC)
        if seen < moment <= last:
            seen = moment
            yield moment


def due(series: Series, since: datetime, until: datetime) -> Due | None:
    """Return the last moment after `since` that has come, and how many before it were missed."""
    found = []
    for moment in moments(series, since):
        if moment > until:
            break
        found.append(moment)
    return Due(found[-1], len(found) - 1) if found else None


def _walls(series: Series, last: datetime) -> Iterator[datetime]:
    """Yield what the clock on the wall shows at each moment, also before any that is wanted.

    Ten years after the last moment is where it ends: a rule may never come true.
    """
    start = _on_wall(series, series.start)
    parts = parts_of(series.rule)
    end = _on_wall(series, last)
    if "UNTIL" in parts:
        end = min(end, _until(parts["UNTIL"], series.zone))
    if "COUNT" in parts:
        many = int(parts["COUNT"])
        for number, wall in enumerate(_rule(parts, start, end)):
            if number >= many:
                return
            yield wall
    else:
        yield from _rule(parts, start, end)


def _rule(parts: dict[str, str], start: datetime, end: datetime) -> rrule | rruleset:
    ending = f"{_endless(parts)};UNTIL={end:%Y%m%dT%H%M%S}"
    return rrulestr(ending, dtstart=start)


def _endless(parts: dict[str, str]) -> str:
    kept = {name: value for name, value in parts.items() if name not in ("COUNT", "UNTIL")}
    return ";".join(f"{name}={value}" for name, value in kept.items())


def _until(text: str, zone: ZoneInfo) -> datetime:
    """Return an end as the clock on the wall shows it; a day alone ends with its last second."""
    moment = datetime.fromisoformat(text)
    if len(text) == len("20261120"):
        return moment + timedelta(days=1, seconds=-1)
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def _on_wall(series: Series, moment: datetime) -> datetime:
    return moment.astimezone(series.zone).replace(tzinfo=None, microsecond=0)


def _day_for(series: Series, day: date) -> date | None:
    """Return the day it falls on, given those that are closed; None where it is left out."""
    if series.when_closed == "register" or series.is_open(day):
        return day
    if series.when_closed == "skip":
        return None
    later = (day + timedelta(days=step) for step in range(1, MOST_CLOSED))
    return next((each for each in later if series.is_open(each)), None)


def _is_number(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) <= most
