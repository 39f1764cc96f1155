"""Adding services and categories to the catalogue, and changing them."""

from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue import access
from spoc.catalogue.models import Category, Service
from spoc.catalogue.rules import pointing
from spoc.catalogue.rules.portfolio import ServiceState, state_for
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.activities.changes import change, key_for
from spoc.people.activities.sense import called, refuse
from spoc.people.models import Organisation, Person, Team

# how much stands still without a service: 1 is everything
CRITICALITIES, USUAL = range(1, 5), 3


class ServiceParticulars(TypedDict, total=False):
    """What may be said of a service beside its name."""

    names: dict[str, str]
    description: str
    criticality: int
    owner: Person | None
    team: Team | None
    words: list[str]
    is_live: bool
    is_public: bool
    told: dict[str, dict[str, str]]


class CategoryParticulars(TypedDict, total=False):
    """What may be said of a category beside its name."""

    names: dict[str, str]
    service: Service | None
    words: list[str]
    is_live: bool


@activity
def add_service(
    name: str,
    *,
    by: Person,
    key: str = "",
    customers: list[Organisation] | None = None,
    **particulars: Unpack[ServiceParticulars],
) -> Service:
    """Put a service into the catalogue; without customers it is for everybody."""
    demand(access.may_shape(by))
    name = called(name)
    _demand_criticality(particulars.get("criticality", USUAL))
    particulars["words"] = pointing(particulars.get("words", []))
    key = key or key_for(Service, name)
    state = state_for(particulars.get("is_live", True), ServiceState.LIVE.value)
    service = Service.objects.create(name=name, key=key, state=state, **particulars)
    service.customers.set(customers or [])
    record("service.added", service, by=by, name=name)
    return service


@activity
def change_service(
    service: Service,
    *,
    by: Person,
    name: str,
    customers: list[Organisation],
    **particulars: Unpack[ServiceParticulars],
) -> Service:
    """Change what the catalogue says of a service; one out of use keeps its requests."""
    demand(access.may_shape(by))
    if service.is_unknown and not particulars.get("is_live", True):
        raise NotPossible(_("Requests about an unknown service need this one: keep it in use."))
    name = called(name)
    _demand_criticality(particulars.get("criticality", USUAL))
    if "words" in particulars:
        particulars["words"] = pointing(particulars["words"])
    state = state_for(particulars.get("is_live", service.is_live), service.state)
    changes = change(service, {"name": name, **particulars, "state": state})
    before = sorted(service.customers.values_list("pk", flat=True))
    after = sorted(customer.pk for customer in customers)
    if before != after:
        service.customers.set(customers)
        changes["customers"] = [before, after]
    if changes:
        record("service.changed", service, by=by, name=name, changes=changes)
    return service


@activity
def add_category(
    name: str,
    *,
    by: Person,
    key: str = "",
    **particulars: Unpack[CategoryParticulars],
) -> Category:
    """Add a category, for one service or for all."""
    demand(access.may_shape(by))
    name = called(name)
    particulars["words"] = pointing(particulars.get("words", []))
    key = key or key_for(Category, name)
    category = Category.objects.create(name=name, key=key, **particulars)
    record("category.added", category, by=by, name=name)
    return category


@activity
def change_category(
    category: Category, *, by: Person, name: str, **particulars: Unpack[CategoryParticulars]
) -> Category:
    """Change a category; one out of use keeps its requests."""
    demand(access.may_shape(by))
    name = called(name)
    if "words" in particulars:
        particulars["words"] = pointing(particulars["words"])
    if changes := change(category, {"name": name, **particulars}):
        record("category.changed", category, by=by, name=name, changes=changes)
    return category


def _demand_criticality(criticality: int) -> None:
    if criticality not in CRITICALITIES:
        refuse("criticality", _("Choose a criticality between 1 and 4."))
