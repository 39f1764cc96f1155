"""A need that something there meets becomes an order of it: on the terms it is offered on now."""

from spoc.audit.activities.activity import lock
from spoc.catalogue.models import Offering
from spoc.catalogue.terms import terms_of
from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.requests.activities.check_order import check_order
from spoc.requests.activities.order import Wish, checked
from spoc.requests.models import SupportRequest


def begin_order(support_request: SupportRequest, offering: Offering, *, by: Person) -> bool:
    """Order what was chosen, where its form asks nothing that nobody answered yet.

    Where it does, or the request is not where orders begin, the desk sees to it by hand.
    """
    lock(offering)
    version, person = offering.published, support_request.requester
    if not offering.is_orderable or version is None or support_request.status != "classified":
        return False
    terms = terms_of(version)
    try:
        answers = checked(terms, Wish(offering), person)
    except NotPossible:
        return False
    ordered = support_request.fulfilment
    ordered.offering_version = version
    ordered.requested_for = support_request.on_behalf_of or person
    ordered.move_to("order", "")
    ordered.wanted, ordered.answers = str(offering)[:200], answers
    ordered.price, ordered.currency = terms.price, terms.currency if terms.price else ""
    ordered.save()
    check_order(support_request, by=by)
    return True
