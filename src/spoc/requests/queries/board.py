"""The live board: how the desk stands now, in a bounded number of queries within one's reach."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.people.models import Person
from spoc.people.queries import teams_in_order
from spoc.requests.queries.banners import OnTop, told_on_top
from spoc.requests.queries.board_flow import Calls, Expected, flow_today
from spoc.requests.queries.board_lines import (
    Line,
    Post,
    address_of,
    ages,
    out,
    people,
    posts,
    teams,
    total,
    waiting,
)
from spoc.requests.queries.board_read import Read, read_for
from spoc.requests.queries.board_risk import AtRisk, at_risk
from spoc.requests.queries.board_services import ServicesNow, services_now
from spoc.requests.queries.board_sums import sums_of
from spoc.requests.queries.rows import Filters
from spoc.requests.rules.board import AGES, Flow

# the tiers a team can be on
TIERS = ("0", "1", "2", "3")


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
        return address_of(Filters(state=state, only=only, tier=self.tier), key)


def board_for(person: Person, *, tier: str = "", is_wall: bool = False) -> Board:
    """Return the board within a person's reach, of one tier's teams or of all.

    The wall tells no title that few may read.
    """
    return board_of(person, read_board(person, tier), tier=tier, is_wall=is_wall)


def read_board(person: Person, tier: str, *, is_counted: bool = False) -> Read:
    """Return what the board is made of; a tier that no team has is none."""
    is_known = tier in TIERS and teams_in_order().filter(tier=int(tier)).exists()
    return read_for(person, tier if is_known else "", is_counted=is_counted)


def board_of(person: Person, read: Read, *, tier: str = "", is_wall: bool = False) -> Board:
    """Return the board that was read."""
    named = read["teams"]
    chosen = tier if tier in {str(team.tier) for team in named} else ""
    filters = Filters(tier=chosen)
    sums = sums_of(read)
    groups = sums.groups
    chart, usual = flow_today(read)
    calls = next((Calls(*found) for found in read["calls"] if found[0]), None)
    return Board(
        tier=chosen,
        tiers=_tiers(sorted({team.tier for team in named}), chosen, is_wall),
        majors=told_on_top(person, read["majors"]),
        open=total(groups, "count"),
        overdue=total(groups, "overdue"),
        soon=total(groups, "soon"),
        pending=sum(group["count"] for group in groups if group["status"] == "pending"),
        fresh=sum(total(groups, f"new_{age}") for age in AGES),
        at_risk=at_risk(read["risk"], is_wall=is_wall),
        flow=chart,
        expected=usual,
        calls=calls,
        teams=teams(sums, named),
        people=people(sums, filters),
        posts=posts(person, groups, filters),
        services=services_now(read, chosen, is_wall=is_wall),
        waiting=waiting(sums, filters),
        ages=ages(groups, filters),
        out=out(read["out"], filters),
    )


def _tiers(known: list[int], chosen: str, is_wall: bool) -> list[Choice]:
    place = "/wall" if is_wall else "/board"
    every = Choice(_("All tiers"), place, not chosen)
    return [every, *(_tier(str(tier), f"{place}?tier={tier}", chosen) for tier in known)]


def _tier(tier: str, href: str, chosen: str) -> Choice:
    return Choice(_("Tier %(tier)s") % {"tier": tier}, href, tier == chosen)
