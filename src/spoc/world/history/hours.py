"""When people ask and when the desk works: the week as it is at Norrvik."""

from datetime import datetime, timedelta
from random import Random

from spoc.kit.zones import zone

HERE = zone("Europe/Stockholm")
# Monday to Sunday: how much comes in on such a day
DAYS = (130, 110, 100, 100, 85, 16, 14)
# by hour, midnight first
HOURS = (1, 1, 1, 1, 1, 2, 6, 22, 40, 44, 36, 24, 20, 34, 34, 28, 18, 8, 4, 3, 3, 3, 2, 1)
OPENS, CLOSES = 7, 18


def arrivals(count: int, begins: datetime, ends: datetime, dice: Random) -> list[datetime]:
    """Return that many moments between the two, as the week and the day have them, in order."""
    first = begins.astimezone(HERE).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [first + timedelta(days=n) for n in range((ends - begins).days + 2)]
    weights = [DAYS[day.weekday()] for day in days]
    moments: list[datetime] = []
    while len(moments) < count:
        moment = _within(dice.choices(days, weights)[0], dice)
        if begins < moment < ends:
            moments.append(moment)
    return sorted(moments)


def when_open(moment: datetime, dice: Random) -> datetime:
    """Return the moment itself where the desk is at work then, else one early the next weekday.

    >>> saturday = datetime(2026, 11, 21, 15, tzinfo=HERE)
    >>> when_open(saturday, Random(1)).strftime("%A %H")
    'Monday 07'
    """
    local = moment.astimezone(HERE)
    if local.weekday() < 5 and OPENS <= local.hour < CLOSES:
        return moment
    day = local if local.hour < OPENS and local.weekday() < 5 else local + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day.replace(hour=OPENS, minute=dice.randrange(5, 59), second=dice.randrange(60))


def _within(day: datetime, dice: Random) -> datetime:
    hour = dice.choices(range(24), HOURS)[0]
    return day.replace(
        hour=hour,
        minute=dice.randrange(60),
        second=dice.randrange(60),
        microsecond=dice.randrange(1_000_000),
    )
