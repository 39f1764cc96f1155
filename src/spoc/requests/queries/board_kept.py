"""What is kept of open requests that are closed to nobody, and what time alone changed of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum, Value

from spoc.people.models import Person
from spoc.people.queries import teams_in_order
from spoc.requests.models import IncidentTally, OpenTally, SupportRequest
from spoc.requests.models.request_indexes import OPEN_CODES
from spoc.requests.queries.board_flow_kept import fresh_kept
from spoc.requests.queries.slices import Moment, due
from spoc.requests.rules.board import AGES
from spoc.requests.rules.tally import LATE_MARK
from spoc.requests.rules.words import PENDING_REASONS

Rows = QuerySet[SupportRequest]
Asked = Mapping[str, QuerySet[Any, Any]]
# by what open requests are told apart
SORTS = ("team_id", "assignee_id", "status", "pending_reason")
# the ages that end, the youngest first: what is older is the rest
YOUNG = tuple(age for age, (_least, most) in AGES.items() if most is not None)
REASONS = tuple(PENDING_REASONS)


def kept(
    person: Person, tier: str, moment: Moment, since: Sequence[tuple[Moment, Moment]]
) -> Asked:
    """Return what is asked for somebody who works on all that is closed to nobody.

    What is read grows with teams and people, and in one tier with what came in of late, not with
    what is open. `since` is the moment and when each age begins that ends, the latest first, each
    with when the next quarter of an hour begins.
    """
    rows = SupportRequest.objects.filter(is_restricted=False).order_by()
    rows = rows.filter(team__tier=int(tier)) if tier else rows
    tallies, incidents = OpenTally.objects.order_by(), IncidentTally.objects.order_by()
    if tier:
        tallies = tallies.filter(team__tier=int(tier))
        incidents = incidents.filter(team__tier=int(tier))
    sums = tallies.values(*SORTS, "mark").annotate(count=Sum("change"))
    by_service = incidents.values("service_id", "is_major").annotate(count=Sum("change"))
    return {
        "kept": sums.values_list(*SORTS, "mark", "count"),
        "kept_incidents": by_service.values_list("service_id", "is_major", "count"),
        **_of_time(rows.filter(status__in=OPEN_CODES).filter(due()), moment),
        **(
            {"fresh": _fresh(rows, (at for at, _next in since))}
            if tier
            else fresh_kept(person, since)
        ),
        **_oldest(rows, tallies),
        "oldest_waiting": _oldest_waiting(person, rows.filter(status="pending")),
    }


def _of_time(promised: Rows, moment: Moment) -> Asked:
    """Count what is late and not marked so yet, and what another promise marked late."""
    slipped = promised.filter(used_mark__lt=LATE_MARK, due_at__lt=moment)
    spared = promised.filter(used_mark__gte=LATE_MARK, due_at__gte=moment)
    by = {"slipped": (*SORTS, "used_mark"), "spared": SORTS}
    return {
        name: rows.values(*by[name]).annotate(count=Count("*")).values_list(*by[name], "count")
        for name, rows in (("slipped", slipped), ("spared", spared))
    }


def _fresh(rows: Rows, since: Iterable[Moment]) -> QuerySet[Any, Any]:
    """Count what nobody has classified and came in since some moments, the latest first."""
    moments = [*since]
    # of what the index has: a key or a state would have the rows read
    steps = {
        f"fresh_{place}": Count("created_at", filter=Q(created_at__gt=moment))
        for place, moment in enumerate(moments)
    }
    young = rows.filter(status="new", created_at__gt=moments[-1])
    return young.values(all=Value(1)).annotate(**steps).values_list(*steps)


def _oldest(rows: Rows, tallies: QuerySet[OpenTally]) -> Asked:
    """Ask since when the oldest is there, of each team and of each person."""
    is_open = rows.filter(status__in=OPEN_CODES)
    has = Person.objects.filter(
        pk__in=tallies.filter(assignee_id__isnull=False).values("assignee_id")
    )
    of_team = _first(is_open.filter(team=OuterRef("pk")))
    of_person = _first(is_open.filter(assignee=OuterRef("pk")))
    return {
        "oldest_teams": teams_in_order().annotate(since=of_team).values_list("pk", "since"),
        "oldest_people": has.order_by("pk")
        .annotate(since=of_person)
        .values_list("pk", "name", "since"),
    }


def _oldest_waiting(person: Person, waits: Rows) -> QuerySet[Any, Any]:
    """Ask the same of each reason to wait, in one row in their order."""
    since = {f"since_{reason}": _first(waits.filter(pending_reason=reason)) for reason in REASONS}
    return Person.objects.filter(pk=person.pk).annotate(**since).values_list(*since)


def _first(rows: Rows) -> Subquery:
    return Subquery(rows.order_by("created_at").values("created_at")[:1])
