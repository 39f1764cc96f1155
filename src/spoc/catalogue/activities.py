"""Adding services and categories to the catalogue."""

from typing import TypedDict, Unpack

from spoc.audit.activities import activity, record
from spoc.catalogue import access
from spoc.catalogue.models import Category, Service
from spoc.people.access import demand
from spoc.people.models import Organisation, Person, Team


class ServiceParticulars(TypedDict, total=False):
    """What may be said of a service beside its name."""

    names: dict[str, str]
    description: str
    criticality: int
    owner: Person | None
    team: Team | None
    words: list[str]


@activity
def add_service(
    name: str,
    *,
    by: Person,
    key: str,
    customers: list[Organisation] | None = None,
    **particulars: Unpack[ServiceParticulars],
) -> Service:
    """Put a service into the catalogue; without customers it is for everybody."""
    demand(access.may_shape(by))
    service = Service.objects.create(name=name, key=key, **particulars)
    service.customers.set(customers or [])
    record("service.added", service, by=by, name=name)
    return service


@activity
def add_category(
    name: str,
    *,
    by: Person,
    key: str,
    names: dict[str, str] | None = None,
    service: Service | None = None,
    words: list[str] | None = None,
) -> Category:
    """Add a category, for one service or for all."""
    demand(access.may_shape(by))
    category = Category.objects.create(
        name=name, key=key, names=names or {}, service=service, words=words or []
    )
    record("category.added", category, by=by, name=name)
    return category
