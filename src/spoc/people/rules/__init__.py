"""What is right for people: the permission matrix, how far a role reaches, addresses compared."""

from spoc.people.rules.addresses import normal_address
from spoc.people.rules.domains import domain_of
from spoc.people.rules.reaching import (
    AREAS,
    CELLS,
    DESK_ROLES,
    EVERYBODY,
    ROLES,
    Granted,
    Reach,
    reach,
)

__all__ = [
    "AREAS",
    "CELLS",
    "DESK_ROLES",
    "EVERYBODY",
    "ROLES",
    "Granted",
    "Reach",
    "domain_of",
    "normal_address",
    "reach",
]
