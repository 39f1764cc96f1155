"""The flow of today for the live board: what came in and was solved, and what was expected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.db.models.functions import ExtractHour
from django.utils import timezone
from django.utils.formats import number_format

from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.queries.rows import Filters, queue
from spoc.requests.queries.slices import Rows, called_today, came_today, solved_today
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


def flow_today(person: Person, tier: str) -> tuple[Flow, Expected | None, Calls | None]:
    """Return the chart of today, what it rests on, and the calls where anybody called."""
    rows = queue(person, "all", None, Filters(state="any", tier=tier))
    here = timezone.localtime(now())
    usual = expected(rows, here)
    chart = flow(
        _by_hour(came_today(rows), "created_at"),
        _by_hour(solved_today(rows), "resolved_at"),
        here.hour,
        usual.by_hour if usual else None,
        here.minute,
    )
    return chart, usual, _calls(rows)


def expected(rows: Rows, here: datetime) -> Expected | None:
    """Return what such a day brought before; None where no whole one is known."""
    begun = SupportRequest.objects.order_by("pk").values_list("created_at", flat=True).first()
    days = [_day(here, week) for week in range(1, WEEKS + 1)]
    known = [day for day in days if begun and begun < day[0]]
    if not known:
        return None
    past = rows.filter(_within(known), updated_at__gte=known[-1][0])
    until_now = _within([(start, at, at) for start, at, _end in known])
    hours = past.order_by().values(hour=ExtractHour("created_at", tzinfo=here.tzinfo))
    found = list(hours.annotate(count=Count("pk"), by_now=Count("pk", filter=until_now)))
    weeks = len(known)
    return Expected(
        weeks=weeks,
        by_hour={row["hour"]: row["count"] / weeks for row in found},
        by_now=_mean(sum(row["by_now"] for row in found), weeks),
        whole_day=_mean(sum(row["count"] for row in found), weeks),
    )


def _mean(count: int, weeks: int) -> str:
    """Write a mean as the reader does; of few it says tenths too, lest a little looks like none."""
    mean = count / weeks
    is_rough = mean >= ROUGH or mean == int(mean)
    return number_format(round(mean) if is_rough else round(mean, 1))


def _day(here: datetime, week: int) -> tuple[datetime, datetime, datetime]:
    """Return when that day began, had this time, and ended, by the reader's own clock."""
    at = here - timedelta(weeks=week)
    start = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return start, at, start + timedelta(days=1)


def _within(days: Iterable[tuple[datetime, datetime, datetime]]) -> Q:
    within = Q(pk__in=[])
    for start, _at, end in days:
        within |= Q(created_at__gte=start, created_at__lt=end)
    return within


def _by_hour(rows: Rows, field: str) -> dict[int, int]:
    here = timezone.get_current_timezone()
    hours = rows.order_by().values(hour=ExtractHour(field, tzinfo=here))
    return dict(hours.annotate(count=Count("pk")).values_list("hour", "count"))


def _calls(rows: Rows) -> Calls | None:
    in_call = Q(contacts__interaction__disposition="quick_answer")
    found = called_today(rows).aggregate(
        count=Count("contacts__interaction", distinct=True),
        solved=Count("contacts__interaction", distinct=True, filter=in_call),
    )
    return Calls(**found) if found["count"] else None
