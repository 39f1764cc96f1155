"""Finding the major incident an address names, for whoever asks."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import MajorIncident, SupportRequest
from spoc.requests.pages.finding import agent, found
from spoc.requests.queries.major import SHOWN_WITH

LARGEST = 2**63


def reader(request: HttpRequest) -> Person:
    """Return who reads of major incidents."""
    person = agent(request)
    if not access.may_read_majors(person):
        raise NotAllowed(_("Whoever works with requests reads of major incidents."))
    return person


def shaper(request: HttpRequest) -> Person:
    """Return who decides the terms of major incidents."""
    person = agent(request)
    if not access.may_shape_majors(person):
        raise NotAllowed(_("The service manager and the coordinators decide this: ask them."))
    return person


def major_found(request: HttpRequest, number: int) -> MajorIncident:
    """Return the major incident of this number, if the person may see it."""
    rows = access.majors_visible_to(agent(request)).select_related(*SHOWN_WITH, "review__by")
    major = rows.filter(pk=number).first() if number < LARGEST else None
    if major is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return major


def request_found(request: HttpRequest, number: int) -> SupportRequest:
    """Return the request of this number; a major one is found by its own readers too."""
    rows = access.majors_visible_to(agent(request)).select_related("support_request")
    major = rows.filter(pk=number).first() if number < LARGEST else None
    return major.support_request if major else found(request, number)
