"""What somebody may order instead of what they cannot have."""

from spoc.catalogue.access import shown_to
from spoc.catalogue.models import Offering
from spoc.people.models import Person
from spoc.requests.models import Fulfilment


def alternative_to(order: Fulfilment, code: str) -> Offering | None:
    """Return what may be ordered instead of what an order asked for."""
    if order.offering_version is None or order.requested_for is None:
        return None
    return instead_of(order.offering_version.offering, order.requested_for, code)


def instead_of(offering: Offering, person: Person, code: str) -> Offering | None:
    """Return what is needed first, where that is why; else what is of the same category."""
    orderable = shown_to(person).filter(state="published").exclude(pk=offering.pk)
    if code == "prerequisite":
        return orderable.filter(pk=offering.prerequisite_id or 0).first()
    if code in ("denied", "withdrawn"):
        return None
    has_some = orderable.exclude(licences_left=0).filter(is_for_managers=False, prerequisite=None)
    # only what is about the same thing is something to have instead
    alike = has_some.filter(service=offering.service_id, category=offering.category_id or 0)
    return alike.order_by("rank", "name", "pk").first()
