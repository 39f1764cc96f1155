"""Who may see which offerings, order them, change them, and know who has what."""

from django.db.models import Q, QuerySet

from spoc.catalogue.access.services import had_by, may_shape, public_for
from spoc.catalogue.models import Offering, Service, Subscription
from spoc.people.access import may_work_at_desk, reach
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Community, Person
from spoc.people.rules import Reach

SHOWN = ("published", "suspended")


def offerings_visible_to(person: Person) -> QuerySet[Offering]:
    """Return the offerings a person may know: all at the desk, else those meant for them.

    Whether they may order one (a prerequisite, licences, a suspension) is told beside it.
    """
    rows = Offering.objects.all()
    if may_shape(person) or reach(person, "offering", "R").beyond_own:
        return rows
    if not person.is_active:
        return rows.none()
    return shown_to(person)


def shown_to(person: Person) -> QuerySet[Offering]:
    """Return the offerings the portal shows a person: meant for them, of services they have."""
    return meant_for(person).filter(service__in=had_by(person).values("pk"))


def meant_for(person: Person) -> QuerySet[Offering]:
    """Return the offerings shown to who belongs where this person does, and has their roles."""
    rows = Offering.objects.filter(state__in=SHOWN, service__is_live=True)
    elsewhere = Offering.objects.exclude(communities=None).exclude(
        communities=person.community_id or 0
    )
    others = Offering.objects.exclude(organisations=None).exclude(
        organisations=person.organisation_id or 0
    )
    roles = [grant.role for grant in person.granted]
    rows = rows.filter(Q(roles=[]) | Q(roles__has_any_keys=roles))
    return rows.exclude(pk__in=elsewhere.values("pk")).exclude(pk__in=others.values("pk"))


def public_offerings(community: Community) -> QuerySet[Offering]:
    """Return the offerings that anybody may read of, as a community shows them."""
    rows = Offering.objects.filter(
        state="published", is_public=True, organisations=None, roles=[], is_for_managers=False
    )
    theirs = Q(communities=None) | Q(communities=community.pk or 0)
    return rows.filter(theirs, service__in=public_for(community).values("pk")).distinct()


def may_read_offerings(person: Person) -> bool:
    """Whether the desk's pages of offerings are theirs."""
    reads = may_shape(person) or reach(person, "offering", "R").beyond_own
    return may_work_at_desk(person) and reads


def may_shape_some(person: Person) -> bool:
    """Whether there may be an offering that is theirs to change, and they may add one."""
    return may_shape(person) or reach(person, "offering", "U").beyond_own


def may_shape_offerings_of(person: Person, service: Service) -> bool:
    """Whether the offerings of a service are theirs to change: its owner, or who keeps them all."""
    return may_shape(person) or _reaches(reach(person, "offering", "U"), person, service)


def may_suspend(person: Person, offering: Offering) -> bool:
    """Whether they may take it out of orders for a while: who shapes it, and the desk's manager."""
    far = reach(person, "offering", "X")
    return _reaches(far, person, offering.service) or may_shape(person)


def offerings_shaped_by(person: Person) -> QuerySet[Offering]:
    """Return the offerings that are theirs to change."""
    return Offering.objects.filter(service__in=services_offered_by(person).values("pk"))


def services_offered_by(person: Person) -> QuerySet[Service]:
    """Return the services whose offerings are theirs to change."""
    rows = Service.objects.filter(is_unknown=False)
    far = reach(person, "offering", "U")
    if may_shape(person) or far.everywhere:
        return rows
    theirs = Q(pk__in=far.services)
    return rows.filter(theirs | Q(owner=person) if far.own_services else theirs)


def subscriptions_visible_to(person: Person) -> QuerySet[Subscription]:
    """Return who has what, as far as this person may know: their own, and those in their reach."""
    rows = Subscription.objects.all()
    if person.kind == Person.Kind.SYSTEM:
        return rows
    if not person.is_active:
        return rows.none()
    return rows.filter(Q(holder=person) | _near(reach(person, "subscription", "R"), person))


def own_subscriptions(person: Person) -> QuerySet[Subscription]:
    """Return what somebody has now."""
    return Subscription.objects.filter(holder=person, until=None)


def subscriptions_orderable_by(person: Person) -> QuerySet[Subscription]:
    """Return what is held that somebody may order a change of: their own, and for whom they order.

    Giving it back is ordered in the same way.
    """
    near = orderable_for(person).values("pk")
    return Subscription.objects.filter(until=None, holder__in=near)


def may_order_change(person: Person, held: Subscription) -> bool:
    """Whether they may order that something held is changed, or given back."""
    return held.is_open and may_order_for(person, held.holder)


def offering_of_held(held: Subscription) -> QuerySet[Offering]:
    """Return what somebody has, to whoever may order a change of it; offered to others or not."""
    return Offering.objects.filter(pk=held.offering_id)


def may_read_subscriptions(person: Person) -> bool:
    """Whether the register is theirs to look into: the desk, as far as it reaches."""
    return may_work_at_desk(person) and reach(person, "subscription", "R").beyond_own


def may_keep_subscriptions(person: Person) -> bool:
    """Whether they write down who has what at all."""
    return person.kind == Person.Kind.SYSTEM or reach(person, "subscription", "C").beyond_own


def may_keep_subscription(person: Person, offering: Offering) -> bool:
    """Whether they may write down, change and end who has an offering."""
    far = reach(person, "subscription", "U")
    return person.kind == Person.Kind.SYSTEM or _reaches(far, person, offering.service)


def may_order_for(person: Person, other: Person) -> bool:
    """Whether they may order for somebody: themselves, whom they manage, their organisation.

    The desk orders for everybody it serves.
    """
    if not (person.is_active and other.is_active):
        return False
    if other.pk == person.pk or other.manager_id == person.pk:
        return True
    far = reach(person, "fulfilment", "C")
    if far.beyond_own:
        return people_visible_to(person).filter(pk=other.pk).exists()
    contact = reach(person, "fulfilment", "A").organisations
    return bool(other.organisation_id and other.organisation_id in contact)


def orderable_for(person: Person) -> QuerySet[Person]:
    """Return for whom somebody may order: themselves, whom they manage, their organisation."""
    if reach(person, "fulfilment", "C").beyond_own:
        return people_visible_to(person).filter(is_active=True)
    contact = reach(person, "fulfilment", "A").organisations
    near = Q(pk=person.pk) | Q(manager=person) | Q(organisation__in=contact)
    return Person.objects.filter(near, is_active=True, kind=Person.Kind.HUMAN)


def may_order(person: Person, offering: Offering, for_: Person) -> bool:
    """Whether they may begin an order of this for somebody; whether it is granted is its check."""
    if not may_order_for(person, for_) or not offering.is_orderable:
        return False
    if for_.pk != person.pk and not offering.is_requestable_for_others:
        return False
    return shown_to(for_).filter(pk=offering.pk).exists()


def _reaches(far: Reach, person: Person, service: Service) -> bool:
    owns = far.own_services and service.owner_id == person.pk
    return far.everywhere or owns or service.pk in far.services


def _near(far: Reach, person: Person) -> Q:
    if far.everywhere:
        return Q(pk__isnull=False)  # not Q(): that one vanishes in an "or"
    near = Q(organisation__in=far.organisations) | Q(service__in=far.services)
    near |= Q(holder__community__in=far.communities) | Q(service__team__in=far.teams)
    return near | Q(service__owner=person) if far.own_services else near
