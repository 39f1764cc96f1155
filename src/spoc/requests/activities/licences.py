"""The licences an order puts by while it is under way, so that no two get the last one."""

from spoc.audit.activities.activity import lock
from spoc.requests.models import Fulfilment


def take_licences(order: Fulfilment) -> bool:
    """Put by as many licences as an order asks for beyond those held; False where too few are left.

    The offering is locked by then: see `order`.
    """
    if order.offering_version is None:
        return True
    offering = order.offering_version.offering
    if offering.licences_left is None:
        return True
    held = order.subscription.quantity if order.subscription else 0
    more = max(0, order.quantity - held)
    if offering.licences_left < more:
        return False
    offering.licences_left -= more
    offering.save(update_fields=["licences_left"])
    order.licences_taken = more
    return True


def give_licences_back(order: Fulfilment) -> None:
    """Let the licences an order put by be there for others; part of what ends or delivers it."""
    if not order.licences_taken or order.offering_version is None:
        return
    offering = order.offering_version.offering
    lock(offering)
    if offering.licences_left is not None:
        offering.licences_left += order.licences_taken
        offering.save(update_fields=["licences_left"])
    order.licences_taken = 0
