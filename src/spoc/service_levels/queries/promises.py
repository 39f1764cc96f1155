"""Which promises apply to a record now."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from spoc.catalogue.models import Service
from spoc.kit.prepared import Prepared
from spoc.service_levels.models import Agreement, Calendar, Target
from spoc.service_levels.rules.selection import Asked, Promise, Selector, chosen

Party = tuple[str, int]


@dataclass(frozen=True, slots=True)
class InForce:
    """All that is promised by some kinds of agreement, as it was when these editions were read."""

    editions: frozenset[UUID]
    targets: dict[int, Target]
    promises: dict[Party | None, list[Promise]]


# read once, asked at every step of every request
_in_force: dict[tuple[str, ...], InForce] = {}


def promised_for(asked: Asked, *kinds: str) -> dict[str, Target]:
    """Return the target that applies for each metric of agreements of these kinds.

    What is in force is remembered until one of its agreements or calendars has another edition.
    """
    editions = _editions_of(kinds)
    book = _in_force.get(kinds)
    if book is None or book.editions != editions:
        book = _in_force[kinds] = _read(kinds, editions)
    whose: tuple[Party | None, ...] = (*asked.parties, None)
    open_to_them = [promise for party in whose for promise in book.promises.get(party, ())]
    found = chosen(open_to_them, asked)
    return {metric: book.targets[promise.key] for metric, promise in found.items()}


def _editions_of(kinds: tuple[str, ...]) -> frozenset[UUID]:
    return frozenset(edition for (edition,) in _all_editions(kinds)())


@cache
def _all_editions(kinds: tuple[str, ...]) -> Prepared[tuple[UUID]]:
    in_force = Agreement.objects.filter(kind__in=kinds, state="active").values_list("edition")
    return Prepared(lambda: in_force.union(Calendar.objects.values_list("edition"), all=True))


def _read(kinds: tuple[str, ...], editions: frozenset[UUID]) -> InForce:
    targets = {target.pk: target for target in targets_in_force(*kinds)}
    promises: dict[Party | None, list[Promise]] = defaultdict(list)
    for target in targets.values():
        promise = as_promise(target)
        promises[promise.party].append(promise)
    return InForce(editions, targets, dict(promises))


def targets_in_force(*kinds: str) -> QuerySet[Target]:
    """Return the targets of the active agreements of these kinds, with what they stand in."""
    return with_terms(Target.objects.filter(agreement__kind__in=kinds, agreement__state="active"))


def with_terms(targets: QuerySet[Target]) -> QuerySet[Target]:
    """Return targets with what they stand in: all that choosing among them asks for."""
    services = Prefetch("agreement__services", Service.objects.only("pk"))
    return targets.select_related("agreement__calendar", "calendar").prefetch_related(services)


def as_promise(target: Target) -> Promise:
    """Return a target as the rules choose by it."""
    agreement = target.agreement
    party = (agreement.party_noun, agreement.party_id) if agreement.party_id else None
    return Promise(
        key=target.pk,
        metric=target.metric,
        selector=Selector(target.request_type or None, target.priority),
        services=frozenset(service.pk for service in agreement.services.all()),
        party=party,
    )
