"""What came of self-help: the figures of a month and of those before, and what is behind them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.formats import date_format

from spoc.knowledge.models import HelpReading, HelpSession
from spoc.knowledge.rules.deflection import Figures
from spoc.requests.models import SupportRequest

MONTHS, MOST_GUIDES = 6, 10
# what came to nothing is no request that anybody handled
NOT_COUNTED = ("cancelled", "merged", "rejected")


@dataclass(frozen=True, slots=True)
class Period:
    """A month: its first day, and the moments it lies between."""

    month: date
    since: datetime
    until: datetime

    @property
    def key(self) -> str:
        """The month as an address names it."""
        return f"{self.month:%Y-%m}"

    @property
    def name(self) -> str:
        """The month as people name it."""
        return str(date_format(self.month, "F Y"))


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A guide, and how often readers said that it solved it, or that it did not."""

    pk: int
    title: str
    solved: int
    not_solved: int


def period_of(words: str, moment: datetime) -> Period:
    """Return the month an address names; this one where it names none."""
    month = timezone.localtime(moment).date().replace(day=1)
    try:
        named = date.fromisoformat(f"{words}-01")
        month = min(named, month)
    except ValueError:
        pass
    return Period(month, _start(month), _start(_next(month)))


def figures_of(sessions: QuerySet[HelpSession], period: Period) -> Figures:
    """Return the figures of a month: visits that ended in it, and requests resolved in it."""
    counts = _in(sessions, period).aggregate(**COUNTS)
    return Figures(**counts, **_requests(period))


def by_month(sessions: QuerySet[HelpSession], moment: datetime) -> list[tuple[Period, Figures]]:
    """Return the visits of the last months, the newest first; requests are not counted there."""
    first = period_of("", moment)
    periods = [first]
    while len(periods) < MONTHS:
        before = periods[-1].month - timedelta(days=1)
        periods.append(period_of(f"{before:%Y-%m}", moment))
    ended = sessions.filter(ended_at__gte=periods[-1].since, ended_at__lt=first.until)
    rows = ended.annotate(month=TruncMonth("ended_at")).values("month").annotate(**COUNTS)
    known: dict[date, dict[str, int]] = {}
    for row in rows.order_by():
        values: dict = dict(row)
        known[timezone.localtime(values.pop("month")).date()] = values
    return [(each, Figures(**known.get(each.month, {}))) for each in periods]


def behind(sessions: QuerySet[HelpSession], period: Period, outcome: str) -> QuerySet[HelpSession]:
    """Return the visits behind a figure; `abandoned` are those that are estimated."""
    rows = _in(sessions, period).annotate(read_count=Count("readings"))
    if outcome == "abandoned":
        return rows.filter(is_abandoned=True)
    return rows.filter(outcome=outcome) if outcome else rows


def guides_of(sessions: QuerySet[HelpSession], period: Period) -> list[GuideLine]:
    """Return the guides readers judged in a month, those that failed most often first."""
    rows = HelpReading.objects.filter(
        session__in=sessions.values("pk"),
        judged_at__gte=period.since,
        judged_at__lt=period.until,
    )
    counted = rows.values("article", "article__title").annotate(
        solved=Count("pk", filter=Q(verdict="solved")),
        not_solved=Count("pk", filter=Q(verdict="not_solved")),
    )
    return [
        GuideLine(row["article"], row["article__title"], row["solved"], row["not_solved"])
        for row in counted.order_by("-not_solved", "-solved", "article")[:MOST_GUIDES]
    ]


COUNTS = {
    "solved": Count("pk", filter=Q(outcome="solved")),
    "asked": Count("pk", filter=Q(outcome="asked")),
    "left": Count("pk", filter=Q(outcome="left")),
    "abandoned": Count("pk", filter=Q(is_abandoned=True)),
}


def _in(sessions: QuerySet[HelpSession], period: Period) -> QuerySet[HelpSession]:
    return sessions.filter(ended_at__gte=period.since, ended_at__lt=period.until)


def _requests(period: Period) -> dict[str, int]:
    """Return how many requests resolved in a month were automatic, and how many agents handled."""
    rows = SupportRequest.objects.filter(
        resolved_at__gte=period.since, resolved_at__lt=period.until
    ).exclude(status__in=NOT_COUNTED)
    return rows.aggregate(
        automatic=Count("pk", filter=Q(tier_resolved=0)),
        by_agents=Count("pk", filter=Q(tier_resolved__gte=1)),
    )


def _start(month: date) -> datetime:
    return timezone.make_aware(datetime.combine(month, datetime.min.time()))


def _next(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)
