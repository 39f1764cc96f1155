"""When a shift is: from and to on the wall of a place, once or again by a rule (RFC 5545).

A shift begins and ends by the clock on the wall, so that a night is an hour shorter in March and
an hour longer in October. Where the wall skips a time, that time is the instant of the jump;
where the wall shows a time twice, it is the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

from dateutil import rrule

from spoc.kit.spans import Span

DAY = timedelta(days=1)
LONGEST = timedelta(days=31)
SECOND = timedelta(seconds=1)
# how many days on every rule of these repeats itself
STEPS = {"DAILY": 1, "WEEKLY": 7}
ALWAYS = frozenset(["FREQ", "INTERVAL", "COUNT", "WKST", "BYDAY"])
BY_MONTH = frozenset([*ALWAYS, "BYMONTHDAY", "BYSETPOS", "BYMONTH"])
# what a rule may say, by how often it comes
PARTS = {"DAILY": ALWAYS, "WEEKLY": ALWAYS, "MONTHLY": BY_MONTH, "YEARLY": BY_MONTH}
MOST_ROUNDS = 100
MOST_COUNTED = 5000


class NoPattern(ValueError):
    """A shift cannot be like this; the code says why."""

    def __init__(self, why: str, said: str = "") -> None:
        super().__init__(why)
        self.why, self.said = why, said


@dataclass(frozen=True, slots=True)
class Pattern:
    """From and to on the wall, in which zone, by which rule, without which beginnings, until when.

    `last_on` is the last day on which it may begin. NoPattern says what cannot be.
    """

    begins: datetime
    ends: datetime
    zone: ZoneInfo
    rule: str = ""
    left_out: frozenset[datetime] = frozenset()
    last_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends <= self.begins:
            raise NoPattern("order")
        if self.ends - self.begins > LONGEST:
            raise NoPattern("length")
        if self.rule:
            _demand_rule(self.rule, self.begins)

    def spans(self, opens: datetime, closes: datetime) -> Iterator[Span]:
        """Yield when it is, as far as that touches the time between two instants."""
        length = self.ends - self.begins
        early = opens.astimezone(self.zone).replace(tzinfo=None) - length - DAY
        late = closes.astimezone(self.zone).replace(tzinfo=None) + DAY
        for wall in self._beginnings(early, late):
            begins, ends = instant(wall, self.zone), instant(wall + length, self.zone)
            if begins < ends and begins < closes and ends > opens:
                yield begins, ends

    def settled(self) -> Self:
        """Return the same as it is kept: it begins at its first time, and ends by a day.

        What recurs on Mondays begins on a Monday; a count of times becomes the day of the last.
        """
        if not self.rule:
            return self
        parts = read_rule(self.rule)
        counted = parts.pop("COUNT", None)
        walls = list(self._repeated(self.begins, self.begins)) if counted else []
        first = walls[0] if walls else next(self._repeated(self.begins, self.begins), None)
        if first is None:
            raise NoPattern("never", self.rule)
        days = [day for day in (self.last_on, walls[-1].date() if walls else None) if day]
        return replace(
            self,
            begins=first,
            ends=first + (self.ends - self.begins),
            rule=";".join(f"{name}={value}" for name, value in parts.items()),
            last_on=min(days, default=None),
        )

    @property
    def first_at(self) -> datetime:
        """The instant it begins for the first time, at the earliest."""
        return instant(self.begins, self.zone)

    @property
    def last_at(self) -> datetime | None:
        """The instant from which it is no more; None when it goes on for ever."""
        length = self.ends - self.begins
        if not self.rule:
            return instant(self.ends, self.zone)
        if self.last_on is not None:
            return instant(datetime.combine(self.last_on, self.begins.time()) + length, self.zone)
        return None

    def _beginnings(self, early: datetime, late: datetime) -> Iterator[datetime]:
        """Yield the walls at which it begins, between two walls."""
        for wall in self._repeated(early, late):
            is_over = self.last_on is not None and wall.date() > self.last_on
            if is_over or wall > late:
                return
            if wall >= early and wall not in self.left_out:
                yield wall

    def _repeated(self, early: datetime, late: datetime) -> Iterator[datetime]:
        if not self.rule:
            return iter([self.begins])
        parts = read_rule(self.rule)
        step = STEPS.get(parts["FREQ"], 0) * int(parts.get("INTERVAL", "1"))
        begins = self.begins
        if step and "COUNT" not in parts and early > begins:
            # whole rounds of the rule before what is asked for need not be walked
            begins += timedelta(days=(early - begins).days // step * step)
        return iter(_rule_from(self.rule, begins))


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant in UTC at which the wall shows this time.

    >>> instant(datetime(2026, 3, 29, 2, 30), ZoneInfo("Europe/Stockholm")).isoformat()
    '2026-03-29T01:00:00+00:00'
    """
    late = wall.replace(tzinfo=zone).astimezone(UTC)
    if late.astimezone(zone).replace(tzinfo=None) == wall:
        return late
    early = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    while late - early > SECOND:
        middle = early + (late - early) // 2
        if middle.astimezone(zone).replace(tzinfo=None) < wall:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def read_rule(rule: str) -> dict[str, str]:
    """Return the parts of a rule by name.

    >>> read_rule("FREQ=WEEKLY;BYDAY=MO,TU")
    {'FREQ': 'WEEKLY', 'BYDAY': 'MO,TU'}
    """
    pairs = (part.partition("=") for part in rule.upper().split(";") if part)
    return {name.strip(): value.strip() for name, _equals, value in pairs}


def _demand_rule(rule: str, begins: datetime) -> None:
    """Refuse a rule that is none, or one that repeats more often than by the day."""
    parts = read_rule(rule)
    known = PARTS.get(parts.get("FREQ", ""), frozenset())
    rounds, count = parts.get("INTERVAL", "1"), parts.get("COUNT", "1")
    is_known = set(parts) <= known and rounds.isdecimal() and count.isdecimal()
    if not is_known or not 1 <= int(rounds) <= MOST_ROUNDS or not 1 <= int(count) <= MOST_COUNTED:
        raise NoPattern("rule", rule)
    try:
        _rule_from(rule, begins)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError):
        raise NoPattern("rule", rule) from None


@lru_cache(maxsize=4096)
def _rule_from(rule: str, begins: datetime) -> rrule.rrule:
    found = rrule.rrulestr(rule, dtstart=begins)
    if not isinstance(found, rrule.rrule):
        raise ValueError("a rule is one rule")
    return found
