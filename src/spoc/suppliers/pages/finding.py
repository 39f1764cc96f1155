"""Finding the request or the handover an address names, for whoever works at the desk."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.requests.access import readable_inside as requests_read_inside
from spoc.requests.models import SupportRequest
from spoc.suppliers import access
from spoc.suppliers.models import Handover

LARGEST = 2**63


def agent(request: HttpRequest) -> Person:
    """Return who works at the desk."""
    person = request.user
    if not isinstance(person, Person) or not may_work_at_desk(person):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    return person


def request_found(request: HttpRequest, number: int) -> SupportRequest:
    """Return the request of this number, if the agent reads it inside."""
    rows = requests_read_inside(agent(request)).filter(pk=number)
    support_request = rows.first() if number < LARGEST else None
    if support_request is None:
        raise NotFound(_("There is no request R-%(number)s that you may see.") % {"number": number})
    return support_request


def handover_found(request: HttpRequest, pk: int) -> Handover:
    """Return the handover of this number, if the agent reads it inside."""
    rows = access.readable_inside(agent(request)).select_related("supplier", "by", "community")
    handover = rows.filter(pk=pk).first() if pk < LARGEST else None
    if handover is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return handover
