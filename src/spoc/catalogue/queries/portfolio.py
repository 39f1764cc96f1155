"""The portfolio as a page draws it: what is coming, what is live, what is over."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from spoc.catalogue.models import Service
from spoc.catalogue.rules.portfolio import PIPELINE, Grounds, ServiceState, missing, moves_from
from spoc.catalogue.words import SERVICE_LACKS, SERVICE_MOVE

# as many as one page of a portfolio shows of each part
MOST = 200
PARTS = {
    "pipeline": tuple(each.value for each in PIPELINE),
    "live": (ServiceState.LIVE.value, ServiceState.RETIRING.value),
    "retired": (ServiceState.RETIRED.value,),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A service in the portfolio: who answers for it, and how much hangs on it."""

    service: Service
    offerings: int
    subscriptions: int


@dataclass(frozen=True, slots=True)
class Next:
    """The step a service may take next, and what stands against it."""

    verb: str
    label: str
    lacking: list[str]


def part_of(rows: QuerySet[Service], part: str) -> list[Row]:
    """Return a part of the portfolio by name, with what hangs on each service."""
    offered = Count("offerings", filter=~Q(offerings__state="retired"), distinct=True)
    held = Count("subscriptions", filter=Q(subscriptions__until=None), distinct=True)
    found = (
        rows.filter(state__in=PARTS[part], is_unknown=False)
        .select_related("owner", "team")
        .annotate(offered=offered, held=held)
        .order_by("state", "name")
    )
    return [Row(each, each.offered, each.held) for each in found[:MOST]]


def counts_of(rows: QuerySet[Service]) -> dict[str, int]:
    """Return how many services each part of the portfolio has."""
    counted = rows.filter(is_unknown=False).aggregate(
        **{part: Count("pk", filter=Q(state__in=states)) for part, states in PARTS.items()}
    )
    return {part: counted[part] for part in PARTS}


def next_step(service: Service, grounds: Grounds) -> Next | None:
    """Return the step a service may take next, with what stands against it as sentences."""
    moves = [] if service.is_unknown else moves_from(service.state)
    if not moves:
        return None
    verb = moves[0].verb
    lacking = [str(SERVICE_LACKS[code]) for code in missing(verb, grounds)]
    return Next(verb, str(SERVICE_MOVE[verb]), lacking)


def offerings_by_state(service: Service) -> Sequence[object]:
    """Return what is offered of a service, as it stands."""
    rows = service.offerings.select_related("published", "team").order_by("state", "rank", "name")
    return list(rows[:MOST])
