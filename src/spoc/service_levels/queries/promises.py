"""Which promises apply to a record now."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet

from spoc.catalogue.models import Service
from spoc.service_levels.models import Agreement, Target
from spoc.service_levels.queries.clocks import hours_of
from spoc.service_levels.rules.selection import Asked, Promise, Selector, chosen


def promised_for(asked: Asked, *kinds: str) -> dict[str, Target]:
    """Return the target that applies for each metric of agreements of these kinds.

    It is chosen among plain values, in two queries; a third fetches what was chosen.
    """
    in_force = {"agreement__kind__in": kinds, "agreement__state": "active"}
    named = Agreement.services.through.objects.filter(
        agreement__kind__in=kinds, agreement__state="active"
    )
    services: dict[int, set[int]] = defaultdict(set)
    for agreement, service in named.values_list("agreement_id", "service_id"):
        services[agreement].add(service)
    rows = Target.objects.filter(**in_force).values_list(*CHOSEN_BY)
    found = chosen((_promise(row, services) for row in rows), asked)
    keys = [promise.key for promise in found.values()]
    targets = with_terms(Target.objects.filter(pk__in=keys)).in_bulk() if keys else {}
    return {metric: targets[promise.key] for metric, promise in found.items()}


CHOSEN_BY = (
    *("pk", "metric", "request_type", "priority", "agreement_id"),
    *("agreement__party_noun", "agreement__party_id"),
)


def _promise(row: tuple[Any, ...], services: Mapping[int, set[int]]) -> Promise:
    key, metric, request_type, priority, agreement, noun, party = row
    return Promise(
        key=key,
        metric=metric,
        selector=Selector(request_type or None, priority),
        services=frozenset(services.get(agreement, ())),
        party=(noun, party) if party else None,
    )


def targets_in_force(*kinds: str) -> QuerySet[Target]:
    """Return the targets of the active agreements of these kinds, with what they stand in."""
    return with_terms(Target.objects.filter(agreement__kind__in=kinds, agreement__state="active"))


def with_terms(targets: QuerySet[Target]) -> QuerySet[Target]:
    """Return targets with what they stand in: all that choosing among them asks for."""
    services = Prefetch("agreement__services", Service.objects.only("pk"))
    rows = targets.select_related("agreement__calendar", "calendar").prefetch_related(services)
    return rows.defer(*hours_of("agreement__calendar"), *hours_of("calendar"))


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
