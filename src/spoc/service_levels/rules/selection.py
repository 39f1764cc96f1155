"""Which promise applies to a record, and whether the promises of an agreement fit together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

TYPES = ("incident", "information", "fulfilment", "new_service")
PRIORITIES = (1, 2, 3, 4, 5)
# what an agreement must promise whoever asks, by type of request
NEEDED = {
    "response": TYPES,
    "resolution": ("incident", "information", "new_service"),
    "fulfilment": ("fulfilment",),
}


@dataclass(frozen=True, slots=True)
class Selector:
    """For which types and priorities a target is meant; None is any."""

    request_type: str | None = None
    priority: int | None = None

    def fits(self, request_type: str, priority: int) -> bool:
        """Tell whether it is meant for this type and priority."""
        return self.request_type in (None, request_type) and self.priority in (None, priority)

    @property
    def says(self) -> int:
        """How much it says: of two that fit, the one that says more applies."""
        return (self.request_type is not None) + (self.priority is not None)


@dataclass(frozen=True, slots=True)
class Promise:
    """A target of an agreement in force: what it is for, and where to find it.

    `services` is empty for every service; `parties` are pairs such as ("organisation", 7), none
    for everybody.
    """

    key: int
    metric: str
    selector: Selector
    services: frozenset[int] = frozenset()
    party: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a promise is chosen by: the type and priority, the service, and who asked."""

    request_type: str
    priority: int
    service: int | None
    parties: tuple[tuple[str, int], ...]


def chosen(promises: Iterable[Promise], asked: Asked) -> dict[str, Promise]:
    """Return the promise that applies for each metric.

    One made with this very organisation goes before one with its community, before one with
    everybody; then one for this very service; then the selector that says more.
    """
    best: dict[str, tuple[tuple[int, bool, int], Promise]] = {}
    for promise in promises:
        rank = _rank(promise, asked)
        if rank is not None and rank > best.get(promise.metric, (LEAST, promise))[0]:
            best[promise.metric] = (rank, promise)
    return {metric: promise for metric, (_rank, promise) in best.items()}


LEAST = (-1, False, -1)


def _rank(promise: Promise, asked: Asked) -> tuple[int, bool, int] | None:
    """Return how closely a promise is meant for what was asked; None when it is not."""
    party = 0
    if promise.party is not None:
        if promise.party not in asked.parties:
            return None
        party = len(asked.parties) - asked.parties.index(promise.party)
    if promise.services and asked.service not in promise.services:
        return None
    if not promise.selector.fits(asked.request_type, asked.priority):
        return None
    return party, bool(promise.services), promise.selector.says


def overlaps(selectors: Sequence[Selector]) -> list[tuple[Selector, Selector]]:
    """Return the pairs of selectors of one metric between which nothing decides.

    >>> overlaps([Selector("incident"), Selector(None, 1)])
    [(Selector(request_type='incident', priority=None), Selector(request_type=None, priority=1))]
    """
    return [
        (one, other)
        for one, other in combinations(selectors, 2)
        if one.says == other.says
        and any(
            one.fits(type, priority) and other.fits(type, priority)
            for type in TYPES
            for priority in PRIORITIES
        )
    ]


def gaps(metric: str, selectors: Sequence[Selector]) -> list[tuple[str, int]]:
    """Return the types and priorities an agreement makes no promise for, though it should."""
    return [
        (type, priority)
        for type in NEEDED.get(metric, ())
        for priority in PRIORITIES
        if not any(selector.fits(type, priority) for selector in selectors)
    ]


@dataclass(frozen=True, slots=True)
class Misfit:
    """Parts that together take longer than is promised: for what, and who takes how long."""

    request_type: str
    priorities: tuple[int, ...]
    promised: int
    parts: tuple[tuple[str, int], ...]

    @property
    def minutes(self) -> int:
        """By how many minutes the parts exceed what is promised."""
        return does_not_fit(self.promised, [minutes for _name, minutes in self.parts])


def does_not_fit(promised: int, parts: Sequence[int]) -> int:
    """Return by how many minutes the parts exceed what is promised; 0 when they fit.

    >>> does_not_fit(480, [240, 180]), does_not_fit(480, [300, 240])
    (0, 60)
    """
    return max(0, sum(parts) - promised)
