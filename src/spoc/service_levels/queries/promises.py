"""Which promises apply to a record now."""

from django.db.models import Prefetch, QuerySet

from spoc.catalogue.models import Service
from spoc.service_levels.models import Target
from spoc.service_levels.rules.selection import Asked, Promise, Selector, chosen


def promised_for(kind: str, asked: Asked) -> dict[str, Target]:
    """Return the target that applies for each metric of agreements of a kind in force."""
    targets = {target.pk: target for target in targets_in_force(kind)}
    found = chosen(map(_promise, targets.values()), asked)
    return {metric: targets[promise.key] for metric, promise in found.items()}


def targets_in_force(kind: str) -> QuerySet[Target]:
    """Return the targets of the active agreements of a kind, with what they stand in."""
    services = Prefetch("agreement__services", Service.objects.only("pk"))
    rows = Target.objects.filter(agreement__kind=kind, agreement__state="active")
    return rows.select_related("agreement__calendar", "calendar").prefetch_related(services)


def _promise(target: Target) -> Promise:
    agreement = target.agreement
    party = (agreement.party_noun, agreement.party_id) if agreement.party_id else None
    return Promise(
        key=target.pk,
        metric=target.metric,
        selector=Selector(target.request_type or None, target.priority),
        services=frozenset(service.pk for service in agreement.services.all()),
        party=party,
    )
