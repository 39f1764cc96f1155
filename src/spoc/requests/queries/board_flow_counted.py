"""What is counted of a day's flow: of what is kept nowhere, for those who work on a part."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    Func,
    Q,
    QuerySet,
    Value,
)
from django.db.models.lookups import LessThan

from spoc.requests.queries.board_flow_kept import Asked, Day
from spoc.requests.queries.slices import Moment, Rows, called, came, solved


def flow_counted(rows: Rows, days: Mapping[str, Day]) -> Asked:
    """Ask what came in on some days, by name, the first of which is today; and was solved today."""
    begins, ends, *_moments = next(iter(days.values()))
    done = solved(rows, begins, ends).order_by().values(since=Half("resolved_at", begins))
    return {
        # a list for each day: an index has all of it
        **{name: _came(rows, *day) for name, day in days.items()},
        "solved": done.annotate(count=Count("*")).values_list("since", "count"),
    }


class Half(Func):
    """The half hour since the beginning of a day in which a moment lies: when it began.

    Hours by the clock are reckoned afterwards, of a few: for each request that takes five times
    as long. Some clocks are put back by half an hour.
    """

    function = "date_bin"
    output_field = DateTimeField()

    def __init__(self, field: str, begins: Moment) -> None:
        super().__init__(Value(timedelta(minutes=30)), F(field), begins)


def _came(
    rows: Rows, begins: Moment, ends: Moment, moment: Moment, _began: Moment
) -> QuerySet[Any, Any]:
    """Count what came in on a day by the hour: before this time of day, and later."""
    is_early: Any = LessThan(F("created_at"), ExpressionWrapper(moment, DateTimeField()))
    by_hour = (
        came(rows, begins, ends)
        .order_by()
        .values(
            since=Half("created_at", begins),
            is_early=ExpressionWrapper(is_early, BooleanField()),
        )
    )
    return by_hour.annotate(count=Count("*")).values_list("since", "is_early", "count")


def calls_of(rows: Rows, begins: Moment, ends: Moment) -> QuerySet[Any, Any]:
    """Count the calls of a day, and those whose caller was helped while on the line."""
    call = "contacts__interaction"
    helped = Q(contacts__interaction__disposition="quick_answer")
    among = called(rows, begins, ends).order_by().values(all=Value(1))
    counted = among.annotate(
        count=Count(call, distinct=True), solved=Count(call, distinct=True, filter=helped)
    )
    return counted.values_list("count", "solved")
