"""The flow of today for the live board: what came in and was solved, and what was expected."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import number_format

from spoc.kit.time import now
from spoc.requests.queries.board_read import CAME, WEEKS, Read
from spoc.requests.queries.slices import day_of
from spoc.requests.rules.board import Flow, flow

ROUGH = 10


@dataclass(frozen=True, slots=True)
class Expected:
    """The mean of the same weekday before: by the hour, until this time of day, and in all."""

    weeks: int
    by_hour: Mapping[int, float]
    by_now: str
    whole_day: str


@dataclass(frozen=True, slots=True)
class Calls:
    """Today's calls, and how many of them were solved while the caller was on the line."""

    count: int
    solved: int


@dataclass(frozen=True, slots=True)
class Came:
    """How many came in so many weeks ago, 0 being today, at an hour: before this time, or later.

    Of a quarter of an hour that lasts at this time what came early is told apart by itself.
    """

    week: int
    hour: int
    is_early: bool
    count: int


def flow_today(read: Read) -> tuple[Flow, Expected | None]:
    """Return the chart of today, and what it rests on."""
    here = timezone.localtime(now())
    begun = next(iter(read["begun"]), None)
    weeks = sum(1 for week in range(1, WEEKS + 1) if begun and begun < _day(here, week))
    came = [
        Came(week, _hour(since), *counted)
        for week, name in enumerate(CAME)
        for since, *counted in (*read[name], *read.get(f"kept_{name}", ()))
    ]
    usual = _expected(came, _early(read, weeks), weeks) if weeks else None
    solved = (*read["solved"], *read.get("kept_solved", ()))
    chart = flow(
        _sums((each.hour, each.count) for each in came if each.week == 0),
        _sums((_hour(since), count) for since, count in solved),
        here.hour,
        usual.by_hour if usual else None,
        here.minute,
    )
    return chart, usual


def _early(read: Read, weeks: int) -> int:
    """Return how many had come in by this time of such days, in a quarter that was not over."""
    return sum(sum(early[:weeks]) for early in read.get("early", ()))


def _expected(came: Iterable[Came], early: int, weeks: int) -> Expected:
    """Return what such a day brought before, as the mean of so many whole ones."""
    past = [each for each in came if each.week and each.week <= weeks]
    by_hour = _sums((each.hour, each.count) for each in past)
    return Expected(
        weeks=weeks,
        by_hour={hour: count / weeks for hour, count in by_hour.items()},
        by_now=_mean(early + sum(each.count for each in past if each.is_early), weeks),
        whole_day=_mean(sum(each.count for each in past), weeks),
    )


def _sums(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for hour, count in pairs:
        sums[hour] += count
    # what is kept may have come and gone
    return {hour: count for hour, count in sums.items() if count}


def _hour(since: datetime) -> int:
    """Return the hour by the reader's clock; one that it strikes twice counts as one."""
    return timezone.localtime(since).hour


def _mean(count: int, weeks: int) -> str:
    """Write a mean as the reader does; of few it says tenths too, lest a little looks like none."""
    mean = count / weeks
    is_rough = mean >= ROUGH or mean == int(mean)
    return number_format(round(mean) if is_rough else round(mean, 1))


def _day(here: datetime, week: int) -> datetime:
    """Return when the same day began so many weeks ago, by the reader's own clock."""
    return day_of(here - timedelta(weeks=week))[0]
