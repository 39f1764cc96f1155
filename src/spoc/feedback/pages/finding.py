"""Finding who asks and what an address names, for whoever works at the desk."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.feedback import access
from spoc.feedback.models import Complaint
from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.requests.access import readable_inside
from spoc.requests.models import SupportRequest

LARGEST = 2**63 - 1
SHOWN_WITH = ("person", "owner", "team", "community", "support_request", "responded_by", "by")


def agent(request: HttpRequest) -> Person:
    """Return who works at the desk."""
    person = request.user
    if not isinstance(person, Person) or not may_work_at_desk(person):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    return person


def reader(request: HttpRequest) -> Person:
    """Return who may know how satisfied people are."""
    person = agent(request)
    if not access.may_open(person):
        raise NotAllowed(_("What people say of the service is for those who work with requests."))
    return person


def answerer(request: HttpRequest) -> Person:
    """Return who may read complaints."""
    person = agent(request)
    if not access.may_open_complaints(person):
        raise NotAllowed(_("Complaints are for whoever manages the service: ask one of them."))
    return person


def complaint_found(request: HttpRequest, pk: int) -> Complaint:
    """Return the complaint of this number, if the agent may read it."""
    rows = access.visible_to(agent(request)).select_related(*SHOWN_WITH)
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise gone()
    return found


def request_found(request: HttpRequest, number: int) -> SupportRequest:
    """Return the request of this number, if the agent reads it inside."""
    rows = readable_inside(agent(request))
    found = rows.filter(pk=number).first() if number <= LARGEST else None
    if found is None:
        raise NotFound(_("There is no request R-%(number)s that you may see.") % {"number": number})
    return found


def gone() -> NotFound:
    """Return what a stranger is told, and whoever asks for what is not there."""
    return NotFound(_("There is nothing at this address, or it is not yours to see."))
