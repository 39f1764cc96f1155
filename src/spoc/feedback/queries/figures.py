"""How satisfied people are, week by week and community by community, ready to be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from spoc.feedback.models import Survey
from spoc.feedback.rules.figures import FEW, SATISFIED_FROM, Figures, total
from spoc.people.models import Community

WEEKS = 12
WEEK = timedelta(days=7)
# the chart: its width, its height, and the room around what is drawn
WIDTH, HEIGHT, LEFT, EDGE = 640, 150, 28, 14
BEST = 5

Part = tuple[date, int | None]


@dataclass(frozen=True, slots=True)
class Line:
    """Figures in words: what they are of, and what can honestly be said of them."""

    label: str | date
    sent: int
    answered: int
    rate: str
    average: str
    satisfied: str
    is_awaited: bool


@dataclass(frozen=True, slots=True)
class Point:
    """The average of a week in the chart; faint where it is of a few answers."""

    x: int
    y: int
    week: date
    average: str
    is_faint: bool


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """All that is said of a time: the whole of it, its weeks, its communities, and the curve."""

    whole: Line
    weeks: list[Line]
    communities: list[Line]
    points: list[Point]

    @property
    def curve(self) -> list[str]:
        """The pieces of the curve: it is broken where a week has too few answers."""
        pieces: list[list[str]] = [[]]
        for point in self.points:
            if point.is_faint:
                pieces.append([])
            else:
                pieces[-1].append(f"{point.x},{point.y}")
        return [" ".join(piece) for piece in pieces if len(piece) > 1]


def satisfaction(surveys: QuerySet[Survey], moment: datetime) -> Satisfaction:
    """Return what the surveys of the last weeks say, this one included."""
    today = timezone.localtime(moment).date()
    last = today - timedelta(days=today.weekday())
    mondays = [last - WEEK * back for back in reversed(range(WEEKS))]
    parts = _parts(surveys, mondays[0])
    by_week = [
        (monday, total(each for part, each in parts.items() if part[0] == monday))
        for monday in mondays
    ]
    names = {each.pk: each.name for each in Community.objects.order_by("name")}
    known = {pk for _week, pk in parts}
    by_community = [
        (name, total(each for part, each in parts.items() if part[1] == pk))
        for pk, name in [*names.items(), (None, _("No community"))]
        if pk in known
    ]
    return Satisfaction(
        whole=line("", total(parts.values())),
        weeks=[line(monday, figures) for monday, figures in reversed(by_week)],
        communities=[line(name, figures) for name, figures in by_community],
        points=_points(by_week),
    )


def line(label: str | date, figures: Figures) -> Line:
    """Say figures in words: counts where there are few, shares and how sure they are where not."""
    low, high = (percent(bound) for bound in figures.between)
    counts = {"part": figures.satisfied, "all": figures.answered}
    satisfied = _("%(part)s of %(all)s") % counts if figures.answered else "–"
    if figures.is_telling:
        told = {"share": percent(figures.share or 0), "low": low, "high": high}
        satisfied = _("%(share)s %% (%(low)s to %(high)s)") % told
    rate = _("%(part)s of %(all)s") % {"part": figures.returned, "all": figures.sent}
    if figures.sent >= FEW:
        rate = _("%(share)s %%") % {"share": percent(figures.rate or 0)}
    return Line(
        label=label,
        sent=figures.sent,
        answered=figures.answered,
        rate=rate if figures.sent else "–",
        average=number_format(figures.average or 0, 1) if figures.is_telling else "–",
        satisfied=satisfied,
        is_awaited=figures.awaited > 0,
    )


def percent(share: float) -> str:
    """Say a share in hundredths, whole."""
    return str(round(100 * share))


def _parts(surveys: QuerySet[Survey], since: date) -> dict[Part, Figures]:
    """Return the figures of each week and community: answers by when they came, letters by when."""
    start = timezone.make_aware(datetime.combine(since, datetime.min.time()))
    answers = (
        surveys.filter(answered_at__gte=start)
        .annotate(week=TruncWeek("answered_at"))
        .values("week", "community")
        .annotate(
            answered=Count("pk"),
            satisfied=Count("pk", filter=Q(score__gte=SATISFIED_FROM)),
            total=Sum("score"),
        )
        .order_by()
    )
    letters = (
        surveys.filter(sent_at__gte=start)
        .annotate(week=TruncWeek("sent_at"))
        .values("week", "community")
        .annotate(
            sent=Count("pk"),
            returned=Count("pk", filter=Q(state="answered")),
            awaited=Count("pk", filter=Q(state="sent")),
        )
        .order_by()
    )
    said: dict[Part, dict[str, int]] = {}
    for row in (*answers, *letters):
        values: dict = dict(row)
        part = (values.pop("week").date(), values.pop("community"))
        said.setdefault(part, {}).update(values)
    return {part: Figures(**values) for part, values in said.items()}


def _points(weeks: Iterable[tuple[date, Figures]]) -> list[Point]:
    """Return where the averages of the weeks stand in the chart, from one at the foot to five."""
    rows = list(weeks)
    step = (WIDTH - LEFT - EDGE) / max(1, len(rows) - 1)
    return [
        Point(
            x=round(LEFT + step * place),
            y=height_of(figures.average),
            week=monday,
            average=number_format(figures.average, 1),
            is_faint=not figures.is_telling,
        )
        for place, (monday, figures) in enumerate(rows)
        if figures.average is not None
    ]


def height_of(score: float) -> int:
    """Return how high a score stands in the chart."""
    return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (score - 1) / (BEST - 1))
