"""All that the live board counts and lists, read in one statement."""

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache, partial
from typing import Any

from django.db.models import (
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    Min,
    Q,
    QuerySet,
)
from django.utils import timezone

from spoc.catalogue.access import visible_to as services_visible_to
from spoc.kit.gathered import Answers
from spoc.kit.time import now, quarter
from spoc.people.models import Person
from spoc.people.queries import teams_in_order
from spoc.requests.models import SupportRequest
from spoc.requests.queries.banners import majors_on_top
from spoc.requests.queries.board_flow_counted import calls_of, flow_counted
from spoc.requests.queries.board_flow_kept import Day, flow_kept
from spoc.requests.queries.board_kept import SORTS, YOUNG, kept
from spoc.requests.queries.counts import waiting
from spoc.requests.queries.queue_onlooker import MOST_KNOWN, Asked, asked_by
from spoc.requests.queries.rows import Filters, queue
from spoc.requests.queries.slices import (
    Moment,
    Rows,
    day_of,
    due,
    overdue,
    soon,
    unclassified,
)
from spoc.requests.rules.board import AGES, span_of
from spoc.requests.tally_access import beside_tallies, may_see_tallies
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
# of a day: its ends, the moment in it, and when the quarter of an hour began that it is in
PARTS = ("begins", "ends", "now", "quarter")
DAYS = [f"{part}_{week}" for week in range(WEEKS + 1) for part in PARTS]
CAME = [f"came_{week}" for week in range(WEEKS + 1)]
# what is computed of the moment here is not computed again for every request: of an age from when
# until when it is, and when the quarter of an hour ends in which that begins
SPANS = [f"{end}_{age}" for age in AGES for end in ("since", "until", "next")]
QUARTER = timedelta(minutes=15)


def read_for(person: Person, tier: str, *, is_counted: bool = False) -> Read:
    """Return what the board of a tier, or of all, is made of; with the navigation's counts."""
    moment = now()
    here = timezone.localtime(moment)
    moments = [here - timedelta(weeks=week) for week in range(WEEKS + 1)]
    days = [(*day_of(each), each, quarter(each)) for each in moments]
    ends = dict(zip(DAYS, (part for day in days for part in day), strict=True))
    spans = [(since or until, until) for since, until in (span_of(age, moment) for age in AGES)]
    told = [(since, until, quarter(since) + QUARTER) for since, until in spans]
    ends |= dict(zip(SPANS, (end for span in told for end in span), strict=True))
    asks = _asks(tier, is_counted)
    asked = asked_by(person, asks, values=("moment", "next", *DAYS, *SPANS))
    return asked.asked(moment=moment, next=quarter(moment) + QUARTER, **ends)


@lru_cache(maxsize=MOST_KNOWN)
def _asks(tier: str, is_counted: bool) -> "partial[Asked]":
    """Return what is asked of a tier, as one and the same thing."""
    return partial(_lists, tier=tier, is_counted=is_counted)


def _lists(
    person: Person, *, tier: str, is_counted: bool, moment: Moment, **given: Moment
) -> Asked:
    every = queue(person, "all", None, Filters(tier=tier, state="any"))
    rows = queue(person, "all", None, Filters(tier=tier))
    spans = {age: (given[f"since_{age}"], given[f"until_{age}"]) for age in AGES}
    since = [(given[f"since_{age}"], given[f"next_{age}"]) for age in YOUNG]
    since.insert(0, (moment, given["next"]))
    days = {name: _day(given, week) for week, name in enumerate(CAME)}
    teams = waiting(person) if is_counted else {"teams": teams_in_order()}
    at: Any = ExpressionWrapper(moment, DateTimeField())
    is_kept = may_see_tallies(person)
    # what is kept need not be counted: only what few may read, which is not kept
    to_count = beside_tallies(person, rows) if is_kept else rows
    # of which team something is may change after its day: the flow is not kept by team
    is_flow_kept = is_kept and not tier
    return {
        **teams,
        **(kept(person, tier, at, since) if is_kept else {}),
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
        "calls": calls_of(every, *days[CAME[0]][:2]),
        **flow_counted(beside_tallies(person, every) if is_flow_kept else every, days),
        **(flow_kept(person, days) if is_flow_kept else {}),
    }


def _day(given: Mapping[str, Moment], week: int) -> Day:
    begins, ends, moment, began = (given[f"{part}_{week}"] for part in PARTS)
    return begins, ends, moment, began


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
