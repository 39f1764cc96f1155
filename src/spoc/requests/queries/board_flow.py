"""The flow of today for the live board: what came in and was solved, and what was expected."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BooleanField, Case, Count, ExpressionWrapper, Q, Subquery, Value, When
from django.db.models.functions import ExtractHour, JSONObject, TruncDate
from django.utils import timezone
from django.utils.formats import number_format

from spoc.kit.time import now
from spoc.requests.models import SupportRequest
from spoc.requests.queries.slices import Rows, called_today
from spoc.requests.rules.board import Flow, flow

# on how many earlier days of the same name what is expected rests
WEEKS = 4
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
class Seen:
    """How many came in a week ago or more (0: today) at an hour, and were solved today at one.

    None is a day of another name, and an hour of another day.
    """

    week: int | None
    hour: int
    is_early: bool
    solved: int | None
    count: int


def flow_today(rows: Rows) -> tuple[Flow, Expected | None, Calls | None]:
    """Return the chart of today, what it rests on, and the calls where anybody called."""
    here = timezone.localtime(now())
    begun, calls = _begun_and_calls(rows)
    weeks = sum(1 for week in range(1, WEEKS + 1) if begun and begun < _day(here, week))
    seen = _seen(rows, here)
    usual = _expected(seen, weeks) if weeks else None
    came, solved = _today(seen)
    return (
        flow(came, solved, here.hour, usual.by_hour if usual else None, here.minute),
        usual,
        calls,
    )


def _seen(rows: Rows, here: datetime) -> list[Seen]:
    """Count what came in on such days and what was solved today, in one question.

    Whatever came or was solved since the first of them was changed since then: that has an index.
    """
    first, place = _day(here, WEEKS), timezone.get_current_timezone()
    came = Q(created_at__gte=first, created_at__iso_week_day=here.isoweekday())
    solved = Q(resolved_at__gte=_day(here, 0))
    counted = (
        rows.filter(came | solved, updated_at__gte=first)
        .order_by()
        .values(
            on=TruncDate("created_at", tzinfo=place),
            hour=ExtractHour("created_at", tzinfo=place),
            is_early=ExpressionWrapper(Q(created_at__time__lt=here.time()), BooleanField()),
            solved=Case(When(solved, then=ExtractHour("resolved_at", tzinfo=place))),
        )
    )
    fields = ("on", "hour", "is_early", "solved", "count")
    found = counted.annotate(count=Count("pk")).values_list(*fields)
    return [Seen(_week(here.date() - on), *further) for on, *further in found]


def _week(ago: timedelta) -> int | None:
    """Return how many weeks ago a day of the same name is.

    >>> _week(timedelta(days=14)), _week(timedelta(days=15))
    (2, None)
    """
    weeks, days = divmod(ago.days, 7)
    return None if days else weeks


def _expected(seen: Iterable[Seen], weeks: int) -> Expected:
    """Return what such a day brought before, as the mean of so many whole ones."""
    past = [each for each in seen if each.week and each.week <= weeks]
    by_hour = _sums((each.hour, each.count) for each in past)
    return Expected(
        weeks=weeks,
        by_hour={hour: count / weeks for hour, count in by_hour.items()},
        by_now=_mean(sum(each.count for each in past if each.is_early), weeks),
        whole_day=_mean(sum(each.count for each in past), weeks),
    )


def _today(seen: Iterable[Seen]) -> tuple[dict[int, int], dict[int, int]]:
    """Return by the hour what came in today, and what was solved."""
    known = list(seen)
    came = _sums((each.hour, each.count) for each in known if each.week == 0)
    solved = ((each.solved, each.count) for each in known if each.solved is not None)
    return came, _sums(solved)


def _sums(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for hour, count in pairs:
        sums[hour] += count
    return dict(sums)


def _mean(count: int, weeks: int) -> str:
    """Write a mean as the reader does; of few it says tenths too, lest a little looks like none."""
    mean = count / weeks
    is_rough = mean >= ROUGH or mean == int(mean)
    return number_format(round(mean) if is_rough else round(mean, 1))


def _day(here: datetime, week: int) -> datetime:
    """Return when the same day began so many weeks ago, by the reader's own clock."""
    day = here - timedelta(weeks=week)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)


def _begun_and_calls(rows: Rows) -> tuple[datetime | None, Calls | None]:
    """Return when the first request of all came, and today's calls among the rows."""
    in_call = Q(contacts__interaction__disposition="quick_answer")
    each = "contacts__interaction"
    found = JSONObject(
        count=Count(each, distinct=True), solved=Count(each, distinct=True, filter=in_call)
    )
    calls = called_today(rows).order_by().values(all=Value(1)).annotate(found=found).values("found")
    first = SupportRequest.objects.order_by("pk").values_list("created_at", Subquery(calls))
    begun, counted = first.first() or (None, None)
    return begun, Calls(**counted) if counted and counted["count"] else None
