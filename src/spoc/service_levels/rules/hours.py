"""How opening hours are written down: as people type them, and as a calendar keeps them."""

import json
import re
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import TypeAlias

from spoc.service_levels.rules.business_time import DAY_MINUTES, Calendar, Window

# windows by ISO weekday or by date, each as [["08:00", "12:00"], ["13:00", "24:00"]]
Windows: TypeAlias = dict[str, list[list[str]]]

BETWEEN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to|till)\s*(\d{1,2})(?:[:.](\d{2}))?")


@dataclass(frozen=True, slots=True)
class Hours:
    """A calendar as it is written down: windows by ISO weekday, and by date where it differs.

    `day_names` says what a date is called that differs, where it has a name.
    """

    name: str
    zone: str
    week: Windows = field(default_factory=dict)
    exceptions: Windows = field(default_factory=dict)
    day_names: dict[str, str] = field(default_factory=dict)
    country: str = ""
    region: str = ""
    is_active: bool = True

    @property
    def calendar(self) -> Calendar:
        """The calendar as the rules of business time count with it; ValueError when none can be."""
        return Calendar.parse({"tz": self.zone, "week": self.week, "exceptions": self.exceptions})


class Unreadable(ValueError):
    """What was typed says no hours: `why` is shape, time, overnight or overlap; `part` is where."""

    def __init__(self, why: str, part: str) -> None:
        super().__init__(f"{why}: {part}")
        self.why, self.part = why, part


def read_typed(words: str) -> list[list[str]]:
    """Read windows as people type them; nothing is closed all day.

    >>> read_typed("8-12, 13.00–24")
    [['08:00', '12:00'], ['13:00', '24:00']]
    """
    parts = [part.strip() for part in re.split(r"[,;\n]", words)]
    windows = sorted(_window(part) for part in parts if part)
    for (_opens, closes), after in pairwise(windows):
        if after[0] < closes:
            raise Unreadable("overlap", say_window(after))
    return [[clock(opens), clock(closes)] for opens, closes in windows]


def say_typed(windows: list[list[str]]) -> str:
    """Say windows as people type them.

    >>> say_typed([["08:00", "12:00"], ["13:00", "17:00"]])
    '08:00–12:00, 13:00–17:00'
    """
    return ", ".join(f"{opens}–{closes}" for opens, closes in windows)


def say_window(window: Window) -> str:
    """Say one window of minutes after midnight.

    >>> say_window((480, 1440))
    '08:00–24:00'
    """
    return f"{clock(window[0])}–{clock(window[1])}"


def clock(minutes: int) -> str:
    """Say the time on the wall so many minutes after midnight."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def minutes_open(windows: tuple[Window, ...]) -> int:
    """Return how many minutes the windows of a day are open by the clock on the wall."""
    return sum(closes - opens for opens, closes in windows)


def usual_day(calendar: Calendar) -> int:
    """Return how many minutes most open weekdays have: what people mean by a business day."""
    lengths = [length for windows in calendar.week.values() if (length := minutes_open(windows))]
    return max(sorted(set(lengths), reverse=True), key=lengths.count, default=DAY_MINUTES)


def closed_on(hours: Hours, names: dict[date, str]) -> tuple[Windows, dict[str, str]]:
    """Return the dates that differ, and their names, with these closed as well."""
    added = {day.isoformat(): name for day, name in sorted(names.items())}
    return {**hours.exceptions, **{day: [] for day in added}}, {**hours.day_names, **added}


def fingerprint(hours: Hours, version: int) -> str:
    """Return what tells whether somebody saw the effect of just these hours on this version."""
    words = json.dumps([version, asdict(hours)], sort_keys=True)
    return sha256(words.encode()).hexdigest()[:16]


def _window(part: str) -> Window:
    found = BETWEEN.fullmatch(part)
    if found is None:
        raise Unreadable("shape", part)
    opens, closes = _minutes(found, 1, part), _minutes(found, 3, part)
    if closes == 0:
        closes = DAY_MINUTES
    if closes <= opens:
        raise Unreadable("overnight", say_window((opens, closes)))
    return opens, closes


def _minutes(found: re.Match[str], group: int, part: str) -> int:
    hours, minutes = int(found[group]), int(found[group + 1] or 0)
    total = hours * 60 + minutes
    if minutes > 59 or total > DAY_MINUTES:
        raise Unreadable("time", part)
    return total
