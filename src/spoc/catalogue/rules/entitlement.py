"""Who is entitled to a service, and what that suggests before anybody answers (MOF CS, P2)."""

from collections.abc import Collection
from enum import StrEnum


class Entitlement(StrEnum):
    """Whether a customer has a service, as far as the catalogue knows."""

    EVERYBODY = "everybody"
    HAS_IT = "has_it"
    NOT_KNOWN = "not_known"
    LACKS_IT = "lacks_it"


def entitlement_of(customers: Collection[int] | None, organisation: int | None) -> Entitlement:
    """Return whether this organisation has a service that is for these customers.

    A service that names no customers is for everybody. Not known is the answer where the service
    is not known yet (None), or nobody knows whom the person belongs to.

    >>> entitlement_of([1, 2], 3).value, entitlement_of([], 3).value
    ('lacks_it', 'everybody')
    """
    if customers is not None and not customers:
        return Entitlement.EVERYBODY
    if customers is None or organisation is None:
        return Entitlement.NOT_KNOWN
    return Entitlement.HAS_IT if organisation in customers else Entitlement.LACKS_IT


def supportability_for(entitlement: Entitlement) -> str:
    """Return what to begin the decision with: who lacks the service pays, or is referred.

    >>> supportability_for(Entitlement.LACKS_IT)
    'chargeable'
    """
    return "chargeable" if entitlement is Entitlement.LACKS_IT else "supported"
