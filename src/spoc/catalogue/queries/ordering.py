"""Who may order what, and who approves it: asked before anybody orders, and again when they do."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from spoc.catalogue.models import Offering, Service, Subscription
from spoc.catalogue.rules import Entitlement
from spoc.catalogue.rules.approvals import ApprovalRule, Wanted
from spoc.catalogue.rules.eligibility import Offer, Orderer, eligible
from spoc.catalogue.rules.portfolio import ServiceState
from spoc.kit.time import now
from spoc.people.models import Grant, Person

READ_WITH = ("service", "published", "prerequisite")
LISTED_WITH = ("communities", "organisations", "service__customers")


@dataclass(frozen=True, slots=True)
class Asked:
    """One whose approval is asked: who, and as what; nobody where none is known."""

    wanted: Wanted
    person: Person | None


def with_audience(rows: QuerySet[Offering]) -> QuerySet[Offering]:
    """Return offerings with all that says for whom they are, read at once."""
    return rows.select_related(*READ_WITH).prefetch_related(*LISTED_WITH)


def offer_of(offering: Offering) -> Offer:
    """Return an offering as the rule of eligibility reads it."""
    return Offer(
        state=offering.state,
        communities=frozenset(each.pk for each in offering.communities.all()),
        organisations=frozenset(each.pk for each in offering.organisations.all()),
        roles=frozenset(str(each) for each in offering.roles),
        is_for_managers=offering.is_for_managers,
        is_public=offering.is_public,
        prerequisite=offering.prerequisite_id,
        licences_left=offering.licences_left,
        available_from=offering.available_from,
        available_until=offering.available_until,
        is_service_live=offering.service.state == ServiceState.LIVE.value,
        is_requestable_for_others=offering.is_requestable_for_others,
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom something is ordered for, read once for many offerings."""

    person: Person
    roles: frozenset[str]
    is_manager: bool
    holds: frozenset[int]
    by_another: bool = False

    def may_have(self, offering: Offering, quantity: int = 1) -> tuple[bool, str]:
        """Return whether they may have it, and else the code of the reason."""
        customers = [each.pk for each in offering.service.customers.all()]
        orderer = Orderer(
            today=now().date(),
            community=self.person.community_id,
            organisation=self.person.organisation_id,
            roles=self.roles,
            is_manager=self.is_manager,
            holds=self.holds,
            is_entitled=not customers or self.person.organisation_id in customers,
            by_another=self.by_another,
        )
        return eligible(offer_of(offering), orderer, quantity)


def reader_of(person: Person, *, by: Person | None = None) -> Reader:
    """Return what of a person decides what they may have."""
    held = Subscription.objects.filter(holder=person, until=None)
    return Reader(
        person=person,
        roles=frozenset(grant.role for grant in person.granted),
        is_manager=Person.objects.filter(manager=person, is_active=True).exists(),
        holds=frozenset(held.values_list("offering", flat=True)),
        by_another=by is not None and by.pk != person.pk,
    )


def eligibility(
    offering: Offering, for_: Person, *, by: Person | None = None, quantity: int = 1
) -> tuple[bool, str]:
    """Return whether somebody may have an offering, and else the code of the reason why not."""
    return reader_of(for_, by=by).may_have(offering, quantity)


def entitlement_for(service: Service, person: Person) -> Entitlement:
    """Return whether the organisation of a person has a service."""
    return service.entitles(person.organisation)


def approvers_of(
    rule: ApprovalRule, *, for_: Person, service: Service, total: Decimal | None
) -> list[Asked]:
    """Return who is asked to approve an order for somebody, in the order of the rule.

    Where nobody is known for a place, they are no longer here, or it is for themselves, the owner
    of the service stands in; who is named twice is asked once.
    """
    wanted = rule.for_sum(total)
    named = Person.objects.in_bulk([each.person for each in wanted if each.person is not None])
    found: list[Asked] = []
    for each in wanted:
        person = _other(_who(each, for_, service, named), for_) or _other(service.owner, for_)
        if person is None or person.pk not in {one.person.pk for one in found if one.person}:
            found.append(Asked(each, person))
    return found


def payer_of(person: Person) -> Person | None:
    """Return who answers for what the organisation of a person pays: its contact."""
    if person.organisation_id is None:
        return None
    of_it = Grant.objects.filter(
        role="CU", scope="organisation", scope_id=person.organisation_id, person__is_active=True
    )
    within = Grant.objects.filter(
        role="CU", scope="all", person__organisation=person.organisation_id, person__is_active=True
    )
    grants = (of_it | within).select_related("person").order_by("-scope", "id")
    return next((grant.person for grant in grants[:1]), None)


def _who(wanted: Wanted, for_: Person, service: Service, named: dict[int, Person]) -> Person | None:
    if wanted.who == "person":
        return named.get(wanted.person or 0)
    if wanted.who == "manager":
        return for_.manager
    return service.owner if wanted.who == "service_owner" else payer_of(for_)


def _other(person: Person | None, for_: Person) -> Person | None:
    """Return somebody who is here, and who is not the one it is for."""
    is_other = person is not None and person.is_active and person.pk != for_.pk
    return person if is_other else None
