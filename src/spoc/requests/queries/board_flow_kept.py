"""What is kept of a day's flow, for whoever works on all that is closed to nobody.

It is kept by quarters of an hour. What lies between a moment and the quarter beside it is counted.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import (
    BooleanField,
    DateTimeField,
    ExpressionWrapper,
    F,
    IntegerField,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.lookups import LessThan

from spoc.people.models import Person
from spoc.requests.models import FlowTally, SupportRequest
from spoc.requests.queries.counts import Counted
from spoc.requests.queries.slices import Moment, came

Asked = Mapping[str, QuerySet[Any, Any]]
# when a day begins and ends, the moment in it, and when its quarter of an hour began
Day = tuple[Moment, Moment, Moment, Moment]


class Told(Subquery):
    """The sum of some changes."""

    template = "(SELECT coalesce(sum(change), 0) FROM (%(subquery)s) AS told)"
    output_field = IntegerField()


def flow_kept(person: Person, days: Mapping[str, Day]) -> Asked:
    """Ask what came in on some days, by name, the first of which is today; and was solved today.

    Of each quarter whether it was over at that time of day, and of the earlier days what had come
    in by then in the one that was not.
    """
    today, *earlier = days.values()
    solved = _of("solved", *today[:2]).values("quarter").annotate(count=Sum("change"))
    early = {
        f"early_{week}": Counted(came(_rows(), began, moment).values("pk"))
        for week, (_begins, _ends, moment, began) in enumerate(earlier, 1)
    }
    return {
        **{f"kept_{name}": _came(*day) for name, day in days.items()},
        "kept_solved": solved.values_list("quarter", "count"),
        "early": _one(person, early),
    }


def fresh_kept(person: Person, since: Iterable[tuple[Moment, Moment]]) -> Asked:
    """Ask how many that nobody has classified came in since some moments, the latest first.

    Beside each moment stands when the next quarter of an hour begins.
    """
    counts = {}
    for place, (moment, begins) in enumerate(since):
        rows = _rows().filter(status="new", created_at__gt=moment, created_at__lt=begins)
        told = FlowTally.objects.filter(kind="fresh", quarter__gte=begins).order_by()
        counts[f"fresh_{place}"] = Told(told.values("change")) + Counted(rows.values("pk"))
    return {"fresh": _one(person, counts)}


def _came(begins: Moment, ends: Moment, _moment: Moment, began: Moment) -> QuerySet[Any, Any]:
    is_early: Any = LessThan(F("quarter"), ExpressionWrapper(began, DateTimeField()))
    by_quarter = _of("came", begins, ends).values(
        since=F("quarter"), is_early=ExpressionWrapper(is_early, BooleanField())
    )
    return by_quarter.annotate(count=Sum("change")).values_list("since", "is_early", "count")


def _of(kind: str, begins: Moment, ends: Moment) -> QuerySet[FlowTally]:
    kept = FlowTally.objects.filter(kind=kind, quarter__gte=begins, quarter__lt=ends)
    return kept.order_by()


def _rows() -> QuerySet[SupportRequest]:
    return SupportRequest.objects.filter(is_restricted=False).order_by()


def _one(person: Person, counts: Mapping[str, Any]) -> QuerySet[Any, Any]:
    """Ask for all of these in one row."""
    return Person.objects.filter(pk=person.pk).annotate(**counts).values_list(*counts)
