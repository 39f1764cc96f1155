"""The promise chain of a request: whose every minute was, read off its facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from spoc.audit.models import Fact
from spoc.audit.queries import story
from spoc.people.models import Team
from spoc.requests.models import SupportRequest
from spoc.service_levels.models import Clock
from spoc.service_levels.rules import Holder, Segment, Turn, blamed, chain, totals

# facts after which somebody else may have it
TURNING = (
    *("request.registered", "request.classified", "request.reclassified", "request.assigned"),
    *("request.escalated", "request.paused", "request.resumed", "request.resolved"),
    *("request.reopened", "request.released"),
)
# whose time it is while it waits for a reason
WAITED_FOR = {"customer": "requester", "scheduled": "requester", "supplier": "supplier"}
WAITED_FOR |= {"change": "change"}
# a promise that stands still for the requester is not used up by them
PAUSING = frozenset({"requester"})


# when, which fact, and what it says
Told = tuple[datetime, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Account:
    """What was told of who had a request, and on which tier each team stands, by its name."""

    told: Sequence[Told]
    tiers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Link:
    """One holder's part of the chain: how long they had it, of a whole of hundred."""

    holder: Holder
    length: timedelta
    share: float


@dataclass(frozen=True, slots=True)
class PromiseChain:
    """What each had of a request in all, and who used up a broken promise."""

    links: tuple[Link, ...]
    blame: tuple[Holder, timedelta] | None


def chain_of(
    support_request: SupportRequest,
    clocks: Sequence[Clock],
    moment: datetime,
    account: Account | None = None,
) -> PromiseChain | None:
    """Return the chain of a request up to a moment, or its end; None where nothing is promised.

    Hours are those of the promise to solve it, or of the first promise there is. Who had it
    is read where no account of it is at hand.
    """
    solving = [clock for clock in clocks if clock.metric in ("resolution", "fulfilment")]
    leading = (solving or clocks)[-1:] or None
    if leading is None:
        return None
    clock = leading[0]
    ends = support_request.closed_at or moment
    turns = list(turns_of(support_request, account or account_of(support_request)))
    hours = clock.calendar.hours
    segments = chain(turns, hours, support_request.clock_anchor_at, ends)
    blame = blamed(segments, hours, clock.broken_at, PAUSING) if clock.broken_at else None
    return PromiseChain(_links(segments), blame)


def account_of(support_request: SupportRequest) -> Account:
    """Return what was told of who had a request, in two queries."""
    return Account(list(turning(support_request)), dict(tiers_of_teams()))


def tiers_of_teams() -> QuerySet[Team, tuple[str, int]]:
    """Return the name of every team with its tier."""
    return Team.objects.values_list("name", "tier")


def turning(support_request: SupportRequest) -> QuerySet[Fact, Told]:
    """Return what was told of who had a request, in the order it was told."""
    facts = story(support_request).filter(kind__in=TURNING).order_by("id")
    return facts.values_list("at", "kind", "particulars__values")


def turns_of(support_request: SupportRequest, account: Account) -> Iterator[Turn]:
    """Yield who had a request from when on, in the order it was told."""
    told, tiers = account.told, account.tiers
    team = _first_team(told) or (support_request.team.name if support_request.team else "")
    for at, kind, said in told:
        values = said or {}
        moved = (values.get("changes") or {}).get("team")
        team = moved[1] if moved and moved[1] else team
        yield Turn(at, _holder(kind, values, team, tiers))


def _holder(kind: str, values: dict, team: str, tiers: Mapping[str, int]) -> Holder:
    if kind == "request.paused":
        waited = WAITED_FOR.get(str(values.get("reason")), "requester")
        return Holder(waited, str(values.get("supplier") or ""))
    if kind == "request.resolved":
        return Holder("requester")  # it is theirs to confirm
    return Holder("team", team, tiers.get(team))


def _first_team(told: Sequence[Told]) -> str:
    """Return the team that met it: the one the first change of team took it from."""
    for _at, _kind, values in told:
        moved = ((values or {}).get("changes") or {}).get("team")
        if moved and moved[0]:
            return str(moved[0])
    return ""


def _links(segments: tuple[Segment, ...]) -> tuple[Link, ...]:
    lengths = totals(segments)
    whole = sum(lengths.values(), timedelta(0)) or timedelta(seconds=1)
    return tuple(Link(holder, length, length / whole) for holder, length in lengths.items())
