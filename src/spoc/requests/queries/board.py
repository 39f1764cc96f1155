"""The live board: how the desk stands now, in a bounded number of queries within one's reach."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.db.models.functions import ExtractHour
from django.utils import timezone
from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import teams_in_order
from spoc.requests.models import SupportRequest
from spoc.requests.queries.chain import WAITED_FOR
from spoc.requests.queries.chain_shown import named
from spoc.requests.queries.rows import Face, Filters, face_of, queue
from spoc.requests.queries.slices import (
    Rows,
    came_today,
    due,
    overdue,
    solved_today,
    soon,
    unclassified,
)
from spoc.requests.queries.time_left import TimeLeft, times_left
from spoc.requests.rules.board import AGES, Flow, flow
from spoc.requests.rules.words import PENDING_REASONS
from spoc.service_levels.rules import Holder
from spoc.suppliers.access import visible_to as handovers_visible_to
from spoc.suppliers.rules import WITH_SUPPLIER

MOST_AT_RISK, MOST_PEOPLE, MOST_SUPPLIERS = 7, 8, 6
RISK_FIELDS = (
    *("id", "title", "status", "priority", "pending_reason", "due_at", "used_mark", "is_major"),
    *("criticality", "vip_rank", "created_at", "is_restricted", "team__name", "team__tier"),
    *("assignee__name",),
)


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A promise that is next to break: of which request, whose time runs, and who has it."""

    number: int
    reference: str
    title: str
    priority: int
    priority_label: str
    clock: TimeLeft | None
    whose: str
    assignee: Face | None


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with the list behind it; `share` is of the largest beside it, of a hundred."""

    label: str
    href: str
    count: int
    overdue: int = 0
    oldest: datetime | None = None
    share: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """All the board shows."""

    open: int
    overdue: int
    soon: int
    pending: int
    fresh: int
    at_risk: list[AtRisk]
    flow: Flow
    hour: int
    teams: list[Line]
    people: list[Line]
    waiting: list[Line]
    ages: list[Line]
    out: list[Line]


def board_for(person: Person, *, is_wall: bool = False) -> Board:
    """Return the board within a person's reach; the wall tells no title that few may read."""
    rows = queue(person, "all", None, Filters())
    groups = _groups(rows)
    ages = {age: sum(group[f"new_{age}"] for group in groups) for age in AGES}
    hour = timezone.localtime(now()).hour
    return Board(
        open=_sum(groups, "count"),
        overdue=_sum(groups, "overdue"),
        soon=_sum(groups, "soon"),
        pending=sum(group["count"] for group in groups if group["status"] == "pending"),
        fresh=sum(ages.values()),
        at_risk=_at_risk(rows, is_wall),
        flow=_flow(person, hour),
        hour=hour,
        teams=_teams(groups),
        people=_people(groups),
        waiting=_waiting(groups),
        ages=[Line(_age_words(age), _list(f"new-{age}"), ages[age]) for age in AGES],
        out=_out(person),
    )


def _groups(rows: Rows) -> list[dict[str, Any]]:
    """Count what is open once, by all that the board tells it apart by."""
    ages = {f"new_{age}": Count("pk", filter=unclassified(age)) for age in AGES}
    found = rows.order_by().values("team_id", "assignee_id", "status", "pending_reason")
    return list(
        found.annotate(
            count=Count("pk"),
            oldest=Min("created_at"),
            overdue=Count("pk", filter=overdue()),
            soon=Count("pk", filter=soon()),
            **ages,
        )
    )


def _at_risk(rows: Rows, is_wall: bool) -> list[AtRisk]:
    found = rows.filter(due()).select_related("team", "assignee")
    nearest = list(found.only(*RISK_FIELDS).order_by("due_at", "id")[:MOST_AT_RISK])
    clocks = times_left(nearest)
    return [_risk(each, clocks.get(each.pk), is_wall) for each in nearest]


def _risk(each: SupportRequest, clock: TimeLeft | None, is_wall: bool) -> AtRisk:
    is_told = not (is_wall and each.is_restricted)
    return AtRisk(
        each.pk,
        each.reference,
        each.title if is_told else _("Restricted"),
        each.priority,
        label("priority", each.priority),
        clock,
        _whose(each),
        face_of(each.assignee),
    )


def _whose(each: SupportRequest) -> str:
    if each.status == "pending":
        return named(Holder(WAITED_FOR.get(each.pending_reason, "requester")))
    if each.team is None:
        return _("No team yet")
    return named(Holder("team", each.team.name, each.team.tier))


def _flow(person: Person, hour: int) -> Flow:
    rows = queue(person, "all", None, Filters(state="any"))
    came = _by_hour(came_today(rows), "created_at")
    return flow(came, _by_hour(solved_today(rows), "resolved_at"), hour)


def _by_hour(rows: Rows, field: str) -> dict[int, int]:
    here = timezone.get_current_timezone()
    hours = rows.order_by().values(hour=ExtractHour(field, tzinfo=here))
    return dict(hours.annotate(count=Count("pk")).values_list("hour", "count"))


def _teams(groups: list[dict[str, Any]]) -> list[Line]:
    told = {team.pk: (team.name, f"/queues/{team.key}") for team in teams_in_order()}
    return _load(groups, "team_id", told)


def _people(groups: list[dict[str, Any]]) -> list[Line]:
    wanted = {group["assignee_id"] for group in groups if group["assignee_id"]}
    names = Person.objects.filter(pk__in=wanted).values_list("pk", "name")
    told = {pk: (name, _list(f"person-{pk}")) for pk, name in names}
    return _load(groups, "assignee_id", told)[:MOST_PEOPLE]


def _load(
    groups: Iterable[dict[str, Any]], by: str, told: dict[int, tuple[str, str]]
) -> list[Line]:
    """Return the load of each that has any, the heaviest first."""
    parts: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for group in groups:
        if group[by] in told:
            parts[group[by]].append(group)
    counts = {pk: _sum(found, "count") for pk, found in parts.items()}
    most = max(counts.values(), default=1)
    return [
        Line(
            *told[pk],
            counts[pk],
            _sum(parts[pk], "overdue"),
            min(group["oldest"] for group in parts[pk]),
            round(100 * counts[pk] / most),
        )
        for pk in sorted(parts, key=lambda pk: (-counts[pk], told[pk][0]))
    ]


def _waiting(groups: list[dict[str, Any]]) -> list[Line]:
    found = [group for group in groups if group["status"] == "pending"]
    lines = []
    for reason in PENDING_REASONS:
        ones = [group for group in found if group["pending_reason"] == reason]
        oldest = min((group["oldest"] for group in ones), default=None)
        words, count = label("pending", reason), _sum(ones, "count")
        lines.append(Line(words, _list(f"waits-{reason}"), count, oldest=oldest))
    return lines


def _out(person: Person) -> list[Line]:
    states = [state.value for state in WITH_SUPPLIER]
    rows = handovers_visible_to(person).filter(noun="request", state__in=states).order_by()
    found = rows.values("supplier__key", "supplier__name").annotate(
        count=Count("pk"), oldest=Min("sent_at", filter=Q(sent_at__isnull=False))
    )
    lines = [
        Line(
            row["supplier__name"],
            _list(f"out-{row['supplier__key']}"),
            row["count"],
            oldest=row["oldest"],
        )
        for row in found
    ]
    return sorted(lines, key=lambda line: (-line.count, line.label))[:MOST_SUPPLIERS]


def _list(only: str) -> str:
    return f"/queues/all?only={only}"


def _age_words(age: str) -> str:
    words = {
        "hour": _("Under an hour"),
        "morning": _("1 to 4 hours"),
        "day": _("4 to 24 hours"),
        "older": _("Over a day"),
    }
    return words[age]


def _sum(groups: Iterable[dict[str, Any]], name: str) -> int:
    return sum(group[name] for group in groups)
