"""Which promises apply to a record now."""

from django.db.models import Prefetch, QuerySet

from spoc.catalogue.models import Service
from spoc.service_levels.models import Target
from spoc.service_levels.queries.clocks import hours_of
from spoc.service_levels.rules.selection import Asked, Promise, Selector, chosen


def promised_for(asked: Asked, *kinds: str) -> dict[str, Target]:
    """Return the target that applies for each metric of agreements of these kinds."""
    targets = {target.pk: target for target in targets_in_force(*kinds)}
    found = chosen(map(as_promise, targets.values()), asked)
    return {metric: targets[promise.key] for metric, promise in found.items()}


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
