"""Who may see which services and categories, change them, and move them in the portfolio."""

from django.db.models import Q, QuerySet

from spoc.catalogue.models import Category, Presentation, Service
from spoc.people.access import may_administer, reach
from spoc.people.models import Community, Person


def visible_to(person: Person) -> QuerySet[Service]:
    """Return the services a person may know: all at the desk, else those of their organisation.

    A service that names no customers is for everybody but communities it is not shown to.
    """
    if reach(person, "request", "R").beyond_own or may_administer(person):
        return Service.objects.filter(is_live=True)
    return had_by(person)


def had_by(person: Person) -> QuerySet[Service]:
    """Return the services the portal tells a person of, who is a customer there: their own.

    Whoever works at the desk has there what their organisation and community have.
    """
    services = Service.objects.filter(is_live=True)
    own = Q(customers=None)
    if person.organisation_id:
        own |= Q(customers=person.organisation_id)
    hidden = Presentation.objects.filter(community=person.community_id or 0, is_shown=False)
    return services.filter(own).exclude(pk__in=hidden.values("service")).distinct()


def public_for(community: Community) -> QuerySet[Service]:
    """Return the services that anybody may read of and ask about, as a community shows them."""
    services = Service.objects.filter(is_live=True, is_public=True, is_unknown=False)
    hidden = Presentation.objects.filter(community=community.pk or 0, is_shown=False)
    return services.exclude(pk__in=hidden.values("service"))


def served_to(community: Community) -> QuerySet[Service]:
    """Return the services a community as a whole has, as its status page names them."""
    services = Service.objects.filter(is_live=True, is_unknown=False)
    theirs = Q(customers=None) | Q(customers__community=community.pk or 0)
    hidden = Presentation.objects.filter(community=community.pk or 0, is_shown=False)
    return services.filter(theirs).exclude(pk__in=hidden.values("service")).distinct()


def categories_visible_to(person: Person) -> QuerySet[Category]:
    """Return the categories of the services a person may know."""
    return Category.objects.filter(
        Q(service=None) | Q(service__in=visible_to(person)), is_live=True
    )


def may_shape(person: Person) -> bool:
    """Whether they may add and change services."""
    return person.kind == Person.Kind.SYSTEM or may_administer(person)


def shaped_by(person: Person) -> QuerySet[Service]:
    """Return every service, also those out of use, to whoever may change them."""
    return Service.objects.all() if may_shape(person) else Service.objects.none()


def categories_shaped_by(person: Person) -> QuerySet[Category]:
    """Return every category, also those out of use, to whoever may change them."""
    return Category.objects.all() if may_shape(person) else Category.objects.none()


def known_to(person: Person) -> QuerySet[Service]:
    """Return the services of the whole portfolio, to whoever knows of what is offered; else live.

    What is only proposed, or is retired, is for those who look after it or work at the desk.
    """
    if person.kind == Person.Kind.SYSTEM or may_read_portfolio(person):
        return Service.objects.all()
    return visible_to(person)


def portfolio_visible_to(person: Person) -> QuerySet[Service]:
    """Return the services of the portfolio, to whoever may read what speaks for them."""
    rows = Service.objects.filter(is_unknown=False)
    return rows if may_read_portfolio(person) else rows.none()


def may_read_portfolio(person: Person) -> bool:
    """Whether the portfolio is theirs to read: proposed, live and retired."""
    return reach(person, "offering", "R").beyond_own or may_administer(person)


def may_propose(person: Person) -> bool:
    """Whether they may put a service into the pipeline of the portfolio."""
    return may_shape(person) or reach(person, "catalogue", "C").beyond_own


def may_move(person: Person, service: Service) -> bool:
    """Whether they may move a service through the portfolio: its owner, or who answers for all."""
    far = reach(person, "catalogue", "U")
    owns = far.own_services and service.owner_id == person.pk
    return may_shape(person) or far.everywhere or owns or service.pk in far.services
