"""Reading new services as they are asked for: what may do already, what waits, what came of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from spoc.catalogue.access import offerings_visible_to
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.catalogue.models import Offering, Service
from spoc.people.models import Person
from spoc.requests.models import (
    NewServiceProposal,
    ProposalTerms,
    ServiceMatch,
    SupportRequest,
)
from spoc.requests.rules.lifecycle import OPEN
from spoc.requests.rules.portfolio_match import Candidate, Likely, likely
from spoc.requests.rules.proposal import State

MOST = 500


def terms() -> ProposalTerms:
    """Return the terms in force: those that were set, else the usual ones."""
    return ProposalTerms.objects.order_by("id").first() or ProposalTerms()


def proposal_of(support_request: SupportRequest) -> NewServiceProposal | None:
    """Return what is known of the new service that a request asks for, read afresh."""
    if support_request.type != "new_service":
        return None
    found = NewServiceProposal.objects.filter(pk=support_request.pk).first()
    if found is not None:
        # what is asked of the request later is asked of this one
        support_request.proposal = found
    return found


def suggested_for(support_request: SupportRequest, need: str) -> list[Likely]:
    """Return what the requester may have already that may meet the need, the likeliest first."""
    who = support_request.on_behalf_of or support_request.requester
    words = f"{support_request.title} {support_request.description} {need}"
    category = support_request.category
    return likely(
        words,
        candidates_for(who),
        category=category.pk if category else None,
        service=category.service_id if category else None,
    )


def candidates_for(person: Person) -> list[Candidate]:
    """Return what somebody may have: the services they may know, and what is offered of them."""
    services = services_visible_to(person).filter(is_unknown=False).order_by("pk")[:MOST]
    offerings = offerings_visible_to(person).select_related("service").order_by("pk")[:MOST]
    return [*map(_of_service, services), *map(_of_offering, offerings)]


def unanswered(moment: datetime) -> QuerySet[NewServiceProposal]:
    """Return the proposals whose justification was asked for at least a day ago, oldest first."""
    rows = NewServiceProposal.objects.filter(
        support_request__status__in=OPEN,
        state=State.JUSTIFYING.value,
        asked_at__lte=moment - timedelta(days=1),
    )
    return rows.select_related("support_request").order_by("asked_at", "pk")[:MOST]


def asleep_until(moment: datetime) -> QuerySet[NewServiceProposal]:
    """Return the proposals that were put off until a day that has come."""
    rows = NewServiceProposal.objects.filter(
        support_request__status__in=OPEN,
        state=State.DEFERRED.value,
        deferred_until__lte=moment,
    )
    return rows.select_related("support_request").order_by("deferred_until", "pk")[:MOST]


def undecided_matches(support_request: SupportRequest) -> int:
    """Return how many of what may do already nobody said anything of yet."""
    rows = ServiceMatch.objects.filter(support_request=support_request, state="suggested")
    return rows.count()


def funnel(since: datetime, until: datetime) -> dict[str, int]:
    """Return what became of new services in a time: met by what exists, declined, approved.

    Counted by when it was decided; what was put off or lapsed is none of the three.
    """
    met = ServiceMatch.objects.filter(state="accepted", at__gte=since, at__lt=until)
    decided = NewServiceProposal.objects.filter(decided_at__gte=since, decided_at__lt=until)
    counted: dict[str, int] = decided.aggregate(
        declined=Count("pk", filter=Q(state=State.DECLINED.value)),
        approved=Count("pk", filter=Q(state=State.APPROVED.value)),
    )
    return {"met": met.count(), **counted}


def _of_service(service: Service) -> Candidate:
    names = _names(service)
    told = [service.description, *_told(service.told, ("description", "guidance"))]
    words = " ".join([*names, *told, *map(str, service.words)])
    return Candidate("service", service.pk, names, words, service.pk)


def _of_offering(offering: Offering) -> Candidate:
    names = _names(offering)
    told = _told(offering.told, ("description", "guidance", "includes"))
    words = " ".join([*names, *told, *map(str, offering.words)])
    return Candidate(
        "offering", offering.pk, names, words, offering.service_id, offering.category_id
    )


def _names(named: Service | Offering) -> tuple[str, ...]:
    return tuple(dict.fromkeys([named.name, *map(str, named.names.values())]))


def _told(told: dict[str, dict[str, str]], keys: Iterable[str]) -> list[str]:
    return [words for each in told.values() for key in keys if (words := str(each.get(key, "")))]
