"""All that the live board counts and lists, read in one statement."""

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache, partial
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    Func,
    Min,
    Q,
    QuerySet,
    Value,
)
from django.db.models.lookups import LessThan
from django.utils import timezone

from spoc.catalogue.access import visible_to as services_visible_to
from spoc.kit.gathered import Answers
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import teams_in_order
from spoc.requests.models import SupportRequest
from spoc.requests.queries.banners import majors_on_top
from spoc.requests.queries.board_kept import SORTS, kept
from spoc.requests.queries.counts import waiting
from spoc.requests.queries.queue_onlooker import MOST_KNOWN, Asked, asked_by
from spoc.requests.queries.rows import Filters, queue
from spoc.requests.queries.slices import (
    Moment,
    Rows,
    called,
    came,
    day_of,
    due,
    overdue,
    solved,
    soon,
    unclassified,
)
from spoc.requests.rules.board import AGES, span_of
from spoc.requests.tally_access import may_see_tallies
from spoc.service_levels.queries.clocks import hours_due
from spoc.suppliers.access import visible_to as handovers_visible_to
from spoc.suppliers.rules import WITH_SUPPLIER

Read = Answers
# on how many earlier days of the same name what is expected rests
WEEKS = 4
MOST_AT_RISK = 7
# what is counted of each sort of open requests
FIGURES = ("count", "oldest", "overdue", "soon", *(f"new_{age}" for age in AGES))
RISK_FIELDS = (
    *("id", "title", "status", "priority", "pending_reason", "due_at", "used_mark", "is_major"),
    *("criticality", "vip_rank", "created_at", "is_restricted", "team", "assignee"),
)
RISK_NAMES = {
    "team_name": F("team__name"),
    "team_tier": F("team__tier"),
    "assignee_name": F("assignee__name"),
    "due_hours": hours_due("request", "pk", "due_at"),
}
SERVICE = ("key", "name", "names")
DAYS = [f"{end}_{week}" for week in range(WEEKS + 1) for end in ("begins", "ends", "now")]
CAME = [f"came_{week}" for week in range(WEEKS + 1)]
# what is computed of the moment here is not computed again for every request
SPANS = [f"{end}_{age}" for age in AGES for end in ("since", "until")]


def read_for(person: Person, tier: str, *, is_counted: bool = False) -> Read:
    """Return what the board of a tier, or of all, is made of; with the navigation's counts."""
    here = timezone.localtime(now())
    moments = [here - timedelta(weeks=week) for week in range(WEEKS + 1)]
    days = [(*day_of(moment), moment) for moment in moments]
    ends = dict(zip(DAYS, (end for day in days for end in day), strict=True))
    spans = {age: span_of(age, here) for age in AGES}
    ends |= dict(zip(SPANS, (end or here for span in spans.values() for end in span), strict=True))
    asks = _asks(tier, is_counted)
    asked = asked_by(person, asks, values=("moment", *DAYS, *SPANS))
    return asked.asked(moment=here, **ends)


@lru_cache(maxsize=MOST_KNOWN)
def _asks(tier: str, is_counted: bool) -> "partial[Asked]":
    """Return what is asked of a tier, as one and the same thing."""
    return partial(_lists, tier=tier, is_counted=is_counted)


def _lists(
    person: Person, *, tier: str, is_counted: bool, moment: Moment, **given: Moment
) -> Asked:
    every = queue(person, "all", None, Filters(tier=tier, state="any"))
    rows = queue(person, "all", None, Filters(tier=tier))
    spans = {age: (given.pop(f"since_{age}"), given.pop(f"until_{age}")) for age in AGES}
    teams = waiting(person) if is_counted else {"teams": teams_in_order()}
    at: Any = ExpressionWrapper(moment, DateTimeField())
    is_kept = may_see_tallies(person)
    # what is kept need not be counted: only what few may read, which is not kept
    to_count = rows.filter(is_restricted=True) if is_kept else rows
    return {
        **teams,
        **(kept(person, tier, at, spans) if is_kept else {}),
        "groups": _groups(to_count, at, spans),
        "risk": _risk(rows),
        "incidents": _incidents(to_count),
        "services": services_visible_to(person)
        .filter(is_unknown=False)
        .only(*SERVICE)
        .order_by("pk"),
        "majors": majors_on_top(person),
        "out": _out(person, rows if tier else None),
        "begun": SupportRequest.objects.order_by("pk").values_list("created_at")[:1],
        **_flow(every, **given),
    }


def _groups(
    rows: Rows, moment: Moment, spans: Mapping[str, tuple[Moment, Moment]]
) -> QuerySet[Any, Any]:
    """Count what is open once, by all that the board tells it apart by: an index has all of it."""
    steps = {
        f"new_{age}": Count("pk", filter=unclassified(since if AGES[age][1] else None, until))
        for age, (since, until) in spans.items()
    }
    counted = (
        rows.order_by()
        .values(*SORTS)
        .annotate(
            count=Count("*"),
            oldest=Min("created_at"),
            overdue=Count("pk", filter=overdue(moment)),
            soon=Count("pk", filter=soon(moment)),
            **steps,
        )
    )
    return counted.values_list(*SORTS, *FIGURES)


def _risk(rows: Rows) -> Rows:
    """Return what is due next, with the names that a line tells."""
    found = rows.filter(due()).only(*RISK_FIELDS).annotate(**RISK_NAMES)
    return found.order_by("due_at", "id")[:MOST_AT_RISK]


def _incidents(rows: Rows) -> QuerySet[Any, Any]:
    """Count the incidents of each service, and which of them are major."""
    incidents = rows.filter(type="incident").order_by().values("service_id")
    majors = Count("pk", filter=Q(is_major=True))
    counted = incidents.annotate(count=Count("*"), majors=majors)
    return counted.values_list("service_id", "count", "majors")


def _out(person: Person, among: Rows | None) -> QuerySet[Any, Any]:
    """Count what suppliers have, by supplier: of all, or among some requests."""
    states = [state.value for state in WITH_SUPPLIER]
    handed = handovers_visible_to(person).filter(noun="request", state__in=states).order_by()
    if among is not None:
        handed = handed.filter(subject_id__in=among.values("pk"))
    oldest = Min("sent_at", filter=Q(sent_at__isnull=False))
    by = ("supplier__key", "supplier__name")
    counted = handed.values(*by).annotate(count=Count("pk"), oldest=oldest)
    return counted.values_list(*by, "count", "oldest")


def _flow(rows: Rows, **ends: Moment) -> Asked:
    """Ask for what came in on such days, by the hour, and was solved or called about today."""
    today = ends["begins_0"], ends["ends_0"]
    done = solved(rows, *today).order_by().values(since=Half("resolved_at", ends["begins_0"]))
    days = [
        [ends[f"{end}_{week}"] for end in ("begins", "ends", "now")] for week in range(WEEKS + 1)
    ]
    return {
        # a list for each day: an index has all of it
        **{name: _came(rows, *day) for name, day in zip(CAME, days, strict=True)},
        "solved": done.annotate(count=Count("*")).values_list("since", "count"),
        "calls": _calls(called(rows, *today)),
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


def _came(rows: Rows, begins: Moment, ends: Moment, moment: Moment) -> QuerySet[Any, Any]:
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


def _calls(rows: Rows) -> QuerySet[Any, Any]:
    """Count calls, and those whose caller was helped while on the line."""
    call = "contacts__interaction"
    helped = Q(contacts__interaction__disposition="quick_answer")
    among = rows.order_by().values(all=Value(1))
    counted = among.annotate(
        count=Count(call, distinct=True), solved=Count(call, distinct=True, filter=helped)
    )
    return counted.values_list("count", "solved")
