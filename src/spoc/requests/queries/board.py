"""The live board: how the desk stands now, in a bounded number of queries within one's reach."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from spoc.people.models import Person
from spoc.people.queries import teams_in_order
from spoc.requests.queries.banners import OnTop, on_top
from spoc.requests.queries.board_flow import Calls, Expected, flow_today
from spoc.requests.queries.board_lines import (
    Line,
    Post,
    ages,
    out,
    people,
    posts,
    teams,
    total,
    waiting,
)
from spoc.requests.queries.board_risk import AtRisk, at_risk
from spoc.requests.queries.board_services import ServicesNow, services_now
from spoc.requests.queries.rows import Filters, queue
from spoc.requests.queries.slices import Rows, overdue, soon, unclassified
from spoc.requests.rules.board import AGES, Flow
from spoc.requests.rules.lifecycle import OPEN


@dataclass(frozen=True, slots=True)
class Choice:
    """One tier the board can be narrowed to, or all."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Board:
    """All the board shows."""

    tier: str
    tiers: list[Choice]
    majors: list[OnTop]
    open: int
    overdue: int
    soon: int
    pending: int
    fresh: int
    at_risk: list[AtRisk]
    flow: Flow
    expected: Expected | None
    calls: Calls | None
    teams: list[Line]
    people: list[Line]
    posts: list[Post]
    services: ServicesNow
    waiting: list[Line]
    ages: list[Line]
    out: list[Line]

    def list(self, only: str = "", state: str = "open", key: str = "all") -> str:
        """Return where the list behind a figure is."""
        query = urlencode(Filters(state=state, only=only, tier=self.tier).chosen())
        return f"/queues/{key}?{query}" if query else f"/queues/{key}"


def board_for(person: Person, *, tier: str = "", is_wall: bool = False) -> Board:
    """Return the board within a person's reach, of one tier's teams or of all.

    The wall tells no title that few may read.
    """
    named = list(teams_in_order())
    chosen = tier if tier in {str(team.tier) for team in named} else ""
    filters = Filters(tier=chosen)
    every = queue(person, "all", None, replace(filters, state="any"))
    rows = every.filter(status__in=OPEN)
    groups = _groups(rows)
    chart, usual, calls = flow_today(every)
    return Board(
        tier=chosen,
        tiers=_tiers(sorted({team.tier for team in named}), chosen, is_wall),
        majors=on_top(person),
        open=total(groups, "count"),
        overdue=total(groups, "overdue"),
        soon=total(groups, "soon"),
        pending=sum(group["count"] for group in groups if group["status"] == "pending"),
        fresh=sum(total(groups, f"new_{age}") for age in AGES),
        at_risk=at_risk(rows, is_wall=is_wall),
        flow=chart,
        expected=usual,
        calls=calls,
        teams=teams(groups, named),
        people=people(groups, filters),
        posts=posts(person, groups, filters),
        services=services_now(person, rows, chosen, is_wall=is_wall),
        waiting=waiting(groups, filters),
        ages=ages(groups, filters),
        out=out(person, rows, filters),
    )


def _groups(rows: Rows) -> list[dict[str, Any]]:
    """Count what is open once, by all that the board tells it apart by."""
    steps = {f"new_{age}": Count("pk", filter=unclassified(age)) for age in AGES}
    by = ("team_id", "assignee_id", "assignee__name", "status", "pending_reason")
    return list(
        rows.order_by()
        .values(*by)
        .annotate(
            count=Count("pk"),
            oldest=Min("created_at"),
            overdue=Count("pk", filter=overdue()),
            soon=Count("pk", filter=soon()),
            **steps,
        )
    )


def _tiers(known: list[int], chosen: str, is_wall: bool) -> list[Choice]:
    place = "/wall" if is_wall else "/board"
    every = Choice(_("All tiers"), place, not chosen)
    return [every, *(_tier(str(tier), f"{place}?tier={tier}", chosen) for tier in known)]


def _tier(tier: str, href: str, chosen: str) -> Choice:
    return Choice(_("Tier %(tier)s") % {"tier": tier}, href, tier == chosen)
