"""The live board: how the desk stands now, in a bounded number of queries within one's reach."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.kit.gathered import Answers
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import teams_in_order
from spoc.requests.queries.banners import OnTop, told_on_top
from spoc.requests.queries.board_flow import Calls, Expected, flow_today
from spoc.requests.queries.board_kept import SORTS
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
from spoc.requests.rules.board import Flow
from spoc.rota.access import may_have
from spoc.rota.queries.posts import concerned, there_of

# the tiers a team can be on
TIERS = ("0", "1", "2", "3")
# what is read for the navigation of one's own pages
OWN = ("own", "pins")
ASSIGNEE = SORTS.index("assignee_id")


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


@dataclass(frozen=True, slots=True)
class BoardRead:
    """All that a board is made of but for the moment: whoever reads the same sees the same."""

    tier: str
    found: Read
    # as the reader is told of them
    majors: tuple[OnTop, ...]
    # of those who have something and are not named in what was found
    names: tuple[tuple[int, str], ...]
    # None for whoever has no place in the rota
    on_duty: Answers | None

    @property
    def said(self) -> tuple[object, ...]:
        """All of it as it was said, but for what is the reader's own."""
        found = tuple(each for each in self.found.said.items() if each[0] not in OWN)
        on_duty = self.on_duty and tuple(self.on_duty.said.items())
        return self.tier, found, self.majors, self.names, on_duty


def board_for(person: Person, *, tier: str = "", is_wall: bool = False) -> Board:
    """Return the board within a person's reach, of one tier's teams or of all.

    The wall tells no title that few may read.
    """
    return board_of(read_board(person, tier), is_wall=is_wall)


def read_board(person: Person, tier: str, *, is_counted: bool = False) -> BoardRead:
    """Return what the board is made of; a tier that no team has is none."""
    is_known = tier in TIERS and teams_in_order().filter(tier=int(tier)).exists()
    chosen = tier if is_known else ""
    found = read_for(person, chosen, is_counted=is_counted)
    return BoardRead(
        tier=chosen,
        found=found,
        majors=tuple(told_on_top(person, found["majors"])),
        names=_names_lacking(found),
        on_duty=concerned(now()) if may_have(person) else None,
    )


def board_of(read: BoardRead, *, is_wall: bool = False) -> Board:
    """Return the board that was read."""
    found, chosen = read.found, read.tier
    named, filters = found["teams"], Filters(tier=chosen)
    sums = sums_of(found)
    groups = sums.groups
    chart, usual = flow_today(found)
    calls = next((Calls(*told) for told in found["calls"] if told[0]), None)
    on_duty = there_of(read.on_duty, now()) if read.on_duty else []
    return Board(
        tier=chosen,
        tiers=_tiers(sorted({team.tier for team in named}), chosen, is_wall),
        majors=list(read.majors),
        open=total(groups, "count"),
        overdue=total(groups, "overdue"),
        soon=total(groups, "soon"),
        pending=sum(group["count"] for group in groups if group["status"] == "pending"),
        fresh=sum(sums.fresh.values()),
        at_risk=at_risk(found["risk"], is_wall=is_wall),
        flow=chart,
        expected=usual,
        calls=calls,
        teams=teams(sums, named),
        people=people(sums, _names(found) | dict(read.names), filters),
        posts=posts(on_duty, groups, filters),
        services=services_now(found, chosen, is_wall=is_wall),
        waiting=waiting(sums, filters),
        ages=ages(sums.fresh, filters),
        out=out(found["out"], filters),
    )


def _names(found: Read) -> dict[int, str]:
    return {pk: name for pk, name, _since in found.get("oldest_people", [])}


def _names_lacking(found: Read) -> tuple[tuple[int, str], ...]:
    """Return the names of those who have what was counted, where what is kept does not tell."""
    has = {row[ASSIGNEE] for row in found["groups"]} - {None} - _names(found).keys()
    if not has:
        return ()
    named = Person.objects.filter(pk__in=has).order_by("pk")
    return tuple(named.values_list("pk", "name"))


def _tiers(known: list[int], chosen: str, is_wall: bool) -> list[Choice]:
    place = "/wall" if is_wall else "/board"
    every = Choice(_("All tiers"), place, not chosen)
    return [every, *(_tier(str(tier), f"{place}?tier={tier}", chosen) for tier in known)]


def _tier(tier: str, href: str, chosen: str) -> Choice:
    return Choice(_("Tier %(tier)s") % {"tier": tier}, href, tier == chosen)
