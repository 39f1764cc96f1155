"""By which way and when somebody is told: quiet hours, letters at once, and what is gathered."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

PAGE, MAIL, DIGEST, NONE = "page", "mail", "digest", "none"
ANY_WAY = (PAGE, MAIL, DIGEST, NONE)
# letters go in any case, so that only the notice in the page can be chosen
PAGE_ONLY = (PAGE, NONE)
HOURLY = "hourly"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which no letter disturbs: from, until, and the weekdays they begin on.

    No weekday means every day; hours that end where they begin are a whole day.
    """

    begins: time
    ends: time
    days: frozenset[int] = frozenset()

    def covers(self, moment: datetime) -> bool:
        """Tell whether a moment on the reader's wall lies within.

        >>> night = Quiet(time(22), time(7), frozenset({4}))
        >>> night.covers(datetime(2026, 11, 20, 23)), night.covers(datetime(2026, 11, 21, 6))
        (True, True)
        >>> night.covers(datetime(2026, 11, 20, 6)), night.covers(datetime(2026, 11, 21, 23))
        (False, False)
        """
        clock = moment.time()
        if self.begins < self.ends:
            return self._is_on(moment) and self.begins <= clock < self.ends
        late = self._is_on(moment) and clock >= self.begins
        return late or (self._is_on(moment - DAY) and clock < self.ends)

    def _is_on(self, moment: datetime) -> bool:
        return not self.days or moment.weekday() in self.days


def goes_at_once(way: str, *, is_first: bool, is_quiet: bool, is_urgent: bool) -> bool:
    """Tell whether a letter goes now: the first of news unseen, and not at night unless urgent.

    >>> goes_at_once("mail", is_first=True, is_quiet=True, is_urgent=False)
    False
    >>> goes_at_once("mail", is_first=True, is_quiet=True, is_urgent=True)
    True
    """
    return way == MAIL and is_first and (is_urgent or not is_quiet)


def is_gathered(way: str) -> bool:
    """Tell whether news that no letter told at once stand in the next one."""
    return way in (MAIL, DIGEST)


def digest_due(
    often: str, at: time, *, waits_since: datetime, moment: datetime, is_quiet: bool
) -> bool:
    """Tell whether what waits since then goes now, both as the reader's clock shows them.

    A day's letter goes at its hour, whatever is quiet then: its reader chose it.

    >>> nine = datetime(2026, 11, 20, 9)
    >>> digest_due("daily", time(8), waits_since=nine - DAY / 2, moment=nine, is_quiet=False)
    True
    >>> digest_due("daily", time(8), waits_since=nine, moment=nine + DAY / 2, is_quiet=False)
    False
    """
    if often == HOURLY:
        hour = moment.replace(minute=0, second=0, microsecond=0)
        return waits_since < hour and not is_quiet
    slot = moment.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return waits_since < (slot if slot <= moment else slot - DAY)
